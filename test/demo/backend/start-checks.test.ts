import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConfigurationError, readEnvironment, type Settings } from '../../../demo/backend/environment.js';
import { startShop } from '../../../demo/backend/index.js';
import { demoProducts, type PaymentProduct } from '../../../demo/backend/products.js';
import { checkAtStart, checkProducts } from '../../../demo/backend/start-checks.js';
import { addressOf, FakeLedger } from './fake-ledger.js';
import { coffee, SHOP, signIn } from './fixtures.js';

const env = {
  XUMM_APIKEY: '11111111-2222-3333-4444-555555555555',
  XUMM_APISECRET: '66666666-7777-8888-9999-aaaaaaaaaaaa',
  SHOP_ACCOUNT: SHOP,
  SHOP_ORIGIN: 'https://shop.example',
};
const NEEDS_TAG = 0x00020000;

/** @returns the error if it did not start, and what was logged */
async function start(
  ping: Response | Error,
  flags: number | null,
  more: object = {},
): Promise<[string | null, string[]]> {
  const settings = readEnvironment({ ...env, ...more }) as Settings & { platform: 'real' };
  const ledger = new FakeLedger();
  if (flags === null) ledger.isDown = true;
  else if (flags >= 0) ledger.accounts.set(SHOP, { Flags: flags });
  const logged: string[] = [];
  const ask: typeof fetch = async (url, init) => {
    if (!addressOf(url).includes('/ping')) return ledger.fetch(url, init);
    if (ping instanceof Error) throw ping;
    return Promise.resolve(ping);
  };
  try {
    await checkAtStart(settings, (message) => logged.push(message), ask);
    return [null, logged];
  } catch (error) {
    assert.ok(error instanceof ConfigurationError);
    for (const value of Object.values(env)) assert.ok(!error.message.includes(value), 'repeats a value');
    return [error.message, logged];
  }
}

describe('checkAtStart', () => {
  it('good keys and an account that can be paid', async () => {
    assert.deepEqual(await start(Response.json({ pong: true }), 0), [null, []]);
    assert.deepEqual(await start(Response.json({ pong: true }), NEEDS_TAG, { SHOP_TAG: '7' }), [null, []]);
  });

  const faults = [
    [/does not take XUMM_APIKEY/, new Response('{}', { status: 403 }), 0],
    [/does not take XUMM_APIKEY/, new Response('{}', { status: 401 }), 0],
    [/no account on the ledger/, Response.json({ pong: true }), -1],
    [/set SHOP_TAG/, Response.json({ pong: true }), NEEDS_TAG],
  ] as const;
  for (const [sentence, ping, flags] of faults) {
    it(sentence.source, async () => {
      const [said] = await start(ping, flags);
      assert.match(said ?? '', sentence);
      assert.doesNotMatch(said ?? '', /\\n/);
    });
  }

  it('nobody answers: it starts, and logs it', async () => {
    const [said, logged] = await start(new TypeError('fetch failed'), null);
    assert.equal(said, null);
    assert.deepEqual(logged, [
      'The platform did not answer at the start',
      'The ledger did not answer at the start',
    ]);
  });
});

describe('checkProducts', () => {
  it('all that the shop and the demo sell can be paid for', async () => {
    await checkProducts(demoProducts({ destination: SHOP, destinationTag: 7 }));
  });

  const slips: readonly (readonly [string, Partial<PaymentProduct>])[] = [
    ['checksum', { destination: SHOP.replace('rN7n7', 'rN7n8') }],
    ['destinationTag', { destinationTag: 2 ** 32 }],
    ['drops', { amount: '10.5' }],
    ['drops', { amount: '0' }],
    ['amount.currency', { amount: { currency: 'RLUSD', issuer: SHOP, value: '5' } }],
    ['amount.value', { amount: { currency: 'USD', issuer: SHOP, value: '5,00' } }],
  ];
  for (const [what, slip] of slips) {
    it(`${JSON.stringify(slip)}: one sentence, which names the product`, async () => {
      await assert.rejects(checkProducts([signIn, { ...coffee, ...slip }]), (error) => {
        assert.ok(error instanceof ConfigurationError);
        assert.match(error.message, /^Nobody could pay for the product "coffee" [^\n]+\.$/);
        assert.ok(error.message.includes(what), error.message);
        return true;
      });
    });
  }

  it('the shop does not start', async () => {
    const slip = env.SHOP_ACCOUNT.replace('rN7n7', 'rN7n8');
    const settings = readEnvironment({ ...env, SHOP_ACCOUNT: slip, DATABASE_URL: 'memory:' });
    const down: typeof fetch = () => Promise.reject(new TypeError('fetch failed'));
    await assert.rejects(
      startShop(settings, { fetch: down, log: () => undefined }),
      /see SHOP_ACCOUNT and products\.ts/,
    );
  });
});
