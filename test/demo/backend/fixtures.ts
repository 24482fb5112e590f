import type { PaymentProduct, SignInProduct } from '../../../demo/backend/products.js';

export const SHOP = 'rN7n7otQDd6FczFgLdSqtcsAUxDkw6fzRH';
export const CUSTOMER = 'rPT1Sjq2YGrBMTttX4GZHjKu9dyfzbpAYe';
export const TXID = 'AB'.repeat(32);
export const UUID = '0f8fad5b-d9cb-469f-a165-70867728950e';

/** What must never reach a browser, as texts to search for. */
export const SECRETS = ['issued_user_token', 'c0ffee00-secret-push-token', 'hex', 'DEADBEEF'] as const;

export const coffee: PaymentProduct = {
  id: 'coffee',
  kind: 'payment',
  instruction: 'Pay 10 XRP',
  network: 'MAINNET',
  destination: SHOP,
  amount: '10000000',
  expireMinutes: 10,
};

export const signIn: SignInProduct = { id: 'sign-in', kind: 'sign-in', instruction: 'Sign in' };

type Fields = Readonly<Record<string, unknown>>;

/** The response to "get payload". */
export interface PayloadAnswer {
  readonly meta: Fields;
  readonly application: Fields;
  readonly payload: Fields;
  readonly response: Fields;
  readonly custom_meta: Fields;
}

export type PayloadParts = Partial<Record<'meta' | 'payload' | 'response', Fields>>;

/** The response for a payload that nobody has opened, with these parts replaced. */
export function payload(parts: PayloadParts = {}): PayloadAnswer {
  return {
    meta: {
      exists: true,
      uuid: UUID,
      resolved: false,
      signed: false,
      cancelled: false,
      expired: false,
      app_opened: false,
      return_url_app: null,
      return_url_web: null,
      ...parts.meta,
    },
    application: { name: 'Shop', issued_user_token: 'c0ffee00-secret-push-token' },
    payload: {
      tx_type: 'Payment',
      created_at: '2026-01-01T00:00:00Z',
      expires_at: '2026-01-01T00:10:00Z',
      ...parts.payload,
    },
    response: {
      hex: 'DEADBEEF',
      txid: null,
      resolved_at: null,
      dispatched_nodetype: null,
      dispatched_result: null,
      account: null,
      ...parts.response,
    },
    custom_meta: { identifier: null, blob: null, instruction: null },
  };
}

/** A payload that the customer signed and the wallet submitted. */
export function signedPayload(parts: PayloadParts = {}): PayloadAnswer {
  return payload({
    ...parts,
    meta: { app_opened: true, resolved: true, signed: true, ...parts.meta },
    response: { txid: TXID, dispatched_nodetype: 'MAINNET', account: CUSTOMER, ...parts.response },
  });
}
