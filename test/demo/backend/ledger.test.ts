import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ledgerLookUp, publicLedger, readTransaction } from '../../../demo/backend/ledger.js';
import { SHOP, TXID, transaction } from './fixtures.js';

/** The fields used here of what rippled answers, API version 1. */
const found = {
  hash: TXID,
  validated: true,
  TransactionType: 'Payment',
  Destination: SHOP,
  Amount: '99999999',
  status: 'success',
  meta: { TransactionResult: 'tesSUCCESS', delivered_amount: '10000000', TransactionIndex: 3 },
};

describe('readTransaction', () => {
  it('takes delivered_amount, not Amount', () => {
    assert.deepEqual(readTransaction({ result: found }), transaction());
  });

  const unvalidated: readonly unknown[] = [undefined, false, 'true', 1];
  for (const validated of unvalidated) {
    it(`validated: ${JSON.stringify(validated)} is not validated`, () => {
      assert.equal(readTransaction({ result: { ...found, validated } })?.validated, false);
    });
  }

  it('a transaction without meta, not in a ledger yet, has no result', () => {
    const { meta, ...proposed } = found;
    assert.ok(meta);
    assert.equal(readTransaction({ result: proposed })?.transactionResult, undefined);
  });

  it('txnNotFound is null', () => {
    assert.equal(readTransaction({ result: { error: 'txnNotFound', status: 'error' } }), null);
  });

  const junk: readonly unknown[] = [
    { result: { error: 'slowDown' } },
    { result: { error: 'invalidParams' } },
    { result: {} },
    { result: null },
    {},
    [],
    null,
    'tesSUCCESS',
    { result: { ...found, hash: 5 } },
  ];
  for (const answer of junk) {
    it(`throws on ${JSON.stringify(answer)}`, () => {
      assert.throws(() => readTransaction(answer), /The ledger answered/);
    });
  }
});

describe('ledgerLookUp', () => {
  it('asks the server of the network by JSON-RPC', async () => {
    const asked: unknown[] = [];
    const lookUp = ledgerLookUp({
      endpoint: publicLedger,
      fetch: (url, init) => {
        asked.push([url, init?.method, JSON.parse(init?.body as string)]);
        return Promise.resolve(Response.json({ result: found }));
      },
    });
    assert.deepEqual(await lookUp(TXID, 'MAINNET'), transaction());
    await lookUp(TXID, 'TESTNET');
    const question = { method: 'tx', params: [{ transaction: TXID, binary: false }] };
    assert.deepEqual(asked, [
      ['https://xrplcluster.com/', 'POST', question],
      ['https://s.altnet.rippletest.net:51234/', 'POST', question],
    ]);
  });

  it('throws on an HTTP error', async () => {
    const fetch = (): Promise<Response> => Promise.resolve(new Response('busy', { status: 503 }));
    await assert.rejects(ledgerLookUp({ endpoint: publicLedger, fetch })(TXID, 'MAINNET'), /HTTP 503/);
  });

  it('gives up on a server that never answers', async () => {
    const fetch = (_: unknown, init?: RequestInit): Promise<Response> =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => {
          reject(new Error('gave up'));
        });
      });
    const lookUp = ledgerLookUp({ endpoint: publicLedger, fetch, timeoutMs: 1 });
    // AbortSignal.timeout does not keep a process alive, and nothing else here does.
    const alive = setInterval(() => undefined, 1000);
    await assert.rejects(lookUp(TXID, 'MAINNET'), /gave up/).finally(() => {
      clearInterval(alive);
    });
  });
});
