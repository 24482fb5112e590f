import { payloadStatus, type Judgement, type PayloadStatus } from 'xumm-payload-status/server';
import { checkOrder } from './check-order.js';
import { isPaid, type Current } from './orders.js';
import type { Shop } from './shop.js';

/** Questions of this process that wait for their turn, by order: who comes meanwhile waits with them. */
const waiting = new WeakMap<Shop, Map<string, Promise<PayloadStatus>>>();

/** How often it is looked whether a question that is under way elsewhere has its answer. The element waits for 10 s. */
const LOOK_AGAIN_MS = 250;
const MAX_LOOKS = 24;

/**
 * The visitor's question. It costs a call to the platform only now and then: the last answer is good for a moment, and
 * beyond its budget a session gets what was known last.
 *
 * An answer is not good while a newer question is under way. And one that knows of nothing that happened is not good for
 * a tab that was opened since: it may have missed what the socket told the others. It waits until it may ask.
 *
 * @throws {ApiError} where the platform could not be asked, and nothing says that it is paid
 */
export async function answerVisitor(shop: Shop, current: Current): Promise<PayloadStatus> {
  if (isOver(current) || isGood(shop, current, shop.now())) return lastAnswer(current);
  const { id } = current.order;
  const questions = waiting.get(shop) ?? new Map<string, Promise<PayloadStatus>>();
  waiting.set(shop, questions);
  const underWay = questions.get(id);
  if (underWay) return underWay;
  const end = (): void => {
    if (questions.get(id) === question) questions.delete(id);
  };
  const question = Promise.resolve()
    .then(() => ask(shop, current, end))
    .finally(end);
  questions.set(id, question);
  return question;
}

/** @param begin called when the waiting is over: whoever comes later needs a later answer */
async function ask(shop: Shop, asked: Current, begin: () => void): Promise<PayloadStatus> {
  const { store, limits, now, pause } = shop;
  const arrivedAtMs = now();
  let current = asked;
  for (let looks = 0; looks < MAX_LOOKS && !isOver(current); looks += 1) {
    if (isGood(shop, current, arrivedAtMs)) break;
    const { order, payload } = current;
    const leftMs = isOfTheFuture(shop, current)
      ? 0
      : (order.askedAtMs ?? 0) + goodForMs(shop, current) - now();
    if (leftMs <= 0) {
      begin();
      if (!(await store.spend({ ...limits.perSession, key: `session ${order.sessionId}` }))) break;
      if (await store.claimQuestion(order.id, now() - goodForMs(shop, current))) {
        const check = await checkOrder(shop, current, { isThorough: false });
        if (check.failure && !check.isPaid) throw check.failure;
        return check.status;
      }
    }
    await pause(leftMs > 0 && isAnswered(current) ? leftMs : LOOK_AGAIN_MS);
    current = (payload && (await store.find(payload.uuid))) ?? current;
  }
  return lastAnswer(current);
}

/** There is nothing more to ask about. */
const isOver = ({ order, payload }: Current): boolean => order.isFinal || !payload?.isOpen;

/** The last question has its answer. */
const isAnswered = ({ order: { askedAtMs, answeredAtMs } }: Current): boolean =>
  askedAtMs !== null && answeredAtMs !== null && answeredAtMs >= askedAtMs;

/** Asked by a process whose clock is ahead. */
const isOfTheFuture = ({ now }: Shop, { order }: Current): boolean => (order.askedAtMs ?? 0) > now();

function isGood(shop: Shop, current: Current, arrivedAtMs: number): boolean {
  const { opened, expired, resolved } = current.payload?.status ?? {};
  const answeredAtMs = current.order.answeredAtMs ?? 0;
  if (!isAnswered(current) || isOfTheFuture(shop, current)) return false;
  if (answeredAtMs >= arrivedAtMs) return true;
  const isNews = opened === true || expired === true || resolved === true;
  return isNews && answeredAtMs > shop.now() - goodForMs(shop, current);
}

const goodForMs = ({ limits }: Shop, { order }: Current): number =>
  order.isSigned ? limits.signedAnswerGoodForMs : limits.answerGoodForMs;

/** What was paid by another request of the same order is paid for this one, too. */
function lastAnswer({ order, payload }: Current): PayloadStatus {
  const { verdict, txids } = order;
  if (!payload || payload.isOpen || !isPaid(verdict)) return payload?.status ?? {};
  return payloadStatus(payload.evidence, { verdict, txids, final: true } as Judgement);
}
