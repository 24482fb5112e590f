import { getFromPlatform, type PlatformClient } from './ask-platform.js';
import type { LedgerTransaction, LookUpTransaction } from './ledger.js';
import { isFinal, payloadStatus, type PayloadStatus } from './payload-status.js';
import type { Order, Session, SpentTransactions } from './sessions.js';
import { verify, type Payload, type Verification } from './verify.js';

export interface OrderChecks {
  readonly platform: PlatformClient;
  readonly platformTimeoutMs: number;
  readonly lookUpTransaction: LookUpTransaction;
  readonly spent: SpentTransactions;
  /** Ship here, and not when a browser says so. Called once for each verified order; if it throws, again at the next question. */
  readonly onVerified: (order: Order) => void | Promise<void>;
  readonly log: (message: string, cause: unknown) => void;
}

/**
 * How does this order stand? The platform is asked, and for a signed payment the ledger. What is final is remembered,
 * and questions that come at the same time share one answer: the platform's calls are limited.
 *
 * @throws {ApiError} see `getFromPlatform`
 */
export async function checkOrder(
  order: Order,
  session: Session,
  checks: OrderChecks,
): Promise<PayloadStatus> {
  if (order.settled) return order.settled;
  order.checking ??= check(order, session, checks).finally(() => {
    order.checking = null;
  });
  return order.checking;
}

async function check(order: Order, session: Session, checks: OrderChecks): Promise<PayloadStatus> {
  const payload = await getFromPlatform(checks.platform, order.uuid, checks.platformTimeoutMs);
  const transaction = await transactionOf(order, payload, checks);
  const verification = spendOnce(verify(order.product, payload, transaction), order, payload, checks.spent);
  const status = payloadStatus(payload, verification);

  if (verification === 'verified') {
    await checks.onVerified(order);
    // Only the session that created the request: whoever merely knows its uuid is signed in nowhere.
    if (order.product.kind === 'sign-in') session.account = payload.response.account;
  }
  if (isFinal(status)) order.settled = status;
  return status;
}

async function transactionOf(
  { product }: Order,
  { meta, response }: Payload,
  { lookUpTransaction, log }: OrderChecks,
): Promise<LedgerTransaction | null> {
  if (product.kind !== 'payment' || !meta.signed || !response.txid) return null;
  try {
    return await lookUpTransaction(response.txid, product.network);
  } catch (error) {
    // The rest of the status is still true, and the payment is what it was: not confirmed yet.
    log('The ledger could not be asked', error);
    return null;
  }
}

function spendOnce(
  verification: Verification,
  { product, uuid }: Order,
  { response }: Payload,
  spent: SpentTransactions,
): Verification {
  if (verification !== 'verified' || product.kind !== 'payment' || !response.txid) return verification;
  return spent.claim(response.txid.toUpperCase(), uuid) ? 'verified' : 'refused';
}
