import { expiresAtMs, isResolved, isSigned } from './evidence.js';
import { isPaid, type Order, type Finding, type Payload } from './orders.js';

/** What a check found, as far as the next one depends on it. */
interface Asked {
  readonly payload: Payload | null;
  /** The platform's last response. */
  readonly known: object | null;
  readonly judgement: Finding['judgement'];
  readonly isThorough: boolean;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What was signed at the last moment is on the ledger by then, or never: 200 ledgers and a margin. */
export const ARRIVES_WITHIN_MS = 20 * MINUTE_MS;
/** The platform's default. */
const EXPIRE_MINUTES = 24 * 60;

/** The ledger has a payment that the platform does not know: the same payload may be signed and paid once more. */
export const mayBePaidTwice = ({ verdict }: Finding['judgement'], known: object | null): boolean =>
  isPaid(verdict) && !isResolved(known);

/** Less and less often, for as long as money may still arrive. @returns null: there is nothing more to ask */
export function askAgainAtMs(order: Order, asked: Asked, nowMs: number): number | null {
  const { payload, known, judgement, isThorough } = asked;
  // A sign-in does not matter once its visitor no longer asks.
  if (order.product.kind === 'sign-in') return null;
  const overAtMs = endsAtMs(order, payload, known) + ARRIVES_WITHIN_MS;
  if (payload && mayBePaidTwice(judgement, known)) {
    // The sweep cancels the payload, and asks once more when it is over.
    if (!isThorough) return nowMs;
    return overAtMs > nowMs ? overAtMs : null;
  }
  if (judgement.final) return null;
  // Nothing more can come: a person must look.
  if (judgement.verdict === 'review' && judgement.reason === 'no-trace') return null;
  // If a payload was created for it, that is over.
  if (!payload && overAtMs <= nowMs) return null;
  const [firstMs, mostMs] = isSigned(known) ? [2000, HOUR_MS / 12] : [15_000, HOUR_MS / 6];
  const isOld = nowMs - createdAtMs(order, payload) > 24 * HOUR_MS;
  // The questions before the signature do not count.
  const questions = isSigned(known) && !order.isSigned ? 0 : order.questions;
  const doublings = Math.min(Math.max(0, questions - 1), 20);
  return nowMs + (isOld ? HOUR_MS : Math.min(mostMs, firstMs * 2 ** doublings));
}

/** When the newest payload can no longer be opened: as the platform says, or else as the shop asked for. */
export function endsAtMs(order: Order, payload: Payload | null, known: object | null): number {
  const minutes = order.product.expireMinutes ?? EXPIRE_MINUTES;
  return expiresAtMs(known) ?? createdAtMs(order, payload) + minutes * MINUTE_MS;
}

/** Another payload may be made for an order that is days old. */
const createdAtMs = ({ placedAtMs }: Order, payload: Payload | null): number =>
  payload?.createdAtMs ?? placedAtMs;
