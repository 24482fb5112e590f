import { isExpired, isSubmitted, type Payload, type Resolution } from './payload.js';

/** What can happen to a payload, at the user's hand or the clock's. */
export type Move =
  | { readonly action: 'open'; readonly deeplink: boolean }
  | { readonly action: 'pre-sign' }
  | { readonly action: 'dispatch' }
  | { readonly action: 'sign'; readonly resolution: Resolution }
  | { readonly action: 'decline'; readonly resolution: Resolution }
  | { readonly action: 'expire' };

export type Action = Move['action'];

export const ACTIONS: readonly Action[] = ['open', 'pre-sign', 'dispatch', 'sign', 'decline', 'expire'];

/**
 * Why the action can't be, as a sentence; null if it can. The order is open, pre-sign, dispatch, sign. Steps may be
 * skipped, and the user may close and reopen the request. Expiry means OPEN BEFORE: an opened request can be
 * resolved after it, and the expiry itself comes to resolved ones too.
 */
export function whyNot(payload: Payload, action: Action, nowMs: number): string | null {
  const expired = isExpired(payload, nowMs);
  if (action === 'expire') return expired ? 'The payload has expired already.' : null;
  if (payload.resolution !== null) {
    const how = payload.resolution.signature === null ? 'declined' : 'signed';
    return `The payload is resolved: it was ${how}, and a payload is resolved once.`;
  }
  if (!payload.opened) {
    if (payload.cancelled) return 'The payload was cancelled: it can no longer be opened.';
    if (expired) return 'The payload expired before it was opened: it can no longer be opened.';
    return action === 'open' ? null : `The payload is not opened yet: open it before you ${action} it.`;
  }
  if (action === 'pre-sign' && payload.dispatched) {
    return 'The transaction is dispatched already: signing has started before that.';
  }
  if (action === 'dispatch' && payload.dispatched) return 'The transaction is dispatched already.';
  if (action === 'dispatch' && !isSubmitted(payload)) {
    return `This ${payload.request.tx.TransactionType} request is signed only: nothing of it is submitted to a node.`;
  }
  return null;
}

/** The payload after the move, which has to be one that `whyNot` has nothing against. */
export function advance(payload: Payload, move: Move, nowMs: number): Payload {
  switch (move.action) {
    case 'open':
      return { ...payload, opened: true, openedByDeeplink: move.deeplink };
    case 'pre-sign':
      return { ...payload, preSigned: true };
    case 'dispatch':
      return { ...payload, dispatched: true };
    case 'sign':
    case 'decline':
      return { ...payload, resolution: move.resolution };
    case 'expire':
      return { ...payload, expiresAtMs: nowMs };
  }
}

export type CancelReason =
  'OK' | 'ALREADY_CANCELLED' | 'ALREADY_RESOLVED' | 'ALREADY_OPENED' | 'ALREADY_EXPIRED';

/** Only what nobody has opened can be cancelled. */
export function cancelReason(payload: Payload, nowMs: number): CancelReason {
  if (payload.cancelled) return 'ALREADY_CANCELLED';
  if (payload.resolution !== null) return 'ALREADY_RESOLVED';
  if (payload.opened) return 'ALREADY_OPENED';
  if (isExpired(payload, nowMs)) return 'ALREADY_EXPIRED';
  return 'OK';
}

/** Where a payload stands, in one word, for the phone. */
export type Stage =
  'created' | 'opened' | 'pre-signed' | 'dispatched' | 'signed' | 'declined' | 'cancelled' | 'expired';

export function stageOf(payload: Payload, nowMs: number): Stage {
  if (payload.resolution !== null) return payload.resolution.signature === null ? 'declined' : 'signed';
  if (payload.dispatched) return 'dispatched';
  if (payload.preSigned) return 'pre-signed';
  if (payload.opened) return 'opened';
  if (payload.cancelled) return 'cancelled';
  return isExpired(payload, nowMs) ? 'expired' : 'created';
}
