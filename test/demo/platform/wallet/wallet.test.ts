import { createHash } from 'node:crypto';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decode, encodeForSigning } from 'ripple-binary-codec';
import { deriveAddress, verify } from 'ripple-keypairs';
import { act, call, create, getPayload, PAYMENT, Recorder, startCore, type Json } from '../support.js';

const SHOP = 'rN7n7otQDd6FczFgLdSqtcsAUxDkw6fzRH';
const txjson = { ...PAYMENT, Destination: SHOP };

/** Opens a payload and signs it in the given way, with a subscriber. */
async function signed(how: Json, request: Json = { txjson }) {
  const under = startCore();
  const uuid = await create(under.app, request);
  const recorder = new Recorder();
  await act(under.app, uuid, 'open');
  under.core.connect(uuid, recorder);
  recorder.take();
  const view = await act(under.app, uuid, 'sign', how);
  const response = async () => (await getPayload(under.app, uuid)).response;
  const reported = async () => {
    const { txid, dispatched_nodetype, dispatched_result } = await response();
    return [txid !== null, dispatched_nodetype, dispatched_result];
  };
  const heard = (): unknown[] => (recorder.take() as Json[]).map((frame) => Object.keys(frame)[0]);
  const ledger = async (txid: unknown) => {
    const question = { method: 'tx', params: [{ transaction: txid }] };
    return ((await call(under.app, 'POST', '/ledger', question, {})).body as { result: Json }).result;
  };
  return { ...under, uuid, view, response, reported, heard, ledger };
}

describe('the wallet’s reports', () => {
  it('the signature first, the submission after the validation', async () => {
    const { clock, reported, heard } = await signed({});
    assert.deepEqual(heard(), ['opened', 'payload_uuidv4']);
    clock.tick(1499);
    assert.deepEqual(await reported(), [true, null, null]);
    clock.tick(1);
    assert.deepEqual(await reported(), [true, 'MAINNET', 'tesSUCCESS']);
    assert.ok(heard().includes('dispatched'));
  });

  const rows: [string, Json, number, unknown[]][] = [
    ['never', { dispatch: 'never' }, 3_600_000, [true, null, null]],
    ['of an unknown node', { dispatch: 'unknown-node' }, 1500, [true, 'UNKNOWN NODE', 'telFAILED']],
    [
      'of a success that was none',
      { result: 'tecPATH_DRY', claimed: 'tesSUCCESS' },
      1500,
      [true, 'MAINNET', 'tesSUCCESS'],
    ],
    ['of an RPC error', { claimed: 'tooBusy' }, 1500, [true, 'MAINNET', 'tooBusy']],
    ['after 30 s without a validation', { validated: false }, 30_000, [true, 'MAINNET', 'tesSUCCESS']],
    ['at once of what no ledger takes', { result: 'tefPAST_SEQ' }, 300, [true, 'MAINNET', 'tefPAST_SEQ']],
    ['of another network', { node: 'XAHAUTESTNET' }, 1500, [true, 'XAHAUTESTNET', 'tesSUCCESS']],
  ];
  for (const [name, how, tickMs, expected] of rows)
    it(`the second comes ${name}: ${JSON.stringify(how)}`, async () => {
      const { clock, reported } = await signed(how);
      clock.tick(tickMs);
      assert.deepEqual(await reported(), expected);
    });

  it('the submission first: the resolution is published with it', async () => {
    const { clock, reported, heard } = await signed({ dispatch: 'first' });
    assert.deepEqual(heard(), ['opened', 'dispatched']);
    assert.deepEqual(await reported(), [false, null, null]);
    clock.tick(1500);
    assert.ok(heard().includes('payload_uuidv4'));
    clock.tick(300);
    assert.deepEqual(await reported(), [true, 'MAINNET', 'tesSUCCESS']);
  });

  it('both get lost: the platform says unresolved, and the ledger has the payment', async () => {
    const { app, clock, view, heard } = await signed({ report: 'lost' });
    clock.tick(60_000);
    assert.ok(!heard().includes('payload_uuidv4'));
    assert.deepEqual([view['state'], view['txid']], ['opened', null]);
    const question = { method: 'account_tx', params: [{ account: SHOP }] };
    const { body } = await call(app, 'POST', '/ledger', question, {});
    const { transactions } = (body as { result: { transactions: Json[] } }).result;
    assert.equal(transactions.length, 1);
  });

  it('a transaction that no ledger accepts is on none', async () => {
    const { ledger, view, clock } = await signed({ result: 'tefPAST_SEQ' });
    clock.tick(60_000);
    assert.equal((await ledger(view['txid']))['error'], 'txnNotFound');
  });

  it('empty values are empty strings if the platform is told so', async () => {
    const { app, response } = await signed({ dispatch: 'never' });
    await call(app, 'POST', '/control/platform', { empty: 'string' });
    assert.equal((await response()).dispatched_nodetype, '');
  });

  it('every third call fails if the platform is told so, and says when to try again', async () => {
    const { app, uuid } = await signed({});
    await call(app, 'POST', '/control/platform', { failEvery: 3, failStatus: '429', retryAfterSeconds: 7 });
    const answers = [];
    for (let index = 0; index < 3; index++)
      answers.push(
        await app.request(`/api/v1/platform/payload/${uuid}`, {
          headers: { 'X-API-Key': crypto.randomUUID(), 'X-API-Secret': crypto.randomUUID() },
        }),
      );
    assert.deepEqual(
      answers.map(({ status, headers }) => [status, headers.get('retry-after')]),
      [
        [200, null],
        [200, null],
        [429, '7'],
      ],
    );
  });
});

describe('the signed blob', () => {
  /** Reads a blob like a shop: whose key signed it, and what it says. */
  const read = (hex: string | null) => {
    const tx = decode(hex ?? '');
    const { TxnSignature, SigningPubKey, ...rest } = tx as Json & {
      TxnSignature: string;
      SigningPubKey: string;
    };
    const isValid = verify(encodeForSigning({ ...rest, SigningPubKey }), TxnSignature, SigningPubKey);
    return { tx, isValid, signer: deriveAddress(SigningPubKey) };
  };
  const nonce = { TransactionType: 'SignIn', Memos: [{ Memo: { MemoData: 'C0FFEE' } }] };

  it('of a payment can be read: invoice, last ledger, and a txid that is its hash', async () => {
    const InvoiceID = '5A'.repeat(32);
    const { clock, response } = await signed({}, { txjson: { ...txjson, InvoiceID } });
    clock.tick(300);
    const { hex, txid } = await response();
    const { tx, isValid } = read(hex);
    assert.deepEqual([tx['InvoiceID'], isValid], [InvoiceID, true]);
    assert.equal(typeof tx['LastLedgerSequence'], 'number');
    const hash = createHash('sha512')
      .update(Buffer.from(`54584E00${hex ?? ''}`, 'hex'))
      .digest('hex');
    assert.equal(txid, hash.slice(0, 64).toUpperCase());
  });

  for (const [how, isOwn, hasNonce] of [
    [{}, true, true],
    [{ signature: 'forged' }, false, true],
    [{ signature: 'replayed' }, true, false],
  ] as const)
    it(`of a sign-in ${JSON.stringify(how)}: own key ${isOwn}, this request’s nonce ${hasNonce}`, async () => {
      const { clock, response } = await signed(how, { txjson: nonce });
      clock.tick(300);
      const { hex, account } = await response();
      const { tx, isValid, signer } = read(hex);
      assert.deepEqual([isValid, signer === account, 'Memos' in tx], [true, isOwn, hasNonce]);
      assert.equal(tx['Account'], account);
    });

  it('of a sign-in may come without a txid', async () => {
    const { clock, response } = await signed({ hasTxid: false }, { txjson: nonce });
    clock.tick(300);
    assert.equal((await response()).txid, '');
  });
});
