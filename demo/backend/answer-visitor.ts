import { payloadStatus, type Judgement, type PayloadStatus } from 'xumm-payload-status/server';
import { checkOrder, type Check } from './check-order.js';
import { isPaid, type Current } from './orders.js';
import type { Shop } from './shop.js';

/** Questions of this process that are under way, by order: who asks meanwhile gets the same answer. */
const underWay = new WeakMap<Shop, Map<string, Promise<Check | null>>>();

/**
 * The visitor's question. It costs a call to the platform only now and then: the last answer is good for a moment, and
 * beyond its budget a session gets what was known last.
 *
 * @throws {ApiError} where the platform could not be asked, and nothing says that it is paid
 */
export async function answerVisitor(shop: Shop, current: Current): Promise<PayloadStatus> {
  const { order, payload } = current;
  if (order.isFinal || !payload?.isOpen) return lastAnswer(current);
  const running = underWay.get(shop) ?? new Map<string, Promise<Check | null>>();
  underWay.set(shop, running);
  const question = running.get(order.id) ?? ask(shop, current).finally(() => running.delete(order.id));
  running.set(order.id, question);
  const check = await question;
  if (check === null) return lastAnswer(current);
  if (check.failure && !check.isPaid) throw check.failure;
  return check.status;
}

async function ask(shop: Shop, current: Current): Promise<Check | null> {
  return (await mayAsk(shop, current)) ? checkOrder(shop, current, { isThorough: false }) : null;
}

async function mayAsk({ store, limits, now }: Shop, { order }: Current): Promise<boolean> {
  const { answerGoodForMs, signedAnswerGoodForMs, perSession } = limits;
  const goodForMs = order.isSigned ? signedAnswerGoodForMs : answerGoodForMs;
  const askedBeforeMs = now() - goodForMs;
  // Spares the database the question where the row says so already.
  if (order.askedAtMs !== null && order.askedAtMs > askedBeforeMs) return false;
  if (!(await store.spend({ ...perSession, key: `session ${order.sessionId}` }))) return false;
  return store.claimQuestion(order.id, askedBeforeMs);
}

/** What was paid by another request of the same order is paid for this one, too. */
function lastAnswer({ order, payload }: Current): PayloadStatus {
  const { verdict, txids } = order;
  if (!payload || payload.isOpen || !isPaid(verdict)) return payload?.status ?? {};
  return payloadStatus(payload.evidence, { verdict, txids, final: true } as Judgement);
}
