import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Hono } from 'hono';
import { act, call, create, startCore, type Json } from '../support.js';

const SHOP = 'rN7n7otQDd6FczFgLdSqtcsAUxDkw6fzRH';
const PHONE = 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh';
const RLUSD = { currency: '524C555344000000000000000000000000000000', issuer: SHOP, value: '10.5' };
const INVOICE = '5A'.repeat(32);
const payment = { TransactionType: 'Payment', Destination: SHOP, Amount: '10000000', InvoiceID: INVOICE };

/** The `result` of a call to a ledger server. */
async function ask(app: Hono, method: string, params: Json, at = '/ledger/mainnet'): Promise<Json> {
  const { status, body } = await call(app, 'POST', at, { method, params: [params] }, {});
  assert.equal(status, 200, JSON.stringify(body));
  return (body as { result: Json }).result;
}

/** A signed payment, validated unless `how` says otherwise. */
async function paid(how: Json = {}, txjson: Json = payment, options: Json = {}) {
  const under = startCore();
  const before = Number((await ask(under.app, 'ledger', { ledger_index: 'validated' }))['ledger_index']);
  const uuid = await create(under.app, { txjson, options });
  await act(under.app, uuid, 'open');
  const txid = String((await act(under.app, uuid, 'sign', how))['txid']);
  under.clock.tick(1500);
  return { ...under, uuid, txid, before };
}

const keys = (value: unknown): string[] => Object.keys(value as object).sort();

describe('a ledger server', () => {
  it('returns a transaction in the first shape: its fields beside meta', async () => {
    const { app, txid, before } = await paid();
    const result = await ask(app, 'tx', { transaction: txid.toLowerCase() });
    assert.deepEqual(keys(result), [
      ...['Account', 'Amount', 'DeliverMax', 'Destination', 'Fee', 'Flags', 'InvoiceID'],
      ...[
        'LastLedgerSequence',
        'Sequence',
        'SigningPubKey',
        'TransactionType',
        'TxnSignature',
        'ctid',
        'date',
      ],
      ...['hash', 'inLedger', 'ledger_index', 'meta', 'status', 'validated'],
    ]);
    assert.equal(result['InvoiceID'], INVOICE);
    assert.equal(result['hash'], txid);
    assert.ok(Number(result['ledger_index']) > before, 'not in a ledger that was read before');
    assert.match(String(result['ctid']), /^C[0-9A-F]{7}00000000$/);
  });

  it('and in the second: tx_json, and the rest beside it', async () => {
    const { app, txid } = await paid();
    const result = await ask(app, 'tx', { transaction: txid, api_version: 2 });
    assert.deepEqual(keys(result), [
      ...['close_time_iso', 'ctid', 'hash', 'ledger_hash', 'ledger_index', 'meta', 'status', 'tx_json'],
      'validated',
    ]);
    const { Amount, DeliverMax, InvoiceID } = result['tx_json'] as Json;
    assert.deepEqual([Amount, DeliverMax, InvoiceID], [undefined, '10000000', INVOICE]);
    assert.equal(result['close_time_iso'], '2030-01-01T00:00:01Z');
  });

  it('chooses the shape by the request, else by its setting', async () => {
    const { app, txid } = await paid();
    await call(app, 'POST', '/control/ledger', { server: 'b', apiVersion: 2 });
    const shape = async (at: string, more: Json = {}) =>
      'tx_json' in (await ask(app, 'tx', { transaction: txid, ...more }, at)) ? 2 : 1;
    assert.deepEqual(
      [
        await shape('/ledger/mainnet/a'),
        await shape('/ledger/mainnet/b'),
        await shape('/ledger/mainnet/b', { api_version: 1 }),
      ],
      [1, 2, 1],
    );
  });

  for (const [version, part] of [
    [1, 'tx'],
    [2, 'tx_json'],
  ] as const)
    it(`finds payments of an account, version ${version}, a page at a time, the newest first`, async () => {
      const { app, clock, txid, before } = await paid();
      const uuid = await create(app, { txjson: { ...payment, InvoiceID: 'AB'.repeat(32) } });
      await act(app, uuid, 'open');
      const second = String((await act(app, uuid, 'sign'))['txid']);
      clock.tick(1500);
      const search = (more: Json = {}) =>
        ask(app, 'account_tx', {
          account: SHOP,
          ledger_index_min: before,
          ledger_index_max: -1,
          limit: 1,
          api_version: version,
          ...more,
        });
      const first = await search();
      const next = await search({ marker: first['marker'] });
      const hashOf = ({ transactions }: Json): unknown => {
        const [entry] = transactions as Json[];
        return version === 1 ? (entry?.['tx'] as Json)['hash'] : entry?.['hash'];
      };
      assert.deepEqual([hashOf(first), hashOf(next)], [second, txid]);
      assert.equal(next['marker'], undefined);
      const [entry] = next['transactions'] as Json[];
      assert.equal((entry?.[part] as Json)['InvoiceID'], INVOICE);
      assert.equal(entry?.['validated'], true);
      assert.equal(first['ledger_index_min'], before);
    });

  it('does not have it on another network', async () => {
    const { app, txid } = await paid({ node: 'TESTNET' });
    assert.equal((await ask(app, 'tx', { transaction: txid }))['error'], 'txnNotFound');
    const there = await ask(app, 'tx', { transaction: txid }, '/ledger/testnet/b');
    assert.match(String(there['ctid']), /0001$/);
  });

  it('writes the id of a network above 1024 into the transaction', async () => {
    const { app, txid } = await paid({}, payment, { force_network: 'XAHAU' });
    const { NetworkID, ctid } = await ask(app, 'tx', { transaction: txid }, '/ledger/xahau');
    assert.equal(NetworkID, 21337);
    assert.match(String(ctid), /5359$/);
  });

  it('gives the same payment another txid on another network', async () => {
    const { app, txid } = await paid();
    const uuid = await create(app, { txjson: payment });
    await act(app, uuid, 'open');
    assert.notEqual((await act(app, uuid, 'sign', { node: 'TESTNET' }))['txid'], txid);
  });

  it('transfers tokens', async () => {
    const { app, txid } = await paid({}, { ...payment, Amount: RLUSD });
    const { meta } = await ask(app, 'tx', { transaction: txid });
    assert.deepEqual((meta as Json)['delivered_amount'], RLUSD);
  });

  for (const [how, amount, delivered, flags] of [
    [{ deliver: 'less' }, '10000000', '1000000', 0x8002_0000],
    [{ deliver: 'more' }, '11000000', '11000000', 0x8000_0000],
    [{ delivered: '9999999' }, '10000000', '9999999', 0x8002_0000],
  ] as const)
    it(`lets ${delivered} drops arrive by ${JSON.stringify(how)}`, async () => {
      const { app, txid } = await paid(how);
      const { Amount, Flags, meta } = await ask(app, 'tx', { transaction: txid });
      assert.deepEqual([Amount, Flags, (meta as Json)['delivered_amount']], [amount, flags, delivered]);
    });

  it('says that it searched everything only if it has the whole range', async () => {
    const { app, before } = await paid();
    const searched = async (min_ledger: number, max_ledger: number) =>
      (await ask(app, 'tx', { transaction: 'AB'.repeat(32), min_ledger, max_ledger }))['searched_all'];
    assert.deepEqual(
      [await searched(before - 9, before), await searched(before, before + 900)],
      [true, false],
    );
    const { error, request } = await ask(app, 'tx', { transaction: 'AB'.repeat(32) });
    assert.deepEqual([error, (request as Json)['transaction']], ['txnNotFound', 'AB'.repeat(32)]);
  });

  it('returns its newest ledger and an older one, and none of the future', async () => {
    const { app, before } = await paid();
    const newest = await ask(app, 'ledger', { ledger_index: 'validated' });
    assert.ok(Number(newest['ledger_index']) > before);
    const older = (await ask(app, 'ledger', { ledger_index: before - 200 }))['ledger'] as Json;
    assert.equal(older['ledger_index'], String(before - 200));
    assert.equal(older['close_time_iso'], '2029-12-31T23:46:40Z');
    assert.equal((await ask(app, 'ledger', { ledger_index: before + 10_000 }))['error'], 'lgrNotFound');
  });

  it('lets many ledgers pass at once, and LastLedgerSequence with them', async () => {
    const { app, txid } = await paid({ validated: false });
    const last = Number((await ask(app, 'tx', { transaction: txid }))['LastLedgerSequence']);
    const newest = async () => Number((await ask(app, 'ledger', {}))['ledger_index']);
    assert.ok((await newest()) < last);
    await call(app, 'POST', '/control/ledger/advance', { ledgers: 30 });
    assert.ok((await newest()) > last);
  });

  it('returns an account, its settings, or that it does not exist', async () => {
    const { app } = await paid();
    const facts = { account: SHOP, requireDestinationTag: true, regularKey: PHONE };
    await call(app, 'POST', '/control/ledger/account', facts);
    const { account_data, account_flags } = await ask(app, 'account_info', { account: SHOP });
    assert.equal((account_data as Json)['RegularKey'], PHONE);
    assert.equal((account_flags as Json)['requireDestinationTag'], true);
    await call(app, 'POST', '/control/ledger/account', { account: SHOP, exists: false });
    assert.equal((await ask(app, 'account_info', { account: SHOP }))['error'], 'actNotFound');
    assert.equal((await ask(app, 'account_info', { account: 'rShop' }))['error'], 'actMalformed');
  });

  const conducts: [Json, string, (result: Json) => unknown, unknown][] = [
    [{ error: 'tooBusy' }, 'tx', ({ error }) => error, 'tooBusy'],
    [{ error: 'noNetwork' }, 'ledger', ({ error }) => error, 'noNetwork'],
    [{ lag: 10 }, 'tx', ({ validated, meta }) => [validated, meta], [false, undefined]],
    [{ lag: 10 }, 'account_tx', ({ transactions }) => transactions, []],
    [{ lie: 'absent' }, 'tx', ({ error, searched_all }) => [error, searched_all], ['txnNotFound', true]],
    [{ delivered: 'absent' }, 'tx', ({ meta }) => (meta as Json)['delivered_amount'], undefined],
    [{ delivered: 'unavailable' }, 'tx', ({ meta }) => (meta as Json)['delivered_amount'], 'unavailable'],
  ];
  for (const [conduct, method, pick, expected] of conducts)
    it(`set to ${JSON.stringify(conduct)}, answers ${method} like that; the other server does not`, async () => {
      const { app, txid, before } = await paid();
      await call(app, 'POST', '/control/ledger', { network: 'mainnet', server: 'a', ...conduct });
      const params =
        method === 'tx'
          ? { transaction: txid, min_ledger: before, max_ledger: before + 9 }
          : method === 'ledger'
            ? {}
            : { account: SHOP, ledger_index_min: before - 50 };
      assert.deepEqual(pick(await ask(app, method, params, '/ledger/mainnet/a')), expected);
      assert.notDeepEqual(pick(await ask(app, method, params, '/ledger/mainnet/b')), expected);
    });

  it('lies that everything arrived', async () => {
    const { app, txid } = await paid({ validated: false });
    await call(app, 'POST', '/control/ledger', { server: 'a', lie: 'paid' });
    const { validated, meta } = await ask(app, 'tx', { transaction: txid }, '/ledger/mainnet/a');
    assert.deepEqual([validated, (meta as Json)['delivered_amount']], [true, '10000000']);
    assert.equal((await ask(app, 'tx', { transaction: txid }, '/ledger/mainnet/b'))['validated'], false);
  });

  it('is down for the given number of answers', async () => {
    const { app, txid } = await paid();
    await call(app, 'POST', '/control/ledger', { error: 'down', times: 2 });
    const statusOf = async () =>
      (await app.request('/ledger/mainnet', { method: 'POST', body: '{"method":"ledger"}' })).status;
    assert.deepEqual([await statusOf(), await statusOf(), await statusOf()], [503, 503, 200]);
    assert.equal((await ask(app, 'tx', { transaction: txid }))['validated'], true);
  });

  for (const path of ['/ledger/moonnet', '/ledger/mainnet/c'])
    it(`does not exist at ${path}`, async () => {
      assert.equal((await call(startCore().app, 'POST', path, { method: 'ledger' })).status, 404);
    });
});
