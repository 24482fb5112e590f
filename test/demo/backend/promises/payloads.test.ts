import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CUSTOMER, SECRETS, SHOP, TXID } from '../fixtures.js';
import { openShop } from '../shop.js';

const json = async (response: Response): Promise<unknown> => {
  assert.equal(response.status, 200);
  return response.json();
};

describe('POST /api/payloads', () => {
  it('returns only what the element needs of the created payload', async () => {
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

  it('asks for what the product costs, with the order’s InvoiceID and the way back to the shop', async () => {
    const shop = openShop({ shopOrigin: () => 'https://shop.example' });
    const visitor = shop.visitor('https://shop.example');
    const uuid = await visitor.buy('coffee');
    await visitor.buy('coffee-testnet');
    const [first, second] = shop.platform.created as {
      txjson: { InvoiceID: string };
      options: { return_url: unknown; force_network: unknown };
    }[];
    const { invoiceId, firstLedger } = await shop.order(uuid);
    assert.match(invoiceId, /^[0-9A-F]{64}$/);
    assert.equal(firstLedger, shop.ledger.index, 'where the ledger was when it was placed');
    assert.deepEqual(first?.txjson, {
      TransactionType: 'Payment',
      Destination: SHOP,
      Amount: '10000000',
      InvoiceID: invoiceId,
    });
    const wayBack = 'https://shop.example/pay?payload={id}';
    assert.deepEqual(first.options.return_url, { app: wayBack, web: wayBack });
    assert.equal(first.options.force_network, 'MAINNET');
    assert.equal(second?.options.force_network, 'TESTNET');
    assert.notEqual(second.txjson.InvoiceID, invoiceId);
  });
});

describe('GET /api/payloads/<uuid>/status', () => {
  it('waiting, opened, declined', async () => {
    const shop = openShop();
    const visitor = shop.visitor();
    const uuid = await visitor.buy('coffee');
    const waiting = { opened: false, expired: false, cancelled: false, resolved: false };
    assert.deepEqual(await json(await visitor.status(uuid)), waiting);

    shop.platform.change(uuid, { app_opened: true, resolved: true });
    shop.pass(3000);
    const expected = { ...waiting, opened: true, resolved: true, signed: false };
    assert.deepEqual(await json(await visitor.status(uuid)), expected);
    assert.deepEqual(await json(await visitor.status(uuid.toUpperCase())), expected);
  });

  it('signed and not on the ledger yet: pending; then verified, and delivered once', async () => {
    const shop = openShop();
    const visitor = shop.visitor();
    const uuid = await visitor.buy('coffee');
    shop.platform.sign(uuid);
    assert.equal(await visitor.verification(uuid), 'pending');
    await shop.pay(uuid, { validated: false });
    shop.pass(1000);
    assert.equal(await visitor.verification(uuid), 'pending');
    await shop.work();
    assert.deepEqual(shop.delivered, []);

    shop.ledger.entries = [];
    await shop.pay(uuid);
    shop.pass(1000);
    const both = await Promise.all([visitor.verification(uuid), visitor.verification(uuid)]);
    assert.deepEqual(both, ['verified', 'verified']);
    assert.equal(await visitor.verification(uuid), 'verified');
    await shop.work();
    await shop.work();
    assert.deepEqual(shop.delivered, [(await shop.order(uuid)).id]);
  });

  it('a final failure on the ledger, or a payment on another network, is refused for ever', async () => {
    const shop = openShop();
    const visitor = shop.visitor();
    const [failed, elsewhere] = [await visitor.buy('coffee'), await visitor.buy('coffee', { cart: '2' })];
    shop.platform.sign(failed);
    await shop.pay(failed, { result: 'tecPATH_DRY', delivered: undefined });
    shop.platform.sign(elsewhere, { response: { txid: 'CD'.repeat(32), dispatched_nodetype: 'TESTNET' } });
    assert.equal(await visitor.verification(failed), 'refused');
    assert.equal(await visitor.verification(elsewhere), 'pending', 'it may be valid on both');
    shop.ledger.pass();
    shop.pass(1000);
    assert.equal(await visitor.verification(elsewhere), 'refused');
  });

  const withAPerson: readonly (readonly [string, object, string, string | null])[] = [
    ['a partial payment', { delivered: '1' }, 'underpaid', null],
    ['another destination', { tx: { Destination: CUSTOMER } }, 'mismatch', 'destination'],
    ['nothing that says which order it is for', { tx: { InvoiceID: undefined } }, 'mismatch', 'invoice'],
  ];
  for (const [name, parts, verdict, reason] of withAPerson) {
    it(`${name} is neither verified nor refused: ${verdict}`, async () => {
      const shop = openShop();
      const visitor = shop.visitor();
      const uuid = await visitor.buy('coffee');
      shop.platform.sign(uuid);
      await shop.pay(uuid, parts);
      assert.equal(await visitor.verification(uuid), 'pending');
      const order = await shop.order(uuid);
      assert.deepEqual([order.verdict, order.reason], [verdict, reason]);
      await shop.work();
      assert.deepEqual(shop.delivered, []);
    });
  }

  it('one transaction does not pay for two orders, not even of two visitors', async () => {
    const shop = openShop();
    const [ann, bob] = [shop.visitor(), shop.visitor()];
    const [first, second] = [await ann.buy('coffee'), await bob.buy('coffee')];
    await shop.pay(first);
    shop.platform.sign(first);
    shop.platform.sign(second);
    assert.equal(await ann.verification(first), 'verified');
    assert.equal(await bob.verification(second), 'pending');
    assert.equal((await shop.order(second)).verdict, 'mismatch');
  });

  it('while the ledger does not answer, the payment is pending', async () => {
    const shop = openShop();
    const visitor = shop.visitor();
    const uuid = await visitor.buy('coffee');
    shop.platform.sign(uuid);
    shop.ledger.isDown = true;
    assert.equal(await visitor.verification(uuid), 'pending');
    assert.equal((await shop.order(uuid)).reason, 'no-ledger-answer');
  });

  it('contains no secret', async () => {
    const shop = openShop();
    const visitor = shop.visitor();
    const uuid = await visitor.buy('coffee');
    shop.platform.sign(uuid);
    await shop.pay(uuid);
    const text = await (await visitor.status(uuid)).text();
    assert.ok(text.includes(TXID));
    for (const secret of [...SECRETS, CUSTOMER]) assert.ok(!text.includes(secret), secret);
  });
});
