import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { DatabaseUnavailable } from '../../../../demo/backend/errors.js';
import { MemoryStore } from '../../../../demo/backend/memory-store.js';
import type { Store } from '../../../../demo/backend/store.js';
import { failure, openShop, type TestShop, type Visitor } from '../shop.js';

const SECRET = '66666666-7777-8888-9999-aaaaaaaaaaaa';
const MINUTE_MS = 60_000;

/** When the database does not answer: a call is not done, or it is done and nobody is told. */
type Loss = 'call' | 'answer';

/** A store whose database goes away at one of its calls. */
function fragile(store: Store, breaksAt: number, loss: Loss) {
  let calls = 0;
  let isCounted = true;
  const proxy = new Proxy(store, {
    get(target, name: keyof Store) {
      const method = target[name].bind(target) as (...args: unknown[]) => unknown;
      return (...args: unknown[]): unknown => {
        if (isCounted) calls += 1;
        if (!isCounted || calls !== breaksAt) return method(...args);
        if (loss === 'answer') method(...args);
        throw new DatabaseUnavailable('gone');
      };
    },
  });
  /** For the test's own calls, which cannot break. */
  const aside = async <T>(work: () => Promise<T>): Promise<T> => {
    isCounted = false;
    return work().finally(() => (isCounted = true));
  };
  return { store: proxy, calls: () => calls, aside };
}

async function webhook({ app, shop }: TestShop, uuid: string): Promise<Response> {
  const body = JSON.stringify({ payloadResponse: { payload_uuidv4: uuid, signed: true } });
  const timestamp = String(Math.floor(shop.now() / 1000));
  return app.request('http://shop.test/api/webhook', {
    method: 'POST',
    headers: {
      'x-xumm-request-timestamp': timestamp,
      'x-xumm-request-signature': createHmac('sha1', SECRET.replace('-', ''))
        .update(timestamp + body)
        .digest('hex'),
    },
    body,
  });
}

/** Asks until it is answered, as late as each failure asks for. A creation whose answer was lost takes 15 s to be given up. */
async function insist(shop: TestShop, ask: () => Promise<Response>): Promise<Response> {
  for (let tries = 0; tries < 4; tries += 1) {
    const response = await ask();
    if (response.ok) return response;
    assert.equal(response.headers.get('Retry-After'), '5');
    assert.equal(await failure(response), '503 unavailable');
    shop.pass(5000);
  }
  return assert.fail('not answered although it is back');
}

const buy = async (shop: TestShop, visitor: Visitor, product: string): Promise<string> => {
  const response = await insist(shop, () => visitor.post({ product }));
  return ((await response.json()) as { uuid: string }).uuid;
};

/** A whole purchase. @returns how many calls to the database it took */
async function purchase(breaksAt: number, loss: Loss): Promise<number> {
  let { calls, aside } = fragile(new MemoryStore(), 0, loss);
  const shop = openShop({
    webhookSecret: SECRET,
    makeStore: (now) => {
      const broken = fragile(new MemoryStore(now), breaksAt, loss);
      ({ calls, aside } = broken);
      return broken.store;
    },
  });
  const visitor = shop.visitor();
  await insist(shop, () => visitor.ask('/api/session'));
  const signIn = await buy(shop, visitor, 'sign-in');
  shop.platform.sign(signIn, { payload: { tx_type: 'SignIn' } });
  await insist(shop, () => visitor.status(signIn));
  const uuid = await buy(shop, visitor, 'coffee');
  await insist(shop, () => visitor.status(uuid));
  shop.platform.sign(uuid);
  await aside(() => shop.pay(uuid));
  await insist(shop, () => webhook(shop, uuid));
  for (let times = 0; times < 3; times += 1) {
    shop.pass(2 * MINUTE_MS);
    await shop.work().catch((error: unknown) => {
      assert.ok(error instanceof DatabaseUnavailable);
    });
  }
  const told = (await (await insist(shop, () => visitor.status(uuid))).json()) as { verification?: unknown };
  assert.equal(told.verification, 'verified');
  const { id, delivery } = await aside(() => shop.order(uuid));
  assert.equal(delivery, 'delivered');
  assert.deepEqual([...new Set(shop.delivered)], [id], 'at least once, by one key');
  await insist(shop, () => visitor.ask('/api/session', { method: 'DELETE' }));
  return calls();
}

describe('the database goes away during work, at any of its calls: 503, and nothing is lost once it is back', () => {
  for (const loss of ['call', 'answer'] as const) {
    it(`and the ${loss} is lost`, async () => {
      const total = await purchase(0, loss);
      for (let breaksAt = 1; breaksAt <= total; breaksAt += 1)
        await purchase(breaksAt, loss).catch((error: unknown) => {
          throw new Error(`at call ${breaksAt} of ${total}: ${String(error)}`, { cause: error });
        });
    });
  }
});
