import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orders } from './support/orders.js';
import { PAYER, newHash } from './support/platform.js';
import { SHOP, creations, settled, type World } from './support/world.js';

/** What counts as paid, and what follows from it. */
export function payments(built: () => World): void {
  const { deliveries, makeDue, row, signed } = orders(built);

  test('paid exactly: verified, and delivered once with everything that a shop needs', async () => {
    const { visitor, uuid } = await signed();
    assert.equal(await settled(visitor, uuid), 'verified');
    const [order, ...more] = (await built().site.delivered()).filter((order) => order.uuid === uuid);
    assert(order && more.length === 0);
    assert.deepEqual(
      [order.verdict, order.amount, order.delivered, order.account, order.network, order.txids.length],
      ['paid', '10000000', '10000000', PAYER, 'MAINNET', 1],
    );
    assert.match(order.key, /^xumm-\d+$/);
  });

  test('more than is due: verified, and the owner is told to pay back the surplus', async () => {
    const { visitor, uuid } = await signed({ delivered: '10000001' });
    assert.equal(await settled(visitor, uuid), 'verified');
    const { verdict, surplus, attention } = await row(uuid);
    assert.deepEqual([verdict, surplus, attention], ['overpaid', '"1"', '1']);
  });

  for (const [what, signing, verdict] of [
    ['a partial payment', { delivered: '1' }, 'underpaid'],
    ['another currency', { delivered: { currency: 'USD', issuer: SHOP, value: '10' } }, 'mismatch'],
  ] as const)
    test(`${what}: neither verified nor refused, not delivered, and shown to the owner`, async () => {
      const { visitor, uuid } = await signed(signing);
      const status = await visitor.status(uuid);
      assert.deepEqual([status.signed, status.verification], [true, 'pending']);
      const stored = await row(uuid);
      assert.deepEqual([stored['verdict'], stored['attention'], await deliveries(uuid)], [verdict, '1', 0]);
    });

  test('a payment that failed is refused for ever', async () => {
    const { visitor, uuid } = await signed({ result: 'tecPATH_DRY' });
    assert.equal(await settled(visitor, uuid), 'refused');
    assert.equal(await deliveries(uuid), 0);
  });

  test('signed for TESTNET and not on the ledger: pending until that is certain, then refused', async () => {
    const { visitor, uuid } = await signed({ node: 'TESTNET' });
    assert.equal((await visitor.status(uuid)).verification, 'pending');
    assert.equal((await row(uuid))['verdict'], 'wrong-network');
    built().platform.later(3600);
    await makeDue();
    assert.equal(await settled(visitor, uuid), 'refused');
  });

  test('the platform says UNKNOWN NODE, the ledger has the payment: paid', async () => {
    const { visitor, uuid } = await signed({ dispatch: 'unknown-node' });
    assert.equal(await settled(visitor, uuid), 'verified');
  });

  test('the wallet’s report is lost: the payment is found by its InvoiceID', async () => {
    const { visitor, uuid } = await signed({ report: 'lost' });
    assert.equal(await settled(visitor, uuid), 'verified');
    assert.equal(await deliveries(uuid), 1);
  });

  for (const [what, answer] of [
    ['is busy', { error: 'tooBusy', status: 'error' }],
    ['has no such ledgers', { error: 'lgrNotFound', status: 'error' }],
    [
      'has the newest ledgers only',
      { account: SHOP, ledger_index_min: 4e9, ledger_index_max: 4e9, transactions: [] },
    ],
  ] as const)
    test(`the first ledger server ${what} whenever it is asked for payments: the second one is asked`, async () => {
      const { platform } = built();
      const { visitor, uuid } = await signed({ report: 'lost' });
      await platform.control(uuid, 'expire');
      const end = platform.interfereLedger(({ server, method }) =>
        method === 'account_tx' && server.endsWith('/a') ? answer : null,
      );
      try {
        assert.equal((await visitor.status(uuid)).verification, 'verified');
      } finally {
        end();
      }
    });

  test('a ledger server that calls a ledger its newest which is not validated counts as one without an answer', async () => {
    const { platform } = built();
    const { visitor, uuid } = await signed();
    const end = platform.interfereLedger(({ method }) =>
      method === 'ledger' ? { ledger_index: 4e9, validated: false, ledger: {} } : null,
    );
    try {
      assert.equal((await visitor.status(uuid)).verification, 'pending');
      assert.equal((await row(uuid))['reason'], 'no-ledger-answer');
    } finally {
      end();
    }
    assert.equal(await settled(visitor, uuid), 'verified');
  });

  test('an older payment of the right amount does not count for this order', async () => {
    const { platform } = built();
    const txid = newHash();
    const older = await platform.createForeign({
      TransactionType: 'Payment',
      Destination: SHOP,
      Amount: '10000000',
    });
    await platform.sign(older, { txid });
    const { visitor, uuid } = await signed({ txid });
    assert.equal((await visitor.status(uuid)).verification, 'pending');
    const { verdict, reason } = await row(uuid);
    assert.deepEqual([verdict, reason, await deliveries(uuid)], ['mismatch', 'invoice', 0]);
  });

  test('one transaction pays for one order', async () => {
    const txid = newHash();
    const first = await signed({ txid });
    const second = await signed({ txid });
    assert.equal(await settled(first.visitor, first.uuid), 'verified');
    assert.equal((await second.visitor.status(second.uuid)).verification, 'pending');
    assert.deepEqual([await deliveries(first.uuid), await deliveries(second.uuid)], [1, 0]);
  });

  test('a transaction is pending until it is validated', async () => {
    const { visitor, uuid } = await signed({ validated: false });
    const status = await visitor.status(uuid);
    assert.deepEqual([status.resolved, status.signed, status.verification], [true, true, 'pending']);
    assert.equal((await row(uuid))['reason'], 'not-validated');
  });

  test('declined: nothing was signed', async () => {
    const { platform } = built();
    const { path, visitor } = await built().shopper();
    const { uuid } = await visitor.start(path, 'mug');
    await platform.decline(uuid);
    assert.deepEqual(await visitor.status(uuid), {
      opened: true,
      expired: false,
      cancelled: false,
      resolved: true,
      signed: false,
    });
  });

  test('expired: "nothing was signed" is said only when nothing can arrive any more', async () => {
    const { platform } = built();
    const { path, visitor } = await built().shopper();
    const { uuid } = await visitor.start(path, 'mug');
    await platform.control(uuid, 'expire');
    const before = await visitor.status(uuid);
    assert.deepEqual([before.expired, before.resolved], [true, undefined]);
    platform.later(3600);
    await makeDue();
    assert.equal((await visitor.status(uuid)).resolved, false);
    assert.equal((await row(uuid))['is_final'], '1');
  });

  test('RLUSD: requested, paid and delivered', async () => {
    const { author, platform, visitor: newVisitor } = built();
    const { path } = await author.write('[xumm_payload_status name="mug" amount="2.50" currency="RLUSD"]');
    const visitor = newVisitor();
    const { uuid } = await visitor.start(path, 'mug');
    const { Amount } = (creations(built()).at(-1)?.body as { txjson: { Amount: unknown } }).txjson;
    assert.deepEqual(Amount, {
      currency: '524C555344000000000000000000000000000000',
      issuer: 'rMxCKbEDwqr76QuheSUMdEGf4B9xJ8m5De',
      value: '2.5',
    });
    await platform.sign(uuid);
    assert.equal(await settled(visitor, uuid), 'verified');
    assert.equal(await deliveries(uuid), 1);
  });

  test('eight tabs that ask at the same time: one question at a time, one delivery', async () => {
    const { platform } = built();
    const { visitor, uuid } = await signed();
    let [asking, most] = [0, 0];
    const end = platform.interfere(async () => {
      most = Math.max(most, (asking += 1));
      await new Promise((resolve) => setImmediate(resolve));
      asking -= 1;
      return null;
    });
    const verdicts = await Promise.all(Array.from({ length: 8 }, () => settled(visitor, uuid)));
    end();
    assert.deepEqual([...new Set(verdicts)], ['verified']);
    assert.deepEqual([most, await deliveries(uuid)], [1, 1]);
    const before = platform.calls.length;
    await visitor.status(uuid);
    assert.equal(platform.calls.length, before, 'what is final is remembered');
  });

  test('pressing the button again shows the same payload, also twice at once', async () => {
    const { path, visitor } = await built().shopper();
    const { uuid } = await visitor.start(path, 'mug');
    const before = creations(built()).length;
    const again = await Promise.all([visitor.start(path, 'mug'), visitor.start(path, 'mug')]);
    assert.deepEqual(
      again.map((one) => one.uuid),
      [uuid, uuid],
    );
    assert.equal(creations(built()).length, before);
  });

  test('six first presses at once make one payload', async () => {
    const { path, visitor } = await built().shopper();
    await visitor.start(path, 'mug'); // for its cookie
    const other = await built().author.write('[xumm_payload_status name="cup" amount="1"]');
    const before = creations(built()).length;
    const presses = await Promise.all(Array.from({ length: 6 }, () => visitor.start(other.path, 'cup')));
    assert.equal(new Set(presses.map(({ uuid }) => uuid)).size, 1);
    assert.equal(creations(built()).length, before + 1);
  });

  test('after a failed payment another request is made for the same order: the InvoiceID stays', async () => {
    const { visitor, uuid, path } = await signed({ result: 'tecPATH_DRY' });
    await settled(visitor, uuid);
    const again = await visitor.start(path, 'mug');
    assert.notEqual(again.uuid, uuid);
    const ids = creations(built())
      .slice(-2)
      .map(({ body }) => (body as { txjson: { InvoiceID: string } }).txjson.InvoiceID);
    assert.match(ids[0] ?? '', /^[0-9A-F]{64}$/);
    assert.equal(ids[0], ids[1]);
    assert.equal((await visitor.status(again.uuid)).resolved, false);
    await built().platform.sign(again.uuid);
    await makeDue();
    assert.equal(await settled(visitor, again.uuid), 'verified');
    assert.equal((await visitor.status(uuid)).verification, 'verified', 'the old address shows it too');
  });

  test('a payload that is open in a wallet is not replaced', async () => {
    const { platform } = built();
    const { path, visitor } = await built().shopper();
    const { uuid } = await visitor.start(path, 'mug');
    await platform.control(uuid, 'open');
    const form = await visitor.form(path, 'mug');
    const response = await visitor.send({ ...form, fields: { ...form.fields, instead_of: uuid } });
    assert.match(response.headers.get('Location') ?? '', new RegExp(uuid));
  });

  test('an order of a shop plugin: payable by whom the plugin allows, delivered with its reference', async () => {
    const { author, platform, site, visitor: newVisitor } = built();
    await site.php(
      "update_option('test_orders', array('A-17' => array('amount' => '3', 'destination_tag' => 5)));",
    );
    const { path } = await author.write('[xumm_payload_status reference="A-17"]');
    const visitor = newVisitor();
    const { uuid } = await visitor.start(path, 'order');
    const { txjson } = creations(built()).at(-1)?.body as { txjson: Record<string, unknown> };
    assert.deepEqual([txjson['Amount'], txjson['DestinationTag']], ['3000000', 5]);
    const elsewhere = newVisitor();
    assert.equal((await elsewhere.start(path, 'order')).uuid, uuid, 'the same order in another browser');
    await platform.sign(uuid);
    assert.equal(await settled(elsewhere, uuid), 'verified');
    assert.deepEqual(
      (await site.delivered()).filter((order) => order.uuid === uuid).map(({ reference }) => reference),
      ['A-17'],
    );
    assert.equal((await elsewhere.start(path, 'order')).uuid, uuid, 'and it is not paid twice');
  });
}
