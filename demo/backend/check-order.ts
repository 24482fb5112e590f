import {
  judge,
  payloadStatus,
  verifyPayment,
  type Judgement,
  type PayloadStatus,
} from 'xumm-payload-status/server';
import { ApiError } from './errors.js';
import { evidenceOf, isClosed, isSigned, mayBeSigned, signerOf } from './evidence.js';
import { isPaid, termsOf, type Current, type Order, type Finding, type Payload } from './orders.js';
import type { PlatformPayload } from './platform.js';
import type { Shop } from './shop.js';
import { askAgainAtMs, mayBePaidTwice } from './schedule.js';
import { judgeSignIn } from './sign-in.js';

/** The result of a check. `failure`: the platform could not be asked, and this rests on its last response. */
export interface Check {
  readonly status: PayloadStatus;
  readonly isPaid: boolean;
  readonly failure: ApiError | null;
}

interface CheckOptions {
  /** Also asks the ledger about payloads that nobody has opened, and cancels at the platform what is paid. */
  readonly isThorough: boolean;
  readonly fetch?: typeof fetch;
  /** Ends all calls. A server that has not answered by then is one without an answer. */
  readonly signal?: AbortSignal;
}

/** For all calls to the ledger together. */
const LEDGER_TIMEOUT_MS = 4000;

/**
 * What is the verdict on this order? Asks the platform and the ledger, and stores what they say. The visitor's question, the
 * platform's webhook and the sweep all call it, any number of times and at the same time: a paid order stays paid, and its
 * delivery is queued once, in the same step.
 */
export async function checkOrder(
  shop: Shop,
  { order, payload }: Current,
  options: CheckOptions,
): Promise<Check> {
  const askedAtMs = shop.now();
  const { told, failure } = await askPlatform(shop, order, payload, options.signal);
  const known = told ?? payload?.evidence ?? null;
  const judgement = await judgeOrder(shop, order, { known, isTold: told !== null }, options);
  if (payload && options.isThorough && mayBePaidTwice(judgement, known) && !isClosed(known)) {
    await close(shop, payload);
  }
  const findingFor = (judged: OrderJudgement): Finding => ({
    ...findingOf(known, judged),
    askedAtMs,
    isAnswered: told !== null,
    askAgainAtMs: askAgainAtMs(
      order,
      { payload, known, judgement: judged, isThorough: options.isThorough },
      shop.now(),
    ),
  });
  const record = (finding: Finding) => shop.store.record(order.id, payload?.uuid ?? null, finding);
  let finding = findingFor(judgement);
  let recorded = await record(finding);
  if (recorded === 'taken') {
    shop.log(`Order ${order.id} names a transaction of another order`, judgement.txids);
    finding = findingFor({ verdict: 'review', reason: 'transaction-taken', txids: [], final: false });
    recorded = await record(finding);
  }
  if (recorded === 'stored')
    return { status: finding.status, isPaid: isPaid(finding.judgement.verdict), failure };
  const kept = await (payload ? shop.store.find(payload.uuid) : shop.store.currentOf(order.id));
  return {
    status: kept ? lastAnswer(kept) : {},
    isPaid: isPaid(kept?.order.verdict ?? 'pending'),
    failure,
  };
}

/** What is stored for the visitor. If another payload of the order paid for it, this one shows as paid too. */
export function lastAnswer({ order, payload }: Current): PayloadStatus {
  const { verdict, txids } = order;
  if (!payload || payload.isOpen || !isPaid(verdict)) return payload?.status ?? {};
  return payloadStatus(payload.evidence, { verdict, txids, final: true } as Judgement);
}

/** The ledger has a payment that the platform does not know: its user could pay with the same payload once more. */
async function close({ platform, log }: Shop, { uuid }: Payload): Promise<void> {
  try {
    await platform.cancel(uuid);
  } catch (error) {
    log(`The paid request ${uuid} could not be cancelled`, error);
  }
}

async function askPlatform(
  { store, platform, limits, now }: Shop,
  order: Order,
  payload: Payload | null,
  signal: AbortSignal | undefined,
): Promise<{ readonly told: PlatformPayload | null; readonly failure: ApiError | null }> {
  if (!payload) return { told: null, failure: null };
  const { questions } = limits;
  const reserve = order.isSigned ? 0 : questions.reserve;
  if (!(await store.spend({ ...questions, reserve, key: 'platform' }))) return { told: null, failure: null };
  try {
    return { told: await platform.get(payload.uuid, signal), failure: null };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const seconds = Number(error.headers['Retry-After'] ?? 0);
    if (seconds > 0) await store.exhaust('platform', now() + seconds * 1000);
    return { told: null, failure: error };
  }
}

type OrderJudgement = Finding['judgement'];

async function judgeOrder(
  shop: Shop,
  order: Order,
  { known, isTold }: { readonly known: object | null; readonly isTold: boolean },
  { isThorough, fetch = shop.fetch, signal }: CheckOptions,
): Promise<OrderJudgement> {
  const { product } = order;
  if (product.kind === 'sign-in')
    return judgeSignIn(order, known, (proof) => shop.verifySignIn({ ...proof, signal }));
  const terms = termsOf(order);
  const { store, limits } = shop;
  const mayBePaid = async (): Promise<boolean> => {
    if (isThorough || isSigned(known) || !isQuiet(order)) return true;
    // Unsigned, as the platform says. The wallet's reports may have got lost: the signature's, or even the opening's.
    if (isTold && !mayBeSigned(known)) return false;
    return store.spend({ ...limits.unsignedLedgerQuestions, key: 'unsigned on the ledger' });
  };
  if (!(await mayBePaid())) return judge({ order: terms, payload: known, ledgers: {} });
  return verifyPayment(terms, {
    payload: known,
    ledgers: shop.ledgers[product.network],
    fetch: endedBy([AbortSignal.timeout(LEDGER_TIMEOUT_MS), ...(signal ? [signal] : [])], fetch),
  });
}

const endedBy =
  (ends: readonly AbortSignal[], ask: typeof fetch): typeof fetch =>
  (url, init) =>
    ask(url, { ...init, signal: AbortSignal.any([...ends, ...(init?.signal ? [init.signal] : [])]) });

/** No money for this order was ever seen. */
const isQuiet = ({ verdict, reason }: Order): boolean =>
  ['pending', 'rejected', 'expired'].includes(verdict) &&
  [null, 'unsigned', 'expired', 'cancelled', 'platform-silent'].includes(reason);

const findingOf = (known: object | null, judgement: OrderJudgement) => ({
  judgement,
  status: statusOf(known, judgement),
  evidence: evidenceOf(known),
  account: signerOf(known),
  isSigned: isSigned(known),
});

/** The payload status for the browser. This backend verifies sign-ins, because nothing of them is on a ledger. */
function statusOf(known: object | null, { verdict, ...rest }: OrderJudgement): PayloadStatus {
  if (verdict === 'signed-in') return { ...payloadStatus(known), verification: 'verified' };
  if (rest.reason === 'signature') return { ...payloadStatus(known), verification: 'refused' };
  return payloadStatus(known, { ...rest, verdict } satisfies Judgement);
}
