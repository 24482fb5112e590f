import type { CreatedPayload } from '../../src/index.js';

/** The simulated platform on the test runner's own port: real HTTP, real sockets. */
const KEYS = {
  'X-API-Key': '11111111-1111-4111-8111-111111111111',
  'X-API-Secret': '22222222-2222-4222-8222-222222222222',
};

export type Action = 'open' | 'pre-sign' | 'dispatch' | 'sign' | 'decline' | 'expire';

async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status} ${JSON.stringify(answer)}`);
  return answer;
}

/** Creates a payload like a shop's backend; by default a payment. */
export const createPayload = async (body: Record<string, unknown> = {}): Promise<Required<CreatedPayload>> =>
  (await post(
    '/api/v1/platform/payload',
    {
      txjson: {
        TransactionType: 'Payment',
        Destination: 'rN7n7otQDd6FczFgLdSqtcsAUxDkw6fzRH',
        Amount: '10000000',
      },
      ...body,
    },
    KEYS,
  )) as Required<CreatedPayload>;

/** Creates a payload through the example backend, as this visitor's own order. */
export const buy = async (product: string): Promise<Required<CreatedPayload>> =>
  (await post('/api/payloads', { product, cart: crypto.randomUUID() })) as Required<CreatedPayload>;

/** The user does something on the phone. */
export const control = (uuid: string, action: Action, body: unknown = {}): Promise<unknown> =>
  post(`/control/${uuid}/${action}`, body);

/** The network does something. */
export const fault = (uuid: string, body: Record<string, unknown>): Promise<unknown> =>
  post(`/control/${uuid}/fault`, body);

/** How many sockets of a payload the server holds. */
export async function socketCount(uuid: string): Promise<number> {
  const { count } = (await (await fetch(`/test/sockets?uuid=${uuid}`)).json()) as { count: number };
  return count;
}
