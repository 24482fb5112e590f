import type { PayloadStatus } from 'xumm-payload-status/server';
import { checkOrder, lastAnswer } from './check-order.js';
import type { Current } from './orders.js';
import type { Shop } from './shop.js';

/** Questions of this process that wait for their turn, by payload; later visitors join them. */
const waiting = new WeakMap<Shop, Map<string, Promise<PayloadStatus>>>();

/** How often to check whether a question in another process has its answer. */
const LOOK_AGAIN_MS = 250;

/**
 * Answers the visitor's question. It calls the platform only now and then: the last answer is good for a moment, and a
 * session over its limit gets the last answer.
 *
 * An answer is not good while a newer question is under way. An answer that knows of no news is not good for a tab that was
 * opened later, which may have missed what the socket said: that tab waits until it may ask.
 *
 * @throws {ApiError} if the platform could not be asked, and nothing says that it is paid
 */
export async function answerVisitor(shop: Shop, current: Current): Promise<PayloadStatus> {
  const { payload } = current;
  if (!payload || isOver(current) || isGood(shop, current, shop.now())) return lastAnswer(current);
  const { uuid } = payload;
  const questions = waiting.get(shop) ?? new Map<string, Promise<PayloadStatus>>();
  waiting.set(shop, questions);
  const underWay = questions.get(uuid);
  if (underWay) return underWay;
  const end = (): void => {
    if (questions.get(uuid) === question) questions.delete(uuid);
  };
  const question = Promise.resolve()
    .then(() => ask(shop, current, end))
    .finally(end);
  questions.set(uuid, question);
  return question;
}

/** @param begin called when the waiting is over: whoever comes later needs a later answer */
async function ask(shop: Shop, asked: Current, begin: () => void): Promise<PayloadStatus> {
  const { store, limits, now, pause } = shop;
  const arrivedAtMs = now();
  // All waiting together: for its turn, for the platform and for the ledger.
  const signal = AbortSignal.timeout(limits.answerWithinMs);
  let current = asked;
  while (!signal.aborted && now() - arrivedAtMs < limits.answerWithinMs && !isOver(current)) {
    if (isGood(shop, current, arrivedAtMs)) break;
    const { order, payload } = current;
    const leftMs = isOfTheFuture(shop, current)
      ? 0
      : (order.askedAtMs ?? 0) + goodForMs(shop, current) - now();
    if (leftMs <= 0) {
      begin();
      if (!(await store.spend({ ...limits.perSession, key: `session ${order.sessionId}` }))) break;
      if (await store.claimQuestion(order.id, now() - goodForMs(shop, current))) {
        const check = await checkOrder(shop, current, { isThorough: false, signal });
        if (check.failure && !check.isPaid) throw check.failure;
        return check.status;
      }
    }
    await pause(leftMs > 0 && isAnswered(current) ? leftMs : LOOK_AGAIN_MS);
    current = (payload && (await store.find(payload.uuid))) ?? current;
  }
  return lastAnswer(current);
}

/** There is nothing more to ask. */
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
