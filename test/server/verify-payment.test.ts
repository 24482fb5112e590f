import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { encode } from 'ripple-binary-codec';
import { verifyPayment } from '../../src/server/verify-payment.js';
import type { Order } from '../../src/server/types.js';
import { factsOf } from './cases.js';
import { ledgerFetch, type LedgerMethods } from './ledger-server.js';

const A = 'https://a.example/';
const B = 'https://b.example/';
const VALIDATED = 108_500_065;
const LAST = 108_500_068;

const { order, payload, ledgers } = factsOf({ base: 'xrp' });
const answers = ledgers['a'] as {
  tx: { result: object };
  account_tx: { result: { transactions: object[] } };
};
const notFound = (factsOf({ base: 'absent' }).ledgers['a'] as { tx: { result: object } }).tx.result;
const hex = encode({
  TransactionType: 'Payment',
  Account: 'rPT1Sjq2YGrBMTttX4GZHjKu9dyfzbpAYe',
  Destination: order.destination,
  Amount: '10000000',
  Fee: '12',
  Sequence: 1,
  LastLedgerSequence: LAST,
});
const { response, ...rest } = payload as { response: object };
const signed = { ...rest, response: { ...response, hex } };

const server = (validated: number, more: LedgerMethods = {}): LedgerMethods => ({
  ledger: ({ params: { ledger_index: index } }) => ({
    ledger_index: index === 'validated' ? validated : index,
    ledger: { close_time_iso: '2026-11-25T12:16:58Z', ledger_index: String(index) },
    validated: true,
  }),
  tx: () => answers.tx.result,
  account_tx: ({ params }) => ({
    ...answers.account_tx.result,
    account: params['account'],
    ledger_index_min: params['ledger_index_min'],
    ledger_index_max: params['ledger_index_max'],
  }),
  ...more,
});

const verify = (
  servers: Record<string, LedgerMethods>,
  more: Partial<Order> = {},
  said: unknown = signed,
) => {
  const { fetch, calls } = ledgerFetch(servers);
  return {
    calls,
    judgement: verifyPayment({ ...order, ...more }, { payload: said, ledgers: Object.keys(servers), fetch }),
  };
};

const verdictOf = async (asked: ReturnType<typeof verify>): Promise<string> => {
  const { verdict, reason = '', final } = await asked.judgement;
  return [verdict, reason, final ? 'final' : ''].filter(Boolean).join(' ');
};

describe('verifyPayment', () => {
  it('asks each server, and judges', async () => {
    const asked = verify({ [A]: server(VALIDATED), [B]: server(VALIDATED) }, { needsTwoLedgers: true });
    assert.equal(await verdictOf(asked), 'paid final');
    const ofA = asked.calls
      .filter(({ address }) => address === A)
      .map(({ method, params }) => ({ method, ...params }));
    const common = { api_version: 1 };
    assert.deepEqual(ofA, [
      { method: 'ledger', ledger_index: 'validated', ...common },
      { method: 'ledger', ledger_index: VALIDATED - 200, ...common },
      {
        method: 'tx',
        transaction: 'AB'.repeat(32),
        binary: false,
        min_ledger: LAST - 1000,
        max_ledger: LAST,
        ...common,
      },
      {
        method: 'account_tx',
        account: order.destination,
        binary: false,
        limit: 200,
        ledger_index_min: order.firstLedger,
        ledger_index_max: VALIDATED,
        ...common,
      },
    ]);
  });

  it('the same address twice is one server', async () => {
    const { fetch } = ledgerFetch({ [A]: server(VALIDATED) });
    const judgement = await verifyPayment(
      { ...order, needsTwoLedgers: true },
      { payload: signed, ledgers: [A, 'https://A.example', new URL(A)], fetch },
    );
    assert.equal(judgement.reason, 'second-ledger');
  });

  it('what is no address, such as the end of a list that was split, counts as a server without an answer', async () => {
    const { fetch } = ledgerFetch({ [A]: server(VALIDATED) });
    for (const address of ['', 'ledger.example', 'wss://ledger.example']) {
      const { verdict } = await verifyPayment(order, { payload: signed, ledgers: [address, A], fetch });
      assert.equal(verdict, 'paid');
    }
  });

  const every = (reply: LedgerMethods[string]): LedgerMethods => ({
    ledger: reply,
    tx: reply,
    account_tx: reply,
  });
  const failing: readonly (readonly [string, LedgerMethods])[] = [
    ['throws', every(() => Promise.reject(new Error('down')))],
    ['answers HTTP 503', every(() => new Response('busy', { status: 503 }))],
    ['answers no JSON', every(() => new Response('<html>'))],
    ['answers slowDown', every(() => ({ error: 'slowDown' }))],
    ['knows no method', {}],
  ];
  for (const [what, methods] of failing) {
    it(`a server that ${what} counts as one without an answer`, async () => {
      assert.equal(await verdictOf(verify({ [A]: methods })), 'pending no-ledger-answer');
      assert.equal(await verdictOf(verify({ [A]: methods, [B]: server(VALIDATED) })), 'paid final');
    });
  }

  it('finds a payment by its InvoiceID, though the platform does not know it, and on a later page', async () => {
    const payment = { ...answers.tx.result } as Record<string, unknown>;
    const { meta, validated, ...tx } = payment;
    const pages = [answers.account_tx.result.transactions, [], [{ meta, tx, validated }]];
    const account_tx: LedgerMethods[string] = ({ params }) => {
      const page = Number(params['marker'] ?? 0);
      return {
        account: params['account'],
        ledger_index_min: params['ledger_index_min'],
        ledger_index_max: params['ledger_index_max'],
        transactions: pages[page],
        ...(page < 2 ? { marker: page + 1 } : {}),
      };
    };
    const asked = verify({ [A]: server(VALIDATED, { account_tx }) }, {}, factsOf({ base: 'open' }).payload);
    assert.equal(await verdictOf(asked), 'paid final');
    assert.deepEqual(
      asked.calls.map(({ method }) => method).filter((method) => method === 'tx'),
      [],
    );
  });

  const expired = {
    meta: { resolved: false, signed: false, expired: true },
    payload: { expires_at: '2026-11-25T12:10:00Z' },
  };
  const search = (page: (marker: unknown) => object): LedgerMethods => ({
    account_tx: ({ params }) => ({
      account: params['account'],
      ledger_index_min: params['ledger_index_min'],
      ledger_index_max: params['ledger_index_max'],
      transactions: [],
      ...page(params['marker'] ?? 0),
    }),
  });
  for (const [what, page, expected] of [
    ['of two pages', (marker) => (marker === 0 ? { marker: 1 } : {}), 'expired expired final'],
    [
      'whose second page fails',
      (marker) => (marker === 0 ? { marker: 1 } : { error: 'tooBusy' }),
      'expired expired',
    ],
    [
      'whose second page ends earlier',
      (marker) => (marker === 0 ? { marker: 1 } : { ledger_index_max: VALIDATED - 1 }),
      'expired expired',
    ],
    [
      'whose second page begins later',
      (marker) => (marker === 0 ? { marker: 1 } : { ledger_index_min: VALIDATED }),
      'expired expired',
    ],
    [
      'whose second page is of another account',
      (marker) => (marker === 0 ? { marker: 1 } : { account: 'rOther' }),
      'expired expired',
    ],
    ['that turns in a circle', () => ({ marker: { ledger: 5 } }), 'expired expired'],
  ] as readonly (readonly [string, (marker: unknown) => object, string])[]) {
    it(`a search ${what}, which takes two calls: ${expected}`, async () => {
      const asked = verify({ [A]: server(VALIDATED, search(page)) }, {}, expired);
      assert.equal(await verdictOf(asked), expected);
      assert.equal(asked.calls.filter(({ method }) => method === 'account_tx').length, 2);
    });
  }

  it('uses the signed blob to know when a transaction can no longer appear', async () => {
    const gone = server(LAST, { tx: () => ({ ...notFound, searched_all: true }), ...search(() => ({})) });
    assert.equal(await verdictOf(verify({ [A]: gone })), 'failed last-ledger-passed final');
    const unknown = { ...signed, response };
    assert.equal(await verdictOf(verify({ [A]: gone }, {}, unknown)), 'review no-trace');
  });

  for (const [what, closing] of [
    ['of another ledger', { ledger_index: 5, validated: true, ledger: { close_time: 848_924_218 } }],
    [
      'of a ledger that is not validated',
      { ledger_index: VALIDATED - 200, ledger: { close_time: 848_924_218 } },
    ],
  ] as const) {
    it(`a close time ${what} ends nothing`, async () => {
      const ledger: LedgerMethods[string] = ({ params }) =>
        params['ledger_index'] === 'validated' ? { ledger_index: VALIDATED, validated: true } : closing;
      assert.equal(
        await verdictOf(verify({ [A]: server(VALIDATED, { ledger, ...search(() => ({})) }) }, {}, expired)),
        'expired expired',
      );
    });
  }

  it('reads the close time in seconds of the ledger too', async () => {
    const ledger: LedgerMethods[string] = ({ params }) => ({
      ledger: {
        close_time: 848_924_218,
        ledger_index: String(params['ledger_index'] === 'validated' ? VALIDATED : params['ledger_index']),
      },
      validated: true,
    });
    assert.equal(
      await verdictOf(verify({ [A]: server(VALIDATED, { ledger, ...search(() => ({})) }) }, {}, expired)),
      'expired expired final',
    );
  });

  it('lets go of the connection of a server that fails', async () => {
    let [asked, cancelled] = [0, 0];
    const fetch: typeof globalThis.fetch = () => {
      asked += 1;
      return Promise.resolve(
        new Response(new ReadableStream({ cancel: () => void (cancelled += 1) }), { status: 503 }),
      );
    };
    await verifyPayment(order, { payload: signed, ledgers: [A], fetch });
    assert.ok(asked > 0);
    assert.equal(cancelled, asked);
  });

  it('rejects only if it is aborted', async () => {
    const controller = new AbortController();
    const { fetch } = ledgerFetch({ [A]: { ledger: () => new Promise(() => undefined) } });
    const judgement = verifyPayment(order, {
      payload: signed,
      ledgers: [A],
      fetch,
      signal: controller.signal,
    });
    controller.abort(new Error('the visitor left'));
    await assert.rejects(judgement, /the visitor left/);
  });

  it('asks nobody about an order that cannot be read', async () => {
    for (const wrong of [{ ...order, amount: '0' }, null, 'order']) {
      const { fetch, calls } = ledgerFetch({ [A]: server(VALIDATED) });
      const options = { payload: signed, ledgers: [A], fetch };
      const judgement = await verifyPayment(wrong as Order, options);
      assert.deepEqual(judgement, { verdict: 'review', reason: 'order', txids: [], final: true });
      assert.deepEqual(calls, []);
    }
  });
});
