import { paymentRequest } from 'xumm-payload-status/server';
import { minutesLeft, termsOf, type Order } from './orders.js';
import { randomHex } from './random.js';
import { signInRequest } from './sign-in.js';

/** The platform's response to "create payload", as far as the element reads it. */
export interface CreatedPayload {
  readonly uuid: string;
  readonly next: { readonly always: string; readonly no_push_msg_received?: string };
  readonly refs: {
    readonly qr_png: string;
    readonly qr_matrix: string;
    readonly qr_uri_quality_opts: readonly string[];
    readonly websocket_status: string;
  };
  readonly pushed: boolean;
}

/**
 * The body for the platform's "create payload". All of it comes from the shop, nothing from a browser.
 *
 * @param wayBack where the wallet sends the visitor. The platform fills in its `{id}`. A phone opens it in a *new* tab, which
 *   knows only the uuid and the session cookie
 */
export async function createPayloadBody(order: Order, wayBack: string, nowMs: number): Promise<object> {
  const { product } = order;
  const { instruction, expireMinutes } = product;
  // The platform accepts each identifier once, and a renewed request is another payload.
  const identifier = randomHex(16);
  // No longer than a payment would be in time.
  const minutes = [expireMinutes, minutesLeft(order, nowMs)].filter((limit) => typeof limit === 'number');
  const expire = minutes.length === 0 ? {} : { expire: Math.max(1, Math.min(...minutes)) };
  switch (product.kind) {
    case 'sign-in':
      return {
        txjson: signInRequest(order.invoiceId),
        options: { return_url: { app: wayBack, web: wayBack }, ...expire },
        custom_meta: { identifier, instruction },
      };
    case 'payment':
      return paymentRequest(termsOf(order), { return_url: wayBack, ...expire, identifier, instruction });
  }
}

/** What the browser gets of a created payload, picked field by field, so that nothing that the platform adds later slips through. */
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
