import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SECRETS, SHOP, TXID, CUSTOMER, transaction } from './fixtures.js';
import { failure, openShop, type Shop } from './shop.js';

const json = async (response: Response): Promise<unknown> => {
  assert.equal(response.status, 200);
  return response.json();
};

async function verification(shop: Shop, uuid: string, visitor = shop.visitor()): Promise<unknown> {
  return ((await json(await visitor.status(uuid))) as { verification?: unknown }).verification;
}

describe('POST /api/payloads', () => {
  it('answers what the element needs of the created payload, and no more', async () => {
    const shop = openShop();
    const response = await shop.visitor().post({ product: 'coffee' });
    assert.equal(response.status, 201);
    const text = await response.text();
    const { uuid } = JSON.parse(text) as { uuid: string };
    assert.deepEqual(JSON.parse(text), {
      uuid,
      next: { always: `https://xumm.app/sign/${uuid}` },
      refs: {
        qr_png: `https://xumm.app/sign/${uuid}_q.png`,
        qr_matrix: `https://xumm.app/sign/${uuid}_q.json`,
        qr_uri_quality_opts: ['m', 'q', 'h'],
        websocket_status: `wss://xumm.app/sign/${uuid}`,
      },
      pushed: false,
    });
    for (const secret of SECRETS) assert.ok(!text.includes(secret), secret);
  });

  it('asks for what the product costs, under an order number of its own, with the way back to the shop', async () => {
    const shop = openShop({ shopOrigin: () => 'https://shop.example' });
    const visitor = shop.visitor('https://shop.example');
    await visitor.buy('coffee');
    await visitor.buy('coffee-testnet');
    const [first, second] = shop.platform.created as {
      txjson: unknown;
      options: { return_url: unknown; force_network: unknown };
      custom_meta: { identifier: string };
    }[];
    const wayBack = 'https://shop.example/pay?payload={id}';
    assert.deepEqual(first?.txjson, { TransactionType: 'Payment', Destination: SHOP, Amount: '10000000' });
    assert.deepEqual(first.options.return_url, { app: wayBack, web: wayBack });
    assert.equal(first.options.force_network, 'MAINNET');
    assert.equal(second?.options.force_network, 'TESTNET');
    assert.match(first.custom_meta.identifier, /^order-[0-9a-f]{32}$/);
    assert.ok(first.custom_meta.identifier.length <= 40, 'the platform takes 40 characters');
    assert.notEqual(first.custom_meta.identifier, second.custom_meta.identifier);
  });
});

describe('GET /api/payloads/<uuid>/status', () => {
  it('waiting, opened, declined; and what is final is not asked again', async () => {
    const shop = openShop();
    const visitor = shop.visitor();
    const uuid = await visitor.buy('coffee');
    const waiting = { opened: false, expired: false, cancelled: false, resolved: false };
    assert.deepEqual(await json(await visitor.status(uuid)), waiting);

    const declined = { app_opened: true, resolved: true, signed: false };
    shop.platform.sign(uuid, { meta: declined, response: { txid: null } });
    const expected = { ...waiting, opened: true, resolved: true, signed: false, returnUrl: {} };
    assert.deepEqual(await json(await visitor.status(uuid)), expected);
    assert.deepEqual(await json(await visitor.status(uuid.toUpperCase())), expected);
    assert.equal(shop.platform.gets, 2);
  });

  it('signed and not on the ledger yet: pending; then verified, and the shop is told once', async () => {
    const told: string[] = [];
    const shop = openShop({ onVerified: ({ identifier }) => void told.push(identifier) });
    const visitor = shop.visitor();
    const uuid = await visitor.buy('coffee');
    shop.platform.sign(uuid);
    assert.equal(await verification(shop, uuid, visitor), 'pending');
    shop.ledger.set(TXID, transaction({ validated: false }));
    assert.equal(await verification(shop, uuid, visitor), 'pending');
    assert.deepEqual(told, []);

    shop.ledger.set(TXID, transaction());
    const both = await Promise.all([verification(shop, uuid, visitor), verification(shop, uuid, visitor)]);
    assert.deepEqual(both, ['verified', 'verified']);
    assert.equal(await verification(shop, uuid, visitor), 'verified');
    const { custom_meta } = shop.platform.created[0] as { custom_meta: { identifier: string } };
    assert.deepEqual(told, [custom_meta.identifier]);
  });

  it('if the shop could not be told, it is told again', async () => {
    let attempts = 0;
    const onVerified = (): void => {
      attempts += 1;
      if (attempts === 1) throw new Error('the orders table is locked');
    };
    const shop = openShop({ onVerified });
    const visitor = shop.visitor();
    const uuid = await visitor.buy('coffee');
    shop.platform.sign(uuid);
    shop.ledger.set(TXID, transaction());
    const response = await visitor.status(uuid);
    assert.equal(await failure(response.clone()), '500 internal');
    assert.ok(!(await response.text()).includes('locked'));
    assert.equal(await verification(shop, uuid, visitor), 'verified');
    assert.equal(attempts, 2);
  });

  const refusals: readonly (readonly [string, Parameters<Shop['platform']['sign']>[1], object])[] = [
    ['a TESTNET payment', { response: { dispatched_nodetype: 'TESTNET' } }, {}],
    ['a partial payment', {}, { deliveredAmount: '1' }],
    ['another destination', {}, { destination: CUSTOMER }],
    ['a failed transaction', {}, { transactionResult: 'tecPATH_DRY' }],
  ];
  for (const [name, signed, found] of refusals) {
    it(`${name} is refused, for good`, async () => {
      const shop = openShop();
      const visitor = shop.visitor();
      const uuid = await visitor.buy('coffee');
      shop.platform.sign(uuid, signed);
      shop.ledger.set(TXID, transaction(found));
      assert.equal(await verification(shop, uuid, visitor), 'refused');
      shop.ledger.set(TXID, transaction());
      assert.equal(await verification(shop, uuid, visitor), 'refused');
    });
  }

  it('one transaction does not pay for two orders, not even of two visitors', async () => {
    const shop = openShop();
    const [ann, bob] = [shop.visitor(), shop.visitor()];
    const [first, second] = [await ann.buy('coffee'), await bob.buy('coffee')];
    shop.ledger.set(TXID, transaction());
    shop.platform.sign(first);
    shop.platform.sign(second, { response: { txid: TXID } });
    assert.equal(await verification(shop, first, ann), 'verified');
    assert.equal(await verification(shop, second, bob), 'refused');
  });

  it('a ledger that cannot be asked leaves the payment pending, and says so in the log', async () => {
    const shop = openShop({ lookUpTransaction: () => Promise.reject(new Error('ECONNREFUSED')) });
    const visitor = shop.visitor();
    const uuid = await visitor.buy('coffee');
    shop.platform.sign(uuid);
    assert.equal(await verification(shop, uuid, visitor), 'pending');
    assert.deepEqual(shop.logged, ['The ledger could not be asked']);
  });

  it('holds no secret', async () => {
    const shop = openShop();
    const visitor = shop.visitor();
    const uuid = await visitor.buy('coffee');
    shop.platform.sign(uuid);
    const text = await (await visitor.status(uuid)).text();
    for (const secret of [...SECRETS, CUSTOMER]) assert.ok(!text.includes(secret), secret);
  });
});
