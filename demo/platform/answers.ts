import { filledReturnUrl, isExpired, isSubmitted, secondsUntil, type Payload } from './payload.js';

export const APPLICATION_NAME = 'Demo shop';

/** The links of a payload, all on the origin that was asked, so that they work from wherever the asker is. */
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
 * A payload in full, as only the developer's backend may see it. It holds secrets: `application.issued_user_token` and
 * `response.hex`, so that a backend which hands the answer on is caught by its tests.
 */
export function detailsAnswer(payload: Payload, nowMs: number): Record<string, unknown> {
  return {
    meta: metaOf(payload, nowMs),
    application: applicationOf(payload),
    payload: requestOf(payload, nowMs),
    response: responseOf(payload),
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
    origintype: payload.opened ? (payload.openedByDeeplink === true ? 'DEEP_LINK' : 'QR') : null,
    signmethod: payload.resolution?.signature ? 'PIN' : null,
    created_at: new Date(payload.createdAtMs).toISOString(),
    expires_at: new Date(payload.expiresAtMs).toISOString(),
    expires_in_seconds: secondsUntil(payload.expiresAtMs, nowMs),
  };
}

function responseOf(payload: Payload): Record<string, unknown> {
  const { resolution } = payload;
  const signature = resolution?.signature ?? null;
  const dispatched = signature !== null && isSubmitted(payload);
  const nodeUri = signature === null ? null : `wss://${signature.node.toLowerCase()}.node.example`;
  return {
    hex: signature?.hex ?? null,
    txid: signature?.txid ?? null,
    resolved_at: resolution === null ? null : new Date(resolution.atMs).toISOString(),
    dispatched_nodetype: dispatched ? signature.node : null,
    dispatched_to: dispatched ? nodeUri : null,
    dispatched_result: dispatched ? signature.dispatchedResult : null,
    dispatched_to_node: dispatched,
    environment_nodeuri: nodeUri,
    environment_nodetype: signature?.node ?? null,
    environment_networkid: signature === null ? null : signature.node === 'MAINNET' ? 0 : 1,
    multisign_account: payload.request.multisign ? (signature?.account ?? null) : null,
    account: signature?.account ?? null,
    signer: signature?.account ?? null,
    user: signature?.issuedUserToken ?? null,
  };
}
