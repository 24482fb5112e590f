import { decode } from 'ripple-binary-codec';
import { verifySignature } from 'verify-xrpl-signature';
import type { AccountKeys } from './ledger.js';
import type { VerifySignIn } from './sign-in.js';

/**
 * Checks the signed blob without the platform: it is no transaction, the signature is valid, the nonce is inside, and the
 * key that signed is the account's own or its regular key. "Valid" from a library is not enough: a blob over *your* account that *my* key signed
 * is validly signed, by me.
 *
 * @param keysOf the account's keys according to the ledger; null if the account does not exist; rejects without an answer
 */
export function signatureCheck(
  keysOf: (account: string, signal?: AbortSignal) => Promise<AccountKeys | null>,
): VerifySignIn {
  return async ({ account, hex, nonce, signal }) => {
    if (hex === null) return null;
    let signedBy: string;
    try {
      const { Account, Memos, TransactionType } = decode(hex);
      const signature = verifySignature(hex);
      if (Account !== account || !hasNonce(Memos, nonce)) return false;
      // A sign-in is no transaction. What somebody signed for the ledger, with a memo that others chose, signs nobody in.
      if (TransactionType !== undefined) return false;
      if (!signature.signatureValid || signature.signatureMultiSign) return false;
      ({ signedBy } = signature);
    } catch {
      return false;
    }
    const keys = await keysOf(account, signal).catch(() => undefined);
    if (keys === undefined) return null;
    // An account without XRP has only its own key.
    const { regularKey, isMasterDisabled } = keys ?? { regularKey: null, isMasterDisabled: false };
    return signedBy === regularKey || (signedBy === account && !isMasterDisabled);
  };
}

function hasNonce(memos: unknown, nonce: string): boolean {
  const entries: readonly unknown[] = Array.isArray(memos) ? memos : [];
  return entries.some((entry) => {
    const { Memo } = entry as { readonly Memo?: { readonly MemoData?: unknown } };
    return typeof Memo?.MemoData === 'string' && Memo.MemoData.toUpperCase() === nonce;
  });
}
