import { hexOf, isSigned, metaOf, signerOf } from './evidence.js';
import type { Order, Outcome } from './orders.js';

/** What a signed sign-in is to be checked for. */
export interface SignInProof {
  /** Whom the platform names as the signer. */
  readonly account: string;
  /** The signed blob. */
  readonly hex: string | null;
  /** What the request asked to be signed, as a memo: the same blob signs nobody in a second time. */
  readonly nonce: string;
}

/** @returns null: the blob is not here, or the ledger that knows the account's keys did not answer: ask again */
export type VerifySignIn = (proof: SignInProof) => Promise<boolean | null>;

/** For a simulated platform, whose phone has no keys to sign with. */
export const trustPlatform: VerifySignIn = () => Promise.resolve(true);

/** The transaction to sign: nothing that a ledger takes, and the nonce. */
export const signInRequest = (nonce: string): object => ({
  TransactionType: 'SignIn',
  Memos: [{ Memo: { MemoData: nonce } }],
});

/** A sign-in's verdict: nothing of it is on a ledger. */
export async function judgeSignIn(
  { invoiceId: nonce }: Order,
  known: object | null,
  verify: VerifySignIn,
): Promise<Outcome['judgement']> {
  const { resolved, cancelled, expired, app_opened: opened } = metaOf(known);
  const account = signerOf(known);
  if (isSigned(known)) {
    const isGood = account !== null && (await verify({ account, hex: hexOf(known), nonce }));
    if (isGood === null)
      return { verdict: 'pending', reason: 'signature-unchecked', txids: [], final: false };
    return isGood
      ? { verdict: 'signed-in', txids: [], final: true }
      : { verdict: 'mismatch', reason: 'signature', txids: [], final: true };
  }
  if (resolved === true) return { verdict: 'rejected', txids: [], final: true };
  if (cancelled === true || expired === true) {
    const reason = cancelled === true ? 'cancelled' : 'expired';
    return { verdict: 'expired', reason, txids: [], final: opened !== true };
  }
  return { verdict: 'pending', reason: 'unsigned', txids: [], final: false };
}
