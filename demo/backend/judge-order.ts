import { judge, verifyPayment } from 'xumm-payload-status/server';
import type { Answer } from './ask-platform.js';
import { isSigned, mayBeSigned } from './evidence.js';
import { termsOf, type Order, type Finding } from './orders.js';
import type { Shop } from './shop.js';
import { judgeSignIn } from './sign-in.js';

type OrderJudgement = Finding['judgement'];

export interface JudgeOptions {
  /** Also asks the ledger about payloads that nobody has opened. */
  readonly isThorough: boolean;
  readonly fetch?: typeof fetch;
  /** Ends all calls. A server that has not answered by then is one without an answer. */
  readonly signal?: AbortSignal;
}

/** For all calls to the ledger together. */
const LEDGER_TIMEOUT_MS = 4000;

/** The verdict on an order, by what the platform says and by what the ledger has. */
export async function judgeOrder(
  shop: Shop,
  order: Order,
  answer: Answer,
  options: JudgeOptions,
): Promise<OrderJudgement> {
  if (order.product.kind === 'sign-in') return judgeProof(shop, order, answer, options);
  const judgement = await judgePayment(shop, order, answer, options);
  const isSilent = judgement.reason === 'unsigned' || judgement.reason === 'platform-silent';
  return answer.isUnknown && isSilent ? { ...judgement, reason: 'unknown-payload' } : judgement;
}

/** No money is at stake: instead of a sign-in that the platform does not know (yet?), another one is allowed at once. */
function judgeProof(
  shop: Shop,
  order: Order,
  { known, isUnknown }: Answer,
  { signal }: JudgeOptions,
): OrderJudgement | Promise<OrderJudgement> {
  return isUnknown
    ? { verdict: 'expired', reason: 'unknown-payload', txids: [], final: false }
    : judgeSignIn(order, known, (proof) => shop.verifySignIn({ ...proof, signal }));
}

async function judgePayment(
  shop: Shop,
  order: Order,
  { told, known }: Answer,
  { isThorough, fetch = shop.fetch, signal }: JudgeOptions,
): Promise<OrderJudgement> {
  const { store, limits, ledgers } = shop;
  const terms = termsOf(order);
  const mayBePaid = async (): Promise<boolean> => {
    if (isThorough || isSigned(known) || !isQuiet(order)) return true;
    // Unsigned, as the platform says. The wallet's reports may have got lost: the signature's, or even the opening's.
    if (told && !mayBeSigned(known)) return false;
    return store.spend({ ...limits.unsignedLedgerQuestions, key: 'unsigned on the ledger' });
  };
  if (!(await mayBePaid())) return judge({ order: terms, payload: known, ledgers: {} });
  return verifyPayment(terms, {
    payload: known,
    ledgers: ledgers[terms.network],
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
  [null, 'unsigned', 'expired', 'cancelled', 'platform-silent', 'unknown-payload'].includes(reason);
