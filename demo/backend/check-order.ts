import { payloadStatus, type Judgement, type PayloadStatus } from 'xumm-payload-status/server';
import { askPlatform } from './ask-platform.js';
import type { ApiError } from './errors.js';
import { evidenceOf, isClosed, isSigned, signerOf } from './evidence.js';
import { judgeOrder, type JudgeOptions } from './judge-order.js';
import { isPaid, type Current, type Finding, type Payload } from './orders.js';
import type { Shop } from './shop.js';
import { askAgainAtMs, mayBePaidTwice } from './schedule.js';

/** The result of a check. `failure`: the platform could not be asked, and this rests on its last response. */
export interface Check {
  readonly status: PayloadStatus;
  readonly isPaid: boolean;
  readonly failure: ApiError | null;
}

/**
 * What is the verdict on this order? Asks the platform and the ledger, and stores what they say. The visitor's question, the
 * platform's webhook and the sweep all call it, any number of times and at the same time: a paid order stays paid, and its
 * delivery is queued once, in the same step. A thorough one also cancels at the platform what is paid.
 */
export async function checkOrder(shop: Shop, current: Current, options: JudgeOptions): Promise<Check> {
  const { order, payload } = current;
  const askedAtMs = shop.now();
  const answer = await askPlatform(shop, current, options.signal);
  const { told, isUnknown, known, failure } = answer;
  const judgement = await judgeOrder(shop, order, answer, options);
  if (payload && options.isThorough && mayBePaidTwice(judgement, known) && !isClosed(known)) {
    await close(shop, payload);
  }
  const findingFor = (judged: OrderJudgement): Finding => ({
    ...findingOf(known, judged),
    evidence: evidenceOf(told),
    askedAtMs,
    isAnswered: told !== null || isUnknown,
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

type OrderJudgement = Finding['judgement'];

const findingOf = (known: object | null, judgement: OrderJudgement) => ({
  judgement,
  status: statusOf(known, judgement),
  account: signerOf(known),
  isSigned: isSigned(known),
});

/** The payload status for the browser. This backend verifies sign-ins, because nothing of them is on a ledger. */
function statusOf(known: object | null, { verdict, ...rest }: OrderJudgement): PayloadStatus {
  if (verdict === 'signed-in') return { ...payloadStatus(known), verification: 'verified' };
  if (rest.reason === 'signature') return { ...payloadStatus(known), verification: 'refused' };
  return payloadStatus(known, { ...rest, verdict } satisfies Judgement);
}
