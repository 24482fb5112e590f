import { blobOf, isSigned, metaOf, signerOf } from './evidence.js';
import type { Order, Finding } from './orders.js';

/** What a sign-in is checked against. */
export interface SignInProof {
  /** The signer, according to the platform. */
  readonly account: string;
  /** The signed blob. */
  readonly hex: string | null;
  /** The memo that the payload asked to sign, so that a blob signs in only once. */
  readonly nonce: string;
  /** Ends the question to the ledger. */
  readonly signal?: AbortSignal | undefined;
}

/** @returns null: there is no blob here, or the ledger did not say which keys the account has: ask again */
export type VerifySignIn = (proof: SignInProof) => Promise<boolean | null>;

/** For a simulated platform, whose phone has no real keys. */
export const trustPlatform: VerifySignIn = () => Promise.resolve(true);

/** The transaction to sign: nothing that a ledger accepts, with the nonce. */
export const signInRequest = (nonce: string): object => ({
  TransactionType: 'SignIn',
  Memos: [{ Memo: { MemoData: nonce } }],
});

/** A sign-in's verdict, without the ledger. */
export async function judgeSignIn(
  { invoiceId: nonce }: Order,
  known: object | null,
  verify: VerifySignIn,
): Promise<Finding['judgement']> {
  const { resolved, cancelled, expired, app_opened: opened } = metaOf(known);
  const account = signerOf(known);
  if (isSigned(known)) {
    const isGood = account !== null && (await verify({ account, hex: blobOf(known), nonce }));
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
