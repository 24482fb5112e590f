import { encode, encodeForSigning } from 'ripple-binary-codec';
import { deriveAddress, deriveKeypair, sign } from 'ripple-keypairs';
import { halfHash } from '../ledger/shapes.js';
import type { TxJson } from '../payload.js';

/** Serializes and signs like a wallet. Large, so it is loaded at the first signature. */

export interface SignedBlob {
  /** 64 hex digits: the transaction's id on the ledger. */
  readonly txid: string;
  readonly hex: string;
  readonly tx: TxJson;
}

/** The key of the ledger's genesis account. It is published, so it cannot belong to anybody. */
const PHONE_SEED = 'snoPBrXtMeMyMHUVTgbuqAfg1SUTb';
/** The key of somebody who signs for an account that is not theirs. */
const STRANGERS_SEED = 'sn3nxiW7v8KXzPzAqzyHXbSSKNuN9';

const keysOf = { phone: deriveKeypair(PHONE_SEED), stranger: deriveKeypair(STRANGERS_SEED) };

export type Signer = keyof typeof keysOf;

export const addressOf = (signer: Signer): string => deriveAddress(keysOf[signer].publicKey);

/** The bytes "TXN" and a zero, which are hashed before a signed transaction to make its id. */
const TXN_PREFIX = [0x54, 0x58, 0x4e, 0x00];

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** The type of a pseudo transaction of the wallet, such as a sign-in, is not serialized. */
const PSEUDO = new Set(['SignIn']);

/** @returns null if it cannot be serialized: an invalid address or amount */
export function signBlob(tx: TxJson, signer: Signer): SignedBlob | null {
  const { publicKey, privateKey } = keysOf[signer];
  const signing = { ...tx, SigningPubKey: publicKey };
  const serialized: Record<string, unknown> = { ...signing };
  if (PSEUDO.has(tx.TransactionType)) delete serialized['TransactionType'];
  try {
    const TxnSignature = sign(encodeForSigning(serialized), privateKey);
    const hex = encode({ ...serialized, TxnSignature });
    const txid = halfHash(Uint8Array.from([...TXN_PREFIX, ...bytesOf(hex)]));
    return { txid, hex, tx: { ...signing, TxnSignature } };
  } catch {
    return null;
  }
}
