import type { XummTypes } from 'xumm-sdk';
import type { LedgerTransaction } from './ledger.js';
import type { PaymentProduct, Product } from './products.js';

export type Payload = XummTypes.XummGetPayloadResponse;

/** `pending`: ask again in a moment. The other two are final. */
export type Verification = 'pending' | 'verified' | 'refused';

/**
 * Has this product been paid for (or this visitor signed in)? The platform documents four checks; each alone has been
 * used to cheat a shop that left it out:
 *
 * 1. the payload is resolved and signed;
 * 2. it was dispatched to the ledger that the product is sold on: play money of TESTNET is no payment;
 * 3. its transaction is *validated* on that ledger, succeeded, and went to the shop;
 * 4. `delivered_amount` is the amount due. `Amount` is only what the sender was willing to send at most: with the flag
 *    tfPartialPayment far less may have arrived.
 *
 * @param transaction what the ledger knows of `response.txid`; null if it does not know it (yet)
 */
export function verify(
  product: Product,
  payload: Payload,
  transaction: LedgerTransaction | null,
): Verification {
  const { meta, response } = payload;
  if (!meta.resolved) return 'pending';
  if (!meta.signed) return 'refused';
  switch (product.kind) {
    case 'sign-in':
      // A SignIn is never dispatched: the platform has checked the signature, and there is nothing on a ledger.
      return response.account ? 'verified' : 'refused';
    case 'payment':
      return verifyPayment(product, response, transaction);
  }
}

function verifyPayment(
  product: PaymentProduct,
  { dispatched_nodetype: node, txid }: Payload['response'],
  transaction: LedgerTransaction | null,
): Verification {
  // The wallet reports the signature first and submits the transaction after it.
  if (!node) return 'pending';
  if (node.toUpperCase() !== product.network) return 'refused';
  // Before a ledger is validated its results are provisional, failures included.
  if (!txid || !transaction?.validated) return 'pending';
  return transaction.hash.toUpperCase() === txid.toUpperCase() && pays(product, transaction)
    ? 'verified'
    : 'refused';
}

function pays(product: PaymentProduct, transaction: LedgerTransaction): boolean {
  return (
    transaction.transactionType === 'Payment' &&
    transaction.transactionResult === 'tesSUCCESS' &&
    transaction.destination === product.destination &&
    (product.destinationTag === undefined || transaction.destinationTag === product.destinationTag) &&
    // A string is drops of XRP; an object would be some other currency.
    transaction.deliveredAmount === product.amountDrops
  );
}
