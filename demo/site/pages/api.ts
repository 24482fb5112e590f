import type { CreatedPayload, PayloadStatus } from '../../../src/index.js';
import type { PhoneView, Scenario, Trouble } from '../../platform/index.js';

/** A server's refusal: its own sentence, and the HTTP status. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Anybody can write an address, so only a payload's uuid is read from it. */
export const readUuid = (text: string | null | undefined): string | null =>
  text && UUID.test(text) ? text.toLowerCase() : null;

/** The backend's address for a payload: the element's `status-url`. */
export const STATUS_URL = '/api/payloads/{uuid}/status';

/** How the pages reach the demo's servers. A page that contains them replaces it. */
export const network = {
  fetch: (path: string, init?: RequestInit): Promise<Response> => fetch(path, init),
  /** The beginning of the simulated platform's links and sockets. */
  platform: new URL('/', location.href),
};

/** The status socket of a payload on the simulated platform. */
export const socketUrl = (uuid: string): string =>
  new URL(`./sign/${uuid}`, network.platform).href.replace(/^http/, 'ws');

/** Every failure of this demo's servers is `{error: {code, message}}`. @throws {Refusal} */
async function ask(path: string, init: RequestInit = {}): Promise<unknown> {
  const answer = await network.fetch(path, init).catch(() => {
    throw new Refusal(0, 'The demo server does not answer. Is it still running?');
  });
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok) return body;
  const { error } = (body ?? {}) as { error?: { message?: string } };
  throw new Refusal(answer.status, error?.message ?? `The server answered HTTP ${answer.status}.`);
}

const post = (path: string, body: unknown): Promise<unknown> =>
  ask(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

/** An open payload, and what it is for. */
export interface OpenRequest {
  readonly product: string;
  readonly cart: string;
  readonly payload: CreatedPayload;
}

/**
 * Names only a product: the backend knows its price. The same product and cart get the open payload; `renew` asks for
 * another instead.
 */
export const createPayload = async (
  product: string,
  more: { readonly cart?: string; readonly renew?: boolean } = {},
): Promise<CreatedPayload> => (await post('/api/payloads', { product, ...more })) as CreatedPayload;

/** A payload of its own, whatever other pages have open. */
export const createAnother = (product: string): Promise<CreatedPayload> =>
  createPayload(product, { cart: String(Math.random()).slice(2) });

/** Throws if the payload is not this visitor's. */
export const askStatus = async (uuid: string): Promise<PayloadStatus> =>
  (await ask(STATUS_URL.replace('{uuid}', uuid))) as PayloadStatus;

/** What the backend knows of this visitor: the account that is signed in, or null, and the open payloads. */
export const readSession = async (): Promise<{ account: string | null; open: readonly OpenRequest[] }> =>
  (await ask('/api/session')) as { account: string | null; open: readonly OpenRequest[] };

export const readAccount = async (): Promise<string | null> => (await readSession()).account;

/** Whether this demo plays the platform itself; with real keys a real wallet must sign. */
export const isSimulated = async (): Promise<boolean> =>
  ((await ask('/demo.json')) as { simulated: boolean }).simulated;

/** Controls the simulated platform, for the phone and for the fault buttons. */
export const control = {
  read: async (uuid: string) => (await ask(`/control/${uuid}`)) as PhoneView,
  post: async (uuid: string, action: string, body: unknown = {}) =>
    (await post(`/control/${uuid}/${action}`, body)) as PhoneView,
  /** Everything that can go wrong. */
  menu: async () =>
    (await ask('/control/scenarios')) as {
      readonly scenarios: readonly Scenario[];
      readonly troubles: readonly Trouble[];
    },
  /** Ends the trouble of a group, and begins this one; null: normal. */
  trouble: (group: Trouble['group'], trouble: Trouble | null) =>
    post(`/control/${group}`, trouble?.body ?? {}),
  clearFaults: (uuid: string) => ask(`/control/${uuid}/fault`, { method: 'DELETE' }),
};
