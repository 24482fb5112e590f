import type { XummTypes } from 'xumm-sdk';
import type { Product } from './products.js';

export type CreatedPayload = XummTypes.XummPostPayloadResponse;

export interface OrderFacts {
  /** Our own name for the order, 40 characters at most; it comes back in `custom_meta.identifier`. */
  readonly identifier: string;
  /** Where the visitor is to land after the wallet, e.g. `https://shop.example`. */
  readonly shopOrigin: string;
}

/**
 * What is sent to the platform's "create payload". All of it is the shop's own: nothing here came from a browser.
 *
 * The `{id}` in the way back is filled in by the platform. A phone opens that address in a *new* tab, so the page
 * there has nothing but the uuid and the session cookie to go by.
 */
export function createPayloadBody(product: Product, order: OrderFacts): XummTypes.XummPostPayloadBodyJson {
  const wayBack = `${order.shopOrigin}/pay?payload={id}`;
  return {
    txjson: transaction(product),
    options: {
      return_url: { app: wayBack, web: wayBack },
      ...(product.expireMinutes === undefined ? {} : { expire: product.expireMinutes }),
      // Asks the wallet to use the right ledger. `verify` still checks that it did.
      ...(product.kind === 'payment' ? { force_network: product.network } : {}),
    },
    custom_meta: { identifier: order.identifier, instruction: product.instruction },
  };
}

function transaction(product: Product): XummTypes.XummJsonTransaction {
  switch (product.kind) {
    case 'sign-in':
      return { TransactionType: 'SignIn' };
    case 'payment':
      return {
        TransactionType: 'Payment',
        Destination: product.destination,
        ...(product.destinationTag === undefined ? {} : { DestinationTag: product.destinationTag }),
        Amount: product.amountDrops,
      };
  }
}

/** What the browser gets of a created payload: the fields the element reads, picked one by one, so that no later addition of the platform slips through. */
export function publicPart({ uuid, next, refs, pushed }: CreatedPayload): CreatedPayload {
  return {
    uuid,
    next: {
      always: next.always,
      ...(next.no_push_msg_received === undefined ? {} : { no_push_msg_received: next.no_push_msg_received }),
    },
    refs: {
      qr_png: refs.qr_png,
      qr_matrix: refs.qr_matrix,
      qr_uri_quality_opts: refs.qr_uri_quality_opts,
      websocket_status: refs.websocket_status,
    },
    pushed,
  };
}
