import type { PayloadStatus } from '../payload/status.js';
import { readHash, readObject, readText, type Fields } from './read.js';
import type { Judgement } from './types.js';

/**
 * The *payload status* for the browser, picked field by field. Everything else in the platform's response stays on the
 * server, because it holds secrets (`application.issued_user_token`, `response.hex`).
 *
 * @param payload the platform's response to "get payload"; null if there is none
 * @param judgement from `judge` or `verifyPayment`; without one nothing is verified or refused
 */
export function payloadStatus(payload: unknown, judgement?: Judgement | null): PayloadStatus {
  const answer = readObject(payload);
  const meta = readObject(answer?.['meta']);
  const progress = progressOf(meta);
  const found = judgement ?? null;
  if (found && isPaid(found)) {
    return {
      ...progress,
      resolved: true,
      signed: true,
      ...txidOf(paidBy(found, answer)),
      ...wayBack(meta),
      verification: 'verified',
    };
  }
  if (meta?.['resolved'] === true && typeof meta['signed'] === 'boolean') {
    if (meta['signed']) {
      return {
        ...progress,
        resolved: true,
        signed: true,
        ...txidOf(isSignIn(answer) ? null : namedBy(answer)),
        ...wayBack(meta),
        verification: found && isRefused(found) ? 'refused' : 'pending',
      };
    }
    // Somebody who signed, found the request still open and then declined, did not sign "nothing".
    return found && hasMoney(found)
      ? progress
      : { ...progress, resolved: true, signed: false, ...wayBack(meta) };
  }
  // The shop knows the payload even while the platform does not answer, and an empty object is no answer for the element.
  if (!meta) return { verification: 'pending' };
  return { ...progress, ...unresolved(meta, found) };
}

const isPaid = ({ verdict }: Judgement): boolean => verdict === 'paid' || verdict === 'overpaid';

const isRefused = ({ verdict, final }: Judgement): boolean =>
  final && (verdict === 'failed' || verdict === 'wrong-network');

/** There is a payment, or what looks like one. */
function hasMoney({ verdict, reason = '' }: Judgement): boolean {
  switch (verdict) {
    case 'underpaid':
    case 'late':
    case 'mismatch':
    case 'review':
      return true;
    case 'pending':
      return ['second-ledger', 'delivered-unknown', 'close-time-unknown'].includes(reason);
    default:
      return false;
  }
}

function progressOf(meta: Fields | null): PayloadStatus {
  if (!meta) return {};
  const isCancelled = meta['cancelled'] === true;
  return {
    opened: meta['app_opened'] === true,
    expired: isCancelled || meta['expired'] === true,
    cancelled: isCancelled,
  };
}

/** After the expiry `resolved: false` means that nothing was signed, which is certain only once that verdict is final. */
function unresolved(meta: Fields, judgement: Judgement | null): PayloadStatus {
  if (meta['resolved'] !== false) return {};
  const isOver = meta['expired'] === true || meta['cancelled'] === true;
  const isCertain = judgement?.verdict === 'expired' && judgement.final;
  return isOver && !isCertain ? {} : { resolved: false };
}

const isSignIn = (answer: Fields | null): boolean =>
  readObject(answer?.['payload'])?.['tx_type'] === 'SignIn';

const namedBy = (answer: Fields | null): string | null =>
  readHash(readObject(answer?.['response'])?.['txid']);

/** The transaction that the platform names, if it is one that paid; else the first that did. */
function paidBy({ txids }: Judgement, answer: Fields | null): string | null {
  const named = namedBy(answer);
  return named !== null && txids.includes(named) ? named : (txids[0] ?? null);
}

const txidOf = (txid: string | null): PayloadStatus => (txid === null ? {} : { txid });

function wayBack(meta: Fields | null): PayloadStatus {
  const uuid = readText(meta?.['uuid']) ?? '{id}';
  // The platform documents that it fills in `{id}` when it sends the user back, but not in this response.
  const fill = (url: unknown): string | null => readText(url)?.replaceAll('{id}', uuid) ?? null;
  const [app, web] = [fill(meta?.['return_url_app']), fill(meta?.['return_url_web'])];
  if (app === null && web === null) return {};
  return { returnUrl: { ...(app === null ? {} : { app }), ...(web === null ? {} : { web }) } };
}
