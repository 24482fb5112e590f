import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Hono } from 'hono';
import { act, call, create, PAYMENT, SIGN_IN, startCore, type Json } from '../support.js';

/** Signs a payment in the given way. Returns a function that looks it up. */
async function signedWith(how: Json, txjson: Json = PAYMENT) {
  const { app, clock } = startCore();
  const uuid = await create(app, { txjson });
  await act(app, uuid, 'open');
  const txid = String((await act(app, uuid, 'sign', how))['txid']);
  const lookUp = () => callLedger(app, { method: 'tx', params: [{ transaction: txid, binary: false }] });
  return { app, clock, txid, lookUp };
}

/** The `result` of a call to the ledger, whose HTTP status is always 200. */
async function callLedger(app: Hono, request: unknown): Promise<Json> {
  const { status, body } = await call(app, 'POST', '/ledger', request, {});
  assert.equal(status, 200);
  return (body as { result: Json }).result;
}

describe('the ledger', () => {
  it('knows a transaction at once, and validates it 1.5 s later', async () => {
    const { clock, lookUp, txid } = await signedWith({});
    clock.tick(1499);
    const pending = {
      ...PAYMENT,
      Account: 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh',
      Fee: '12',
      Flags: 2_147_483_648,
      LastLedgerSequence: 123_364_022,
      Sequence: 1001,
      DeliverMax: PAYMENT.Amount,
      hash: txid,
      status: 'success',
      validated: false,
    };
    assert.deepEqual(await lookUp(), pending);
    clock.tick(1);
    assert.deepEqual(await lookUp(), {
      ...pending,
      ctid: 'C75A62A100000000',
      date: 946_771_201,
      inLedger: 123_364_001,
      ledger_index: 123_364_001,
      validated: true,
      meta: {
        AffectedNodes: [],
        TransactionIndex: 0,
        TransactionResult: 'tesSUCCESS',
        delivered_amount: PAYMENT.Amount,
      },
    });
  });

  const rows: [string, Json, number, (result: Json) => unknown, unknown][] = [
    ['never validated', { validated: false }, 3_600_000, ({ validated }) => validated, false],
    ['validated late', { validateAfterMs: 60_000 }, 59_999, ({ validated }) => validated, false],
    ['validated late, then', { validateAfterMs: 60_000 }, 60_000, ({ validated }) => validated, true],
    [
      'a partial payment',
      { delivered: '1' },
      1500,
      ({ Amount, meta }) => [Amount, (meta as Json)['delivered_amount']],
      [PAYMENT.Amount, '1'],
    ],
    [
      'an issued amount',
      { delivered: { currency: 'EUR', issuer: 'rIssuer', value: '1' } },
      1500,
      ({ meta }) => (meta as Json)['delivered_amount'],
      { currency: 'EUR', issuer: 'rIssuer', value: '1' },
    ],
    [
      'a failed one',
      { result: 'tecPATH_DRY' },
      1500,
      ({ meta }) => [(meta as Json)['TransactionResult'], (meta as Json)['delivered_amount']],
      ['tecPATH_DRY', undefined],
    ],
    ['another account', { account: 'rOther' }, 0, ({ Account }) => Account, 'rOther'],
  ];
  for (const [name, how, tickMs, pick, expected] of rows) {
    it(`${name}: ${JSON.stringify(how)} after ${tickMs} ms`, async () => {
      const { clock, lookUp } = await signedWith(how);
      clock.tick(tickMs);
      assert.deepEqual(pick(await lookUp()), expected);
    });
  }

  it('does not have a sign-in', async () => {
    const { lookUp } = await signedWith({}, SIGN_IN);
    assert.equal((await lookUp())['error'], 'txnNotFound');
  });

  it('keeps a transaction when the same txid is submitted again', async () => {
    const { app, clock, txid, lookUp } = await signedWith({ delivered: '1' });
    const second = await create(app, { txjson: { ...PAYMENT, Amount: '77' } });
    await act(app, second, 'open');
    await act(app, second, 'sign', { txid });
    clock.tick(1500);
    assert.equal((await lookUp())['Amount'], PAYMENT.Amount);
  });

  const errors: [string, unknown, string][] = [
    ['an unknown transaction', { method: 'tx', params: [{ transaction: 'A'.repeat(64) }] }, 'txnNotFound'],
    ['a txid that is none', { method: 'tx', params: [{ transaction: 'A' }] }, 'invalidParams'],
    ['no params', { method: 'tx' }, 'invalidParams'],
    ['another method', { method: 'submit' }, 'unknownCmd'],
    ['no object', [], 'unknownCmd'],
  ];
  for (const [name, body, error] of errors) {
    it(`says ${error} for ${name}, with HTTP 200 as rippled does`, async () => {
      const result = await callLedger(startCore().app, body);
      assert.deepEqual([result['status'], result['error']], ['error', error]);
    });
  }

  for (const [method, body, status] of [
    ['POST', '{', 400],
    ['GET', undefined, 404],
  ] as const) {
    it(`${method} ${body ?? ''} is ${status}`, async () => {
      assert.equal((await call(startCore().app, method, '/ledger', body)).status, status);
    });
  }
});
