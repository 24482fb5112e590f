import { newHex, newUuid } from './ids.js';
import { readBoolean, readInteger, readObject, readOneOf, readString, type Input } from './input.js';
import type { LedgerEntry } from './ledger.js';
import { isSubmitted, type NodeType, type Payload, type Signature } from './payload.js';
import { Problem } from './problem.js';

/** What the wallet signed, and what the ledger makes of it; null if it is not submitted. */
export interface Signing {
  readonly signature: Signature;
  readonly entry: LedgerEntry | null;
}

/** A ledger closes every 3 to 5 s; a demo need not wait that long. */
const VALIDATE_AFTER_MS = 1500;

/** The account of the simulated phone: the ledger's genesis account, which can't be anyone's. */
const PHONE_ACCOUNT = 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh';

/**
 * Reads how a signing is to go, `{node?, validated?, validateAfterMs?, delivered?, result?, account?, txid?}`, all as
 * it should be unless said otherwise: so the wrong network, a partial payment, a transaction that fails, never makes
 * it into a ledger or does so late, and one that was presented before can all be played.
 */
export function readSigning(body: unknown, payload: Payload, nowMs: number): Signing {
  const input = readObject(body, 'The body');
  const { tx, forceNetwork, userToken } = payload.request;
  const result = readResult(input);
  const ownAccount = typeof tx['Account'] === 'string' ? tx['Account'] : PHONE_ACCOUNT;
  const node: NodeType =
    readOneOf(input, 'node', ['MAINNET', 'TESTNET']) ?? (forceNetwork === 'TESTNET' ? 'TESTNET' : 'MAINNET');
  const submitted = isSubmitted(payload);
  const signature: Signature = {
    txid: readTxid(input),
    hex: newHex(120),
    account: readString(input, 'account', 40) ?? ownAccount,
    node,
    dispatchedResult: submitted ? result : null,
    issuedUserToken: userToken ?? newUuid(),
  };
  const entry = {
    ...readLedgerFate(input, nowMs),
    txid: signature.txid,
    account: signature.account,
    tx,
    result,
  };
  return {
    signature,
    entry: submitted ? { ...entry, delivered: input.fields['delivered'] ?? tx['Amount'] } : null,
  };
}

function readLedgerFate(input: Input, nowMs: number): Pick<LedgerEntry, 'validatedAtMs'> {
  const afterMs = readInteger(input, 'validateAfterMs', 0, 86_400_000) ?? VALIDATE_AFTER_MS;
  return { validatedAtMs: readBoolean(input, 'validated') === false ? null : nowMs + afterMs };
}

function readResult(input: Input): string {
  const result = readString(input, 'result', 40) ?? 'tesSUCCESS';
  if (!/^te[a-z][A-Z_]+$/.test(result)) {
    throw new Problem(400, 'result has to be a code such as tesSUCCESS or tecPATH_DRY.');
  }
  return result;
}

function readTxid(input: Input): string {
  const txid = readString(input, 'txid', 64) ?? newHex(32);
  if (!/^[0-9a-f]{64}$/i.test(txid)) throw new Problem(400, 'txid has to be 64 hex digits.');
  return txid.toUpperCase();
}
