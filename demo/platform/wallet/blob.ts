import { encode, encodeForSigning } from 'ripple-binary-codec';
import { deriveAddress, deriveKeypair, sign } from 'ripple-keypairs';
import { halfHash } from '../ledger/shapes.js';
import type { TxJson } from '../payload.js';

/** Serializes and signs as a wallet does. Large, so it is loaded with the first signature. */

export interface SignedBlob {
  /** 64 hex digits: what the ledger calls the transaction. */
  readonly txid: string;
  readonly hex: string;
  readonly tx: TxJson;
}

/** Of the ledger's genesis account, published with it: everybody has this key, so it can't be anyone's. */
const PHONE_SEED = 'snoPBrXtMeMyMHUVTgbuqAfg1SUTb';
/** Of somebody who signs for an account that is not theirs. */
const STRANGERS_SEED = 'sn3nxiW7v8KXzPzAqzyHXbSSKNuN9';

const keysOf = { phone: deriveKeypair(PHONE_SEED), stranger: deriveKeypair(STRANGERS_SEED) };

export type Signer = keyof typeof keysOf;

export const addressOf = (signer: Signer): string => deriveAddress(keysOf[signer].publicKey);

/** The bytes before a signed transaction in what its id is the hash of: "TXN" and a zero. */
const TXN_PREFIX = [0x54, 0x58, 0x4e, 0x00];

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** Of a pseudo transaction of the wallet, such as a sign-in, the type is not serialized. */
const PSEUDO = new Set(['SignIn']);

/** @returns null for what can't be serialized: an address or an amount that is none */
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
