import type { CreatedPayload } from '../../../src/index.js';
import type { PhoneView, Scenario, Trouble } from '../../platform/index.js';

/** What a server refused: its own sentence, and the HTTP status. */
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

/** What stands in an address is anybody's: a payload's uuid and nothing else is taken from it. */
export const readUuid = (text: string | null | undefined): string | null =>
  text && UUID.test(text) ? text.toLowerCase() : null;

/** Where the shop's backend answers for a payload: the element's `status-url`. */
export const STATUS_URL = '/api/payloads/{uuid}/status';

/** How the pages reach the demo's servers. A page that has them inside puts its own way here. */
export const network = {
  fetch: (path: string, init?: RequestInit): Promise<Response> => fetch(path, init),
  /** What the links and sockets of the simulated platform begin with. */
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

/** A sign request that is open, and what for. */
export interface OpenRequest {
  readonly product: string;
  readonly cart: string;
  readonly payload: CreatedPayload;
}

/**
 * Only a product is named: what it costs is the backend's to say. The same product and cart get the request that is
 * open; `renew` asks for another in its place.
 */
export const createPayload = async (
  product: string,
  more: { readonly cart?: string; readonly renew?: boolean } = {},
): Promise<CreatedPayload> => (await post('/api/payloads', { product, ...more })) as CreatedPayload;

/** A request of its own, whatever other pages have open. */
export const createAnother = (product: string): Promise<CreatedPayload> =>
  createPayload(product, { cart: String(Math.random()).slice(2) });

/** Throws where the payload is not this visitor's. */
export const askStatus = (uuid: string): Promise<unknown> => ask(STATUS_URL.replace('{uuid}', uuid));

/** This visitor, as the backend knows it: the account that is signed in or null, and the requests that are open. */
export const readSession = async (): Promise<{ account: string | null; open: readonly OpenRequest[] }> =>
  (await ask('/api/session')) as { account: string | null; open: readonly OpenRequest[] };

export const readAccount = async (): Promise<string | null> => (await readSession()).account;

/** Whether this demo plays the platform itself; with real keys a real wallet has to sign. */
export const isSimulated = async (): Promise<boolean> =>
  ((await ask('/demo.json')) as { simulated: boolean }).simulated;

/** The hand on the simulated platform: the phone's, and that of the fault buttons. */
export const control = {
  read: async (uuid: string) => (await ask(`/control/${uuid}`)) as PhoneView,
  post: async (uuid: string, action: string, body: unknown = {}) =>
    (await post(`/control/${uuid}/${action}`, body)) as PhoneView,
  /** All that can go another way than it should. */
  menu: async () =>
    (await ask('/control/scenarios')) as {
      readonly scenarios: readonly Scenario[];
      readonly troubles: readonly Trouble[];
    },
  /** Ends what troubles a group, and begins this one; null: as it should be. */
  trouble: (group: Trouble['group'], trouble: Trouble | null) =>
    post(`/control/${group}`, trouble?.body ?? {}),
  clearFaults: (uuid: string) => ask(`/control/${uuid}/fault`, { method: 'DELETE' }),
};
