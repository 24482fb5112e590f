import { decode } from 'ripple-binary-codec';
import { verifySignature } from 'verify-xrpl-signature';
import type { AccountKeys } from './ledger.js';
import type { VerifySignIn } from './sign-in.js';

/**
 * Checks the signed blob without the platform: the signature holds, the nonce is inside, and the key that signed is the
 * account's own or its regular key. A library's "valid" alone means little: a blob over *your* account that was signed
 * by *my* key is validly signed, by me.
 *
 * @param keysOf what the ledger says of the account; null if the account is not there; rejects without an answer
 */
export function signatureCheck(keysOf: (account: string) => Promise<AccountKeys | null>): VerifySignIn {
  return async ({ account, hex, nonce }) => {
    if (hex === null) return null;
    let signedBy: string;
    try {
      const { Account, Memos } = decode(hex);
      const signature = verifySignature(hex);
      if (Account !== account || !hasNonce(Memos, nonce)) return false;
      if (!signature.signatureValid || signature.signatureMultiSign) return false;
      ({ signedBy } = signature);
    } catch {
      return false;
    }
    const keys = await keysOf(account).catch(() => undefined);
    if (keys === undefined) return null;
    // An account that holds no XRP yet has no other key than its own.
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
