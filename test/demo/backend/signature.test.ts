import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { encode, encodeForSigning } from 'ripple-binary-codec';
import { deriveAddress, deriveKeypair, generateSeed, sign } from 'ripple-keypairs';
import { signatureCheck } from '../../../demo/backend/signature.js';
import type { AccountKeys } from '../../../demo/backend/ledger.js';

const newKeys = () => deriveKeypair(generateSeed());
const owner = newKeys();
const stranger = newKeys();
const account = deriveAddress(owner.publicKey);
const nonce = '5A'.repeat(32);

/** Signed like a sign-in of the wallet: without a transaction type. */
function blob(keys: typeof owner, more: object = {}): string {
  const tx = {
    Account: account,
    SigningPubKey: keys.publicKey,
    Memos: [{ Memo: { MemoData: nonce } }],
    ...more,
  };
  return encode({ ...tx, TxnSignature: sign(encodeForSigning(tx), keys.privateKey) });
}

const plain: AccountKeys = { regularKey: null, isMasterDisabled: false };
const byStranger = { ...plain, regularKey: deriveAddress(stranger.publicKey) };
const check = (
  hex: string | null,
  keys: AccountKeys | null | Error = plain,
  who = account,
): Promise<boolean | null> =>
  signatureCheck(() => (keys instanceof Error ? Promise.reject(keys) : Promise.resolve(keys)))({
    account: who,
    hex,
    nonce,
  });

describe('signatureCheck', () => {
  const rows: readonly (readonly [boolean | null, string, () => Promise<boolean | null>])[] = [
    [true, 'the account’s own key', () => check(blob(owner))],
    [true, 'an account that is not on the ledger yet', () => check(blob(owner), null)],
    [true, 'its regular key', () => check(blob(stranger), byStranger)],
    [
      true,
      'its regular key, its own disabled',
      () => check(blob(stranger), { ...byStranger, isMasterDisabled: true }),
    ],
    [
      false,
      'its own key, which it has disabled',
      () => check(blob(owner), { ...plain, isMasterDisabled: true }),
    ],
    [false, 'a stranger’s key over the account', () => check(blob(stranger))],
    [
      false,
      'another account than the platform names',
      () => check(blob(owner), plain, deriveAddress(stranger.publicKey)),
    ],
    [false, 'without the nonce', () => check(blob(owner, { Memos: undefined }))],
    [
      false,
      'the nonce of another request',
      () => check(blob(owner, { Memos: [{ Memo: { MemoData: 'AB'.repeat(32) } }] })),
    ],
    [
      false,
      'a transaction with the nonce as its memo',
      () =>
        check(
          blob(owner, {
            TransactionType: 'Payment',
            Destination: account,
            Amount: '1',
            Fee: '12',
            Sequence: 1,
          }),
        ),
    ],
    [false, 'a changed blob', () => check(blob(owner).replace(nonce, `5B${nonce.slice(2)}`))],
    [false, 'no blob at all', () => check('DEADBEEF')],
    [null, 'no blob yet', () => check(null)],
    [null, 'no ledger answers', () => check(blob(owner), new Error('down'))],
  ];
  for (const [expected, name, run] of rows) {
    it(`${name} → ${String(expected)}`, async () => {
      assert.equal(await run(), expected);
    });
  }
});
