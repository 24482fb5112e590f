import { ApiError } from './errors.js';
import { asExpired } from './evidence.js';
import type { Current } from './orders.js';
import type { PlatformPayload } from './platform.js';
import { ARRIVES_WITHIN_MS, endsAtMs } from './schedule.js';
import type { Shop } from './shop.js';

/** What the platform says about a payload. */
export interface Answer {
  /** Null: it gave no answer, or was not asked. */
  readonly told: PlatformPayload | null;
  /** It has no such payload. The shop made one, so the API key was probably changed for another application's. */
  readonly isUnknown: boolean;
  /** Why it could not be asked. */
  readonly failure: ApiError | null;
  /** The best that is known: what it told now, or what it told last. */
  readonly known: object | null;
}

/** How long the shop waits for a platform that does not answer. */
const DAY_MS = 24 * 60 * 60 * 1000;

/** Asks within the limit for all, of which a part is reserved for signed orders. */
export async function askPlatform(shop: Shop, current: Current, signal?: AbortSignal): Promise<Answer> {
  const { store, platform, limits, now } = shop;
  const { order, payload } = current;
  const none = { told: null, isUnknown: false, failure: null, known: knownAlready(current, now() - DAY_MS) };
  if (!payload) return none;
  const { questions } = limits;
  const reserve = order.isSigned ? 0 : questions.reserve;
  if (!(await store.spend({ ...questions, reserve, key: 'platform' }))) return none;
  try {
    const told = await platform.get(payload.uuid, signal);
    return { ...none, told, known: told };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.code === 'not-found') return { ...none, isUnknown: true, known: knownAlready(current, now()) };
    const seconds = Number(error.headers['Retry-After'] ?? 0);
    if (seconds > 0) await store.exhaust('platform', now() + seconds * 1000);
    return { ...none, failure: error };
  }
}

/**
 * What is known without a new answer. The platform may never give one: once everything that could be signed has arrived, the
 * payload is over whatever it would say, and the ledger decides.
 *
 * @param untilMs payloads that ended before this are over
 */
function knownAlready({ order, payload }: Current, untilMs: number): object | null {
  const evidence = payload?.evidence ?? null;
  const endMs = endsAtMs(order, payload, evidence);
  return payload && endMs + ARRIVES_WITHIN_MS <= untilMs ? asExpired(evidence, endMs) : evidence;
}
