import { isExpired, isSubmitted, type Origin, type Payload, type Resolution } from './payload.js';

/** What can happen to a payload, by its user or by the clock. */
export type Move =
  | { readonly action: 'open'; readonly origin: Origin; readonly deeplink: boolean }
  | { readonly action: 'pre-sign' }
  | { readonly action: 'dispatch' }
  | { readonly action: 'sign'; readonly resolution: Resolution }
  | { readonly action: 'decline'; readonly resolution: Resolution }
  | { readonly action: 'expire' };

export type Action = Move['action'];

export const ACTIONS: readonly Action[] = ['open', 'pre-sign', 'dispatch', 'sign', 'decline', 'expire'];

/** Whether the user has it open. */
export const isSeen = ({ opened, listed }: Payload): boolean => opened || listed;

/** The wallet asks the platform again when the user accepts, and refuses a payload that has expired since. */
export const isRefused = (payload: Payload, nowMs: number): boolean =>
  isSeen(payload) && isExpired(payload, nowMs) && !payload.preSigned && !payload.dispatched;

/**
 * Why an action is impossible, as a sentence; null if it is possible. The order is open, pre-sign, dispatch, sign. Steps may
 * be skipped, and the user may close and reopen the request. A wallet may open it at any time; after the expiry the wallet
 * refuses it, but what was accepted before is signed even then. The expiry also happens to resolved payloads.
 *
 * @param late an old wallet, which signs an expired payload that was opened in time
 */
export function whyNot(payload: Payload, action: Action, nowMs: number, late = false): string | null {
  const expired = isExpired(payload, nowMs);
  if (action === 'expire') return expired ? 'The payload has expired already.' : null;
  if (payload.resolution !== null) {
    const how = payload.resolution.signature === null ? 'declined' : 'signed';
    return `The payload is resolved: it was ${how}, and a payload is resolved once.`;
  }
  if (action === 'open') return null;
  if (!isSeen(payload)) {
    if (payload.cancelled) return 'The payload was cancelled: it can no longer be opened.';
    if (expired) return 'The payload expired before it was opened: it can no longer be opened.';
    return `The payload is not opened yet: open it before you ${action} it.`;
  }
  if (action !== 'decline' && !late && isRefused(payload, nowMs))
    return 'The payload expired while it was open: the wallet refuses it.';
  if (action === 'pre-sign' && payload.dispatched) {
    return 'The transaction is dispatched already: signing has started before that.';
  }
  if (action === 'dispatch' && payload.dispatched) return 'The transaction is dispatched already.';
  if (action === 'dispatch' && !isSubmitted(payload)) {
    return `This ${payload.request.tx.TransactionType} request is signed only: nothing of it is submitted to a node.`;
  }
  return null;
}

/** The payload after the action, which `whyNot` must allow. */
export function advance(payload: Payload, move: Move, nowMs: number): Payload {
  switch (move.action) {
    case 'open': {
      const { origin, deeplink } = move;
      if (isExpired(payload, nowMs)) return payload;
      return origin === 'EVENT_LIST'
        ? { ...payload, listed: true, origin }
        : { ...payload, opened: true, origin, openedByDeeplink: deeplink };
    }
    case 'pre-sign':
      return { ...payload, opened: true, preSigned: true };
    case 'dispatch':
      return { ...payload, opened: true, dispatched: true };
    case 'sign':
      return { ...payload, opened: true, resolution: move.resolution };
    case 'decline':
      return { ...payload, resolution: move.resolution };
    case 'expire':
      return { ...payload, expiresAtMs: nowMs };
  }
}

export type CancelReason =
  'OK' | 'ALREADY_CANCELLED' | 'ALREADY_RESOLVED' | 'ALREADY_OPENED' | 'ALREADY_EXPIRED';

/** A payload can be cancelled only before anybody opens it. */
export function cancelReason(payload: Payload, nowMs: number): CancelReason {
  if (payload.cancelled) return 'ALREADY_CANCELLED';
  if (payload.resolution !== null) return 'ALREADY_RESOLVED';
  if (isExpired(payload, nowMs)) return 'ALREADY_EXPIRED';
  if (payload.opened) return 'ALREADY_OPENED';
  return 'OK';
}

/** The state of a payload in one word, for the phone. */
export type Stage =
  'created' | 'opened' | 'pre-signed' | 'dispatched' | 'signed' | 'declined' | 'cancelled' | 'expired';

export function stageOf(payload: Payload, nowMs: number): Stage {
  if (payload.resolution !== null) return payload.resolution.signature === null ? 'declined' : 'signed';
  if (payload.dispatched) return 'dispatched';
  if (payload.preSigned) return 'pre-signed';
  if (isSeen(payload)) return 'opened';
  if (payload.cancelled) return 'cancelled';
  return isExpired(payload, nowMs) ? 'expired' : 'created';
}
