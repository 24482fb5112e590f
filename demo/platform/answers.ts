import { NETWORK_IDS } from './networks.js';
import { filledReturnUrl, isExpired, secondsUntil, type Payload } from './payload.js';

export const APPLICATION_NAME = 'Morning Roast';

/** The links of a payload, all on the origin of the request, so that they work for whoever asked. */
export function createdAnswer(payload: Payload, origin: string): Record<string, unknown> {
  const signUrl = `${origin}/sign/${payload.uuid}`;
  const pushed = payload.request.userToken !== null;
  return {
    uuid: payload.uuid,
    next: { always: signUrl, ...(pushed ? { no_push_msg_received: `${signUrl}/qr` } : {}) },
    refs: {
      qr_png: `${signUrl}_q.png`,
      qr_matrix: `${signUrl}_q.json`,
      qr_uri_quality_opts: ['m', 'q', 'h'],
      websocket_status: signUrl.replace(/^http/, 'ws'),
    },
    pushed,
  };
}

/**
 * A complete payload, as only the developer's backend may see it. It holds secrets (`application.issued_user_token` and
 * `response.hex`), so that a backend that passes the response on is caught by its tests.
 */
export function detailsAnswer(payload: Payload, nowMs: number): Record<string, unknown> {
  return {
    meta: metaOf(payload, nowMs),
    application: applicationOf(payload),
    payload: requestOf(payload, nowMs),
    response: responseOf(payload, nowMs),
    custom_meta: payload.request.customMeta,
  };
}

export function metaOf(payload: Payload, nowMs: number): Record<string, unknown> {
  const { request, resolution } = payload;
  const destination = request.tx['Destination'];
  const returnUrl = filledReturnUrl(payload);
  return {
    exists: true,
    uuid: payload.uuid,
    multisign: request.multisign,
    submit: request.submit,
    pathfinding: false,
    pathfinding_fallback: false,
    ...(request.forceNetwork === null ? {} : { force_network: request.forceNetwork }),
    destination: typeof destination === 'string' ? destination : '',
    resolved_destination: '',
    resolved: resolution !== null,
    signed: (resolution?.signature ?? null) !== null,
    cancelled: payload.cancelled,
    expired: isExpired(payload, nowMs),
    pushed: request.userToken !== null,
    app_opened: payload.opened,
    opened_by_deeplink: payload.openedByDeeplink,
    return_url_app: returnUrl.app,
    return_url_web: returnUrl.web,
    is_xapp: false,
    signers: null,
  };
}

function applicationOf(payload: Payload): Record<string, unknown> {
  return {
    name: APPLICATION_NAME,
    description: 'An application of the simulated platform',
    disabled: 0,
    uuidv4: payload.apiKey,
    icon_url: '',
    issued_user_token: payload.resolution?.signature?.issuedUserToken ?? null,
  };
}

function requestOf(payload: Payload, nowMs: number): Record<string, unknown> {
  const { tx } = payload.request;
  return {
    tx_type: tx.TransactionType,
    tx_destination: tx['Destination'] ?? '',
    tx_destination_tag: tx['DestinationTag'] ?? null,
    request_json: tx,
    origintype: payload.origin,
    signmethod: payload.resolution?.signature ? 'PIN' : null,
    created_at: new Date(payload.createdAtMs).toISOString(),
    expires_at: new Date(payload.expiresAtMs).toISOString(),
    expires_in_seconds: secondsUntil(payload.expiresAtMs, nowMs),
  };
}

function responseOf(payload: Payload, nowMs: number): Record<string, unknown> {
  const { resolution } = payload;
  const signature = resolution?.signature ?? null;
  const reported = signature?.dispatch ?? null;
  const dispatch = reported !== null && nowMs >= reported.atMs ? reported : null;
  return {
    hex: signature?.hex ?? null,
    txid: signature?.txid ?? null,
    resolved_at: resolution === null ? null : new Date(resolution.atMs).toISOString(),
    dispatched_nodetype: dispatch?.nodetype ?? null,
    dispatched_to: dispatch?.to ?? null,
    dispatched_result: dispatch?.result ?? null,
    dispatched_to_node: dispatch !== null && dispatch.to !== '',
    environment_nodeuri: signature?.node ?? null,
    environment_nodetype: signature?.network ?? null,
    environment_networkid: signature === null ? null : NETWORK_IDS[signature.network],
    multisign_account: payload.request.multisign ? (signature?.account ?? null) : null,
    account: signature?.account ?? null,
    signer: signature?.account ?? null,
    user: signature?.issuedUserToken ?? null,
  };
}

/** Empty values are null or empty strings: the real platform has sent both. */
export function withEmptyStrings(value: unknown): unknown {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map(withEmptyStrings);
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withEmptyStrings(each)]));
}
