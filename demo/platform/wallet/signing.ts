import { readBoolean, readInteger, readObject, readOneOf, readString, type Fields } from '../fields.js';
import { NETWORKS, networkNamed, type Network } from '../networks.js';
import type { Payload } from '../payload.js';
import { Problem } from '../problem.js';

/** How it is signed: what the wallet signs, what it reports, and what the ledger does with it. */
export interface SigningPlan {
  /** Null: the phone's own account. */
  readonly account: string | null;
  readonly network: Network;
  /** `forged`: signed with a stranger's key. `replayed`: the blob of an earlier sign-in, without this one's memos. */
  readonly signature: 'own' | 'forged' | 'replayed';
  /** Reports this txid instead of the real one. */
  readonly txid: string | null;
  readonly hasTxid: boolean;
  /** The result in a validated ledger, or the code with which no ledger ever takes it. */
  readonly result: string;
  /** The `dispatched_result` that the wallet reports; null: the true one. */
  readonly claimed: string | null;
  /** From the submission to the validation; null: never. */
  readonly validateAfterMs: number | null;
  /** What arrives, if it is not the requested amount. */
  readonly delivered: unknown;
  /** A tenth of it, or a tenth more. */
  readonly deliver: 'all' | 'less' | 'more';
  /** `lost`: neither report reaches the platform, and only the ledger knows of it. */
  readonly report: 'reported' | 'lost';
  /**
   * The report on the submission: after the report on the signature; never; with a node that the wallet does not know; or
   * first, so that the resolution is published with it.
   */
  readonly dispatch: 'later' | 'never' | 'unknown-node' | 'first';
  /** From the submission to its report. */
  readonly dispatchAfterMs: number;
  /** An old wallet, which signs an expired payload that was opened in time. */
  readonly late: boolean;
}

/** A ledger closes every 3 to 5 s; a demo need not wait that long. */
const VALIDATE_AFTER_MS = 1500;
/** How long a wallet waits for the validation before it reports the submission. */
const WALLET_WAITS_MS = 30_000;
const DAY_MS = 86_400_000;

/** Everything is optional: by default the wallet signs, reports, submits, and reports again after the validation. */
export function readSigning(body: unknown, payload: Payload): SigningPlan {
  const input = readObject(body, 'The body');
  const result = readCode(input, 'result', /^te[a-z][A-Za-z_]+$/) ?? 'tesSUCCESS';
  const validateAfterMs =
    readBoolean(input, 'validated') === false || !/^te[sc]/.test(result)
      ? null
      : (readInteger(input, 'validateAfterMs', 0, DAY_MS) ?? VALIDATE_AFTER_MS);
  return {
    account: readString(input, 'account', 40),
    network: readOneOf(input, 'node', NETWORKS) ?? networkNamed(payload.request.forceNetwork) ?? 'MAINNET',
    signature: readOneOf(input, 'signature', ['own', 'forged', 'replayed']) ?? 'own',
    txid: readTxid(input),
    hasTxid: readBoolean(input, 'hasTxid') ?? true,
    result,
    claimed: readCode(input, 'claimed', /^[A-Za-z_]+$/),
    validateAfterMs,
    delivered: input.fields['delivered'] ?? null,
    deliver: readOneOf(input, 'deliver', ['all', 'less', 'more']) ?? 'all',
    report: readOneOf(input, 'report', ['reported', 'lost']) ?? 'reported',
    dispatch: readOneOf(input, 'dispatch', ['later', 'never', 'unknown-node', 'first']) ?? 'later',
    dispatchAfterMs:
      readInteger(input, 'dispatchAfterMs', 0, DAY_MS) ??
      Math.min(validateAfterMs ?? (/^te[sc]/.test(result) ? WALLET_WAITS_MS : 0), WALLET_WAITS_MS),
    late: readBoolean(input, 'late') ?? false,
  };
}

function readCode(input: Fields, key: string, pattern: RegExp): string | null {
  const code = readString(input, key, 40);
  if (code !== null && !pattern.test(code))
    throw new Problem(400, `${key} has to be a code such as tesSUCCESS or tecPATH_DRY.`);
  return code;
}

function readTxid(input: Fields): string | null {
  const txid = readString(input, 'txid', 64);
  if (txid !== null && !/^[0-9a-f]{64}$/i.test(txid)) throw new Problem(400, 'txid has to be 64 hex digits.');
  return txid?.toUpperCase() ?? null;
}
