import { newHex, newUuid } from '../ids.js';
import { CLOSES_EVERY_MS, type Chain, type NewEntry } from '../ledger/chain.js';
import { PARTIAL_PAYMENT } from '../ledger/shapes.js';
import { NETWORK_IDS, writesNetworkId } from '../networks.js';
import { isPseudo, isSubmitted, type Payload, type Signature, type TxJson } from '../payload.js';
import type { SigningPlan } from './signing.js';

/** What the wallet signed, and what the ledger does with it; null if it is not submitted. */
export interface Signing {
  readonly signature: Signature;
  readonly entry: NewEntry | null;
}

/** For how many ledgers a transaction is valid, as the wallet sets it for keys in the app. */
const LEDGERS_TO_WAIT = 20;
/** The wallet adds a smaller number in `txjson` to the current ledger's index. */
const LARGEST_OFFSET = 32_570;
const FULLY_CANONICAL = 0x8000_0000;

/** Signs according to the plan. */
export async function sign(
  payload: Payload,
  plan: SigningPlan,
  chain: Chain,
  nowMs: number,
): Promise<Signing> {
  const { addressOf, signBlob } = await import('./blob.js');
  const isSent = isSubmitted(payload);
  const given = payload.request.tx['Account'];
  const account = plan.account ?? (typeof given === 'string' ? given : addressOf('phone'));
  const asked = plan.signature === 'replayed' ? withoutMemos(payload.request.tx) : payload.request.tx;
  const tx = isPseudo(payload)
    ? { ...asked, Account: account }
    : completed({ ...asked, Account: account }, plan, chain);
  const blob = signBlob(tx, plan.signature === 'forged' ? 'stranger' : 'phone');
  const txid = plan.txid ?? blob?.txid ?? newHex(32);
  const at = `wss://${chain.network.toLowerCase()}.node.example`;
  const signature: Signature = {
    txid: plan.hasTxid ? txid : '',
    // What no ledger could read still gets a blob, of random bytes.
    hex: blob?.hex ?? newHex(120),
    account,
    network: chain.network,
    node: at,
    dispatch: isSent ? dispatchOf(plan, at, nowMs) : null,
    issuedUserToken: payload.request.userToken ?? newUuid(),
  };
  if (!isSent) return { signature, entry: null };
  return {
    signature,
    entry: {
      txid,
      account,
      tx: blob?.tx ?? tx,
      validatedAtMs: plan.validateAfterMs === null ? null : nowMs + plan.validateAfterMs,
      result: plan.result,
      delivered: arriving(plan, payload.request.tx) ?? payload.request.tx['Amount'],
    },
  };
}

const withoutMemos = (tx: TxJson): TxJson => ({ ...tx, Memos: undefined });

function dispatchOf(plan: SigningPlan, to: string, nowMs: number): Signature['dispatch'] {
  const { dispatch, network, dispatchAfterMs, claimed, result } = plan;
  if (dispatch === 'never') return null;
  const atMs = nowMs + dispatchAfterMs;
  return dispatch === 'unknown-node'
    ? { atMs, nodetype: 'UNKNOWN NODE', to: '', result: claimed ?? 'telFAILED' }
    : { atMs, nodetype: network, to, result: claimed ?? result };
}

/** With the fields that the wallet fills in before it signs. */
function completed(tx: TxJson, plan: SigningPlan, chain: Chain): TxJson {
  const account = typeof tx['Account'] === 'string' ? tx['Account'] : '';
  const current = chain.validatedIndex() + 1;
  const waits = Math.ceil((plan.validateAfterMs ?? 0) / CLOSES_EVERY_MS) + LEDGERS_TO_WAIT;
  const given = Number(tx['LastLedgerSequence'] ?? 0);
  const last = given > 0 && given < LARGEST_OFFSET ? current + given : given;
  const { amount, flags } = deliveredBy(tx, arriving(plan, tx));
  return {
    ...tx,
    ...(amount === undefined ? {} : { Amount: amount }),
    Fee: tx['Fee'] ?? '12',
    Flags: (Number(tx['Flags'] ?? 0) | FULLY_CANONICAL | flags) >>> 0,
    Sequence: tx['Sequence'] ?? chain.takeSequence(account),
    LastLedgerSequence: Math.max(last, current + waits),
    ...(writesNetworkId(chain.network) ? { NetworkID: NETWORK_IDS[chain.network] } : {}),
  };
}

const valueOf = (amount: unknown): number =>
  typeof amount === 'string' ? Number(amount) : Number((amount as { value?: unknown } | null)?.value);

const SHARES = { less: 0.1, more: 1.1 } as const;

/** What will arrive; null: the requested amount. */
function arriving({ delivered, deliver }: SigningPlan, { Amount: amount }: TxJson): unknown {
  if (delivered !== null || deliver === 'all') return delivered;
  const share = SHARES[deliver];
  if (typeof amount === 'string') return String(Math.round(Number(amount) * share));
  return { ...(amount as object), value: String(Number((valueOf(amount) * share).toFixed(6))) };
}

/** More arrives only if more is sent, and less only by a partial payment. */
function deliveredBy(tx: TxJson, delivered: unknown): { readonly amount: unknown; readonly flags: number } {
  const amount = tx['Amount'];
  if (delivered === null || tx.TransactionType !== 'Payment') return { amount, flags: 0 };
  if (valueOf(delivered) > valueOf(amount)) return { amount: delivered, flags: 0 };
  return { amount, flags: JSON.stringify(delivered) === JSON.stringify(amount) ? 0 : PARTIAL_PAYMENT };
}
