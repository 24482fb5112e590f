import type { LedgerTransaction } from '../../../demo/backend/ledger.js';
import type { PaymentProduct, SignInProduct } from '../../../demo/backend/products.js';
import type { Payload } from '../../../demo/backend/verify.js';

export const SHOP = 'rN7n7otQDd6FczFgLdSqtcsAUxDkw6fzRH';
export const CUSTOMER = 'rPT1Sjq2YGrBMTttX4GZHjKu9dyfzbpAYe';
export const TXID = 'AB'.repeat(32);
export const UUID = '0f8fad5b-d9cb-469f-a165-70867728950e';

/** What may reach no browser, in a form that can be searched for. */
export const SECRETS = ['issued_user_token', 'c0ffee00-secret-push-token', 'hex', 'DEADBEEF'] as const;

export const coffee: PaymentProduct = {
  id: 'coffee',
  kind: 'payment',
  instruction: 'Pay 10 XRP',
  network: 'MAINNET',
  destination: SHOP,
  amountDrops: '10000000',
  expireMinutes: 10,
};

export const signIn: SignInProduct = { id: 'sign-in', kind: 'sign-in', instruction: 'Sign in' };

export interface PayloadParts {
  readonly meta?: Partial<Payload['meta']>;
  readonly response?: Partial<Payload['response']>;
}

/** What "get payload" answers for a payload that nobody has opened, but for the parts given. */
export function payload({ meta, response }: PayloadParts = {}): Payload {
  return {
    meta: {
      exists: true,
      uuid: UUID,
      multisign: false,
      submit: true,
      pathfinding: false,
      pathfinding_fallback: false,
      destination: SHOP,
      resolved_destination: '',
      resolved: false,
      signed: false,
      cancelled: false,
      expired: false,
      pushed: false,
      app_opened: false,
      opened_by_deeplink: null,
      return_url_app: null,
      return_url_web: null,
      is_xapp: false,
      signers: null,
      ...meta,
    },
    application: {
      name: 'Shop',
      description: '',
      disabled: 0,
      uuidv4: UUID,
      icon_url: '',
      issued_user_token: 'c0ffee00-secret-push-token',
    },
    payload: {
      tx_type: 'Payment',
      tx_destination: SHOP,
      tx_destination_tag: null,
      request_json: { TransactionType: 'Payment' },
      origintype: null,
      signmethod: null,
      created_at: '2026-01-01T00:00:00Z',
      expires_at: '2026-01-02T00:00:00Z',
      expires_in_seconds: 86_400,
    },
    response: {
      hex: 'DEADBEEF',
      txid: null,
      resolved_at: null,
      dispatched_nodetype: null,
      dispatched_to: null,
      dispatched_result: null,
      dispatched_to_node: null,
      environment_nodeuri: null,
      environment_nodetype: null,
      environment_networkid: null,
      multisign_account: null,
      account: null,
      signer: null,
      user: null,
      ...response,
    },
    custom_meta: { identifier: null, blob: null, instruction: null },
  };
}

/** A payload that the customer signed and the wallet submitted. */
export function signedPayload({ meta, response }: PayloadParts = {}): Payload {
  return payload({
    meta: { app_opened: true, resolved: true, signed: true, ...meta },
    response: { txid: TXID, dispatched_nodetype: 'MAINNET', account: CUSTOMER, ...response },
  });
}

/** The payment that `coffee` asks for, validated, but for the parts given. */
export function transaction(parts: Partial<LedgerTransaction> = {}): LedgerTransaction {
  return {
    hash: TXID,
    validated: true,
    transactionType: 'Payment',
    transactionResult: 'tesSUCCESS',
    destination: SHOP,
    destinationTag: undefined,
    deliveredAmount: '10000000',
    ...parts,
  };
}
