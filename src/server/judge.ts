import { inMoneyOf, isAtLeast, subtract } from './amount.js';
import { readServer, type Server } from './answers.js';
import { readOrder, type ReadOrder } from './order.js';
import { readPayload, type ReadPayload } from './payload.js';
import { paymentsOf, sumOf, transactionsOf, type OrderTransaction, type Payment } from './payments.js';
import { isAbsent, readObject, readWhole } from './read.js';
import type { Facts, Judgement, Verdict } from './types.js';

/**
 * Has this order been paid? Decides by the facts alone: it asks nobody, uses no clock, and never throws. What it cannot
 * read counts as absent, so that nothing is paid or refused by a misunderstanding. The rules and their cases:
 * `test/cases/verdicts.json`.
 */
export function judge(facts: Facts): Judgement {
  const order = attempt(() => readOrder(facts.order));
  if (!order) return { verdict: 'review', reason: 'order', txids: [], final: true };
  const payload = attempt(() => readPayload(facts.payload));
  const lastLedger = attempt(() => readWhole(readObject(facts.decoded)?.['LastLedgerSequence']));
  const servers = (attempt(() => Object.values(readObject(facts.ledgers) ?? {})) ?? [])
    .map((server) => attempt(() => readServer(server, order, payload?.txid ?? null)))
    .filter((server) => server !== null);
  return decide({
    order,
    payload,
    lastLedger,
    servers,
    transactions: transactionsOf(order, payload, servers),
  });
}

/** A part that throws when it is read (a getter, a revoked proxy) is absent. */
function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

interface Evidence {
  readonly order: ReadOrder;
  readonly payload: ReadPayload | null;
  readonly lastLedger: number | null;
  readonly servers: readonly Server[];
  readonly transactions: readonly OrderTransaction[];
}

const pending = (reason: string): Judgement => ({ verdict: 'pending', reason, txids: [], final: false });

/** The rules in order: the first that applies gives the verdict. */
function decide(evidence: Evidence): Judgement {
  const { transactions } = evidence;
  if (transactions.some(({ isContradicted }) => isContradicted)) {
    return { verdict: 'review', reason: 'ledgers-disagree', txids: [], final: false };
  }
  const own = paymentsOf(transactions).filter(({ isOwn }) => isOwn);
  if (isAtLeast(sumOf(own), evidence.order.due.value)) return enough(evidence, own);
  const isWaited = ({ isConfirmed, isNamed, effect }: OrderTransaction): boolean =>
    !isConfirmed && (isNamed || effect.kind !== 'failed');
  if (transactions.some(isWaited)) return pending('second-ledger');
  if (transactions.some(({ isConfirmed, effect }) => isConfirmed && effect.kind === 'unknown-amount')) {
    return pending('delivered-unknown');
  }
  const { payload } = evidence;
  return payload && (payload.isSigned === true || payload.txid !== null)
    ? signed(evidence, payload)
    : notSigned(evidence);
}

function enough(evidence: Evidence, own: readonly Payment[]): Judgement {
  const { deadlineMs, due } = evidence.order;
  if (deadlineMs !== null) {
    const inTime = own.filter(({ closedMs }) => closedMs !== null && closedMs <= deadlineMs);
    const perhaps = own.filter(({ closedMs }) => closedMs === null);
    if (!isAtLeast(sumOf(inTime), due.value)) {
      return isAtLeast(sumOf([...inTime, ...perhaps]), due.value)
        ? pending('close-time-unknown')
        : withMoney(evidence, 'late', true);
    }
  }
  const isMore = subtract(total(evidence), due.value).units > 0n;
  return withMoney(evidence, isMore ? 'overpaid' : 'paid', true);
}

const total = ({ transactions }: Evidence) => sumOf(paymentsOf(transactions));

function withMoney(evidence: Evidence, verdict: Verdict, final: boolean, reason?: string): Judgement {
  const { amount, due } = evidence.order;
  const delivered = total(evidence);
  const surplus = subtract(delivered, due.value);
  return {
    verdict,
    ...(reason === undefined ? {} : { reason }),
    delivered: inMoneyOf(amount, delivered),
    ...(surplus.units > 0n ? { surplus: inMoneyOf(amount, surplus) } : {}),
    txids: paymentsOf(evidence.transactions).map(({ hash }) => hash),
    final,
  };
}

/** A verdict if something arrived, but not what is due; null if nothing decides. */
function less(evidence: Evidence, final: boolean): Judgement | null {
  const { order, transactions } = evidence;
  if (isAtLeast(total(evidence), order.due.value)) return withMoney(evidence, 'review', final, 'account');
  if (paymentsOf(transactions).some(({ isOwn, isNamed }) => isOwn || isNamed)) {
    return withMoney(evidence, 'underpaid', final);
  }
  const mismatches = transactions.flatMap(({ isConfirmed, isOwn, isNamed, effect }) =>
    isConfirmed && (isOwn || isNamed) && effect.kind === 'mismatch'
      ? [{ isNamed, reason: effect.reason }]
      : [],
  );
  const mismatch = mismatches.find(({ isNamed }) => isNamed) ?? mismatches[0];
  return mismatch ? { verdict: 'mismatch', reason: mismatch.reason, txids: [], final } : null;
}

function signed(evidence: Evidence, payload: ReadPayload): Judgement {
  const { order, lastLedger, servers, transactions } = evidence;
  const { txid, transactionType, network } = payload;
  const named = transactions.find(({ isNamed }) => isNamed);
  if (named?.isConfirmed) {
    const final = isSearched(evidence, servers, 0);
    const reason = named.effect.kind === 'failed' ? named.effect.code : named.effect.kind;
    return less(evidence, final) ?? { verdict: 'failed', reason, txids: [], final };
  }
  const isHad = servers.some((server) => server.transactions.some(({ hash }) => hash === txid));
  const isMissed = servers.some(({ notFound }) => notFound !== null);
  const quiet = isQuiet(evidence);
  if (!isHad && transactionType !== null && transactionType !== 'Payment') {
    return { verdict: 'mismatch', reason: 'type', txids: [], final: quiet };
  }
  if (!isHad && network !== null && network !== order.network && (isMissed || quiet)) {
    return { verdict: 'wrong-network', reason: network, txids: [], final: quiet };
  }
  if (lastLedger !== null && isGone(servers, lastLedger, order.serversNeeded)) {
    const final = isSearched(evidence, servers, lastLedger);
    return less(evidence, final) ?? { verdict: 'failed', reason: 'last-ledger-passed', txids: [], final };
  }
  if (quiet) {
    return less(evidence, false) ?? { verdict: 'review', reason: 'no-trace', txids: [], final: false };
  }
  if (txid === null) return pending('no-txid');
  if (isHad) return pending('not-validated');
  return pending(isMissed ? 'not-found' : 'no-ledger-answer');
}

function notSigned(evidence: Evidence): Judgement {
  const { payload } = evidence;
  const final = isQuiet(evidence);
  const found = less(evidence, final);
  if (found) return found;
  if (!payload) return pending('platform-silent');
  if (payload.isResolved === true && payload.isSigned === false)
    return { verdict: 'rejected', txids: [], final };
  if (payload.isCancelled) return { verdict: 'expired', reason: 'cancelled', txids: [], final };
  if (payload.isExpired) return { verdict: 'expired', reason: 'expired', txids: [], final };
  return pending('unsigned');
}

/**
 * Whether the transaction is in none of the ledgers where it could be: servers have looked everywhere up to its
 * `LastLedgerSequence`. A ledger index alone proves nothing, because a server may lack ledgers.
 */
function isGone(servers: readonly Server[], lastLedger: number, serversNeeded: number): boolean {
  const gone = servers.filter(
    ({ notFound, validated }) =>
      notFound?.isAllSearched === true &&
      notFound.maxLedger !== null &&
      notFound.maxLedger >= lastLedger &&
      notFound.minLedger !== null &&
      notFound.minLedger <= lastLedger - 200 &&
      validated !== null &&
      validated >= lastLedger,
  );
  return gone.length >= serversNeeded;
}

/** Whether enough servers have searched the shop's account up to everything that is known, and up to `atLeast`. */
function isSearched({ order, transactions }: Evidence, servers: readonly Server[], atLeast: number): boolean {
  const ledgers = transactions.filter(({ isConfirmed }) => isConfirmed).map(({ ledger }) => ledger);
  const searched = servers.filter(
    ({ search }) =>
      search?.isComplete === true &&
      [...ledgers, atLeast].every(
        (ledger) => ledger !== null && search.maxLedger !== null && search.maxLedger >= ledger,
      ),
  );
  return searched.length >= order.serversNeeded;
}

/**
 * Whether nothing that was signed can still appear. What the wallet signs is valid for 150 ledgers: once the ledger 200
 * before the newest closed after the payload's end, everything signed by then is validated or never will be.
 */
function isQuiet(evidence: Evidence): boolean {
  const end = evidence.payload?.endMs;
  if (isAbsent(end)) return false;
  const afterwards = evidence.servers.filter(({ closedMs }) => closedMs !== null && closedMs >= end);
  return isSearched(evidence, afterwards, 0);
}
