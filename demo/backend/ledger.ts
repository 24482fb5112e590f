import { objectOf, type Fields } from './objects.js';
import type { Network } from './products.js';

/** Public servers of two operators each, good enough to begin with. A busy shop runs its own, or pays for one. */
export const PUBLIC_LEDGERS: Readonly<Record<Network, readonly string[]>> = {
  MAINNET: ['https://xrplcluster.com/', 'https://s1.ripple.com:51234/'],
  TESTNET: ['https://s.altnet.rippletest.net:51234/', 'https://testnet.xrpl-labs.com/'],
};

/** The servers of a simulated platform, which contains a ledger. */
export const simulatedLedgers = (endpoint: string): Readonly<Record<Network, readonly string[]>> => ({
  MAINNET: [`${endpoint}/ledger/mainnet/a`, `${endpoint}/ledger/mainnet/b`],
  TESTNET: [`${endpoint}/ledger/testnet/a`, `${endpoint}/ledger/testnet/b`],
});

/** Which keys may sign for an account. */
export interface AccountKeys {
  readonly regularKey: string | null;
  readonly isMasterDisabled: boolean;
}

/** An account in the newest validated ledger; null if it does not exist. */
export interface AccountInfo extends AccountKeys {
  readonly needsTag: boolean;
}

/** `lsfRequireDestTag`, `lsfDisableMaster`: https://xrpl.org/docs/references/protocol/ledger-data/ledger-entry-types/accountroot#accountroot-flags */
const REQUIRE_DESTINATION_TAG = 0x00020000;
const DISABLE_MASTER = 0x00100000;

const TIMEOUT_MS = 3000;

/** @throws if no server answers */
export async function accountInfo(
  servers: readonly string[],
  account: string,
  ask: typeof fetch = fetch,
  signal?: AbortSignal,
): Promise<AccountInfo | null> {
  const params = { account, ledger_index: 'validated' };
  const end = AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(signal ? [signal] : [])]);
  return firstOf(servers, async (server) => {
    const { error, account_data } = await call(server, 'account_info', params, ask, end);
    if (error === 'actNotFound' || error === 'actMalformed') return null;
    const { Flags, RegularKey } = objectOf(account_data);
    if (typeof Flags !== 'number') throw new Error(`${server} answered ${String(error)}`);
    return {
      needsTag: (Flags & REQUIRE_DESTINATION_TAG) !== 0,
      isMasterDisabled: (Flags & DISABLE_MASTER) !== 0,
      regularKey: typeof RegularKey === 'string' ? RegularKey : null,
    };
  });
}

async function firstOf<T>(servers: readonly string[], question: (server: string) => Promise<T>): Promise<T> {
  return Promise.any(servers.map(question)).catch((error: unknown) => {
    const [cause] = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
    throw new Error('No ledger server answers', { cause });
  });
}

async function call(
  server: string,
  method: string,
  params: Fields,
  ask: typeof fetch,
  signal: AbortSignal,
): Promise<Fields> {
  const response = await ask(server, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ method, params: [{ ...params, api_version: 1 }] }),
    signal,
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`${server} answered HTTP ${response.status}`);
  }
  return objectOf(objectOf(await response.json())['result']);
}

/**
 * A `fetch` for one sweep over many orders: what all of them need is asked once. The search of an account begins with its
 * oldest order, so there is one search per account.
 *
 * @param firstLedgers for each account, where its search begins
 * @param maxCalls after this many, each call fails: the remaining orders are asked about in a later sweep
 */
export function sharedFetch(
  ask: typeof fetch,
  firstLedgers: ReadonlyMap<string, number>,
  maxCalls: number,
): typeof fetch {
  const answers = new Map<string, Promise<{ readonly status: number; readonly text: string }>>();
  let calls = 0;

  const once = async (url: string, init: RequestInit | undefined, body: string) => {
    calls += 1;
    if (calls > maxCalls) throw new Error('This sweep has used up its calls');
    const response = await ask(url, { ...init, body });
    return { status: response.status, text: await response.text() };
  };

  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const body = fromTheOldest(typeof init?.body === 'string' ? init.body : '', firstLedgers);
    const key = `${url} ${body}`;
    const answer = answers.get(key) ?? once(url, init, body);
    answers.set(key, answer);
    const { status, text } = await answer;
    return new Response(text, { status, headers: { 'Content-Type': 'application/json' } });
  };
}

function fromTheOldest(body: string, firstLedgers: ReadonlyMap<string, number>): string {
  const { method, params } = objectOf(JSON.parse(body || '{}'));
  const question = objectOf(Array.isArray(params) ? params[0] : null);
  const first = firstLedgers.get(String(question['account']));
  if (method !== 'account_tx' || first === undefined) return body;
  return JSON.stringify({ method, params: [{ ...question, ledger_index_min: first }] });
}
