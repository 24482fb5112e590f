/** The ledgers this shop sells on, as the platform names them in `response.dispatched_nodetype` and `options.force_network`. */
export type Network = 'MAINNET' | 'TESTNET';

interface ProductBase {
  /** What the browser sends. It names the product; what that costs, and who gets it, stays here. */
  readonly id: string;
  /** The wallet shows it to the user (`custom_meta.instruction`, 280 characters at most). */
  readonly instruction: string;
  /** Minutes in which the request has to be *opened*; the platform's default is 24 hours. */
  readonly expireMinutes?: number;
}

export interface PaymentProduct extends ProductBase {
  readonly kind: 'payment';
  readonly network: Network;
  /** The XRPL account that is to receive the money. */
  readonly destination: string;
  /** For an account shared with others, such as one at an exchange. */
  readonly destinationTag?: number;
  /** The amount due in drops, as the ledger writes it: 1 XRP is `'1000000'`. */
  readonly amountDrops: string;
}

export interface SignInProduct extends ProductBase {
  readonly kind: 'sign-in';
}

export type Product = PaymentProduct | SignInProduct;

/**
 * What the shop offers.
 *
 * @param destination the shop's own XRPL account
 */
export function shopProducts(destination: string): readonly Product[] {
  return [coffee(destination), signIn];
}

/** The same, and two that only a demo wants: one to watch expire, one that is paid with play money. */
export function demoProducts(destination: string): readonly Product[] {
  return [
    ...shopProducts(destination),
    { ...coffee(destination), id: 'coffee-one-minute', expireMinutes: 1 },
    { ...coffee(destination), id: 'coffee-testnet', network: 'TESTNET' },
  ];
}

const signIn: SignInProduct = {
  id: 'sign-in',
  kind: 'sign-in',
  instruction: 'Sign in to the coffee shop',
  expireMinutes: 5,
};

function coffee(destination: string): PaymentProduct {
  return {
    id: 'coffee',
    kind: 'payment',
    instruction: 'Pay 10 XRP for your coffee',
    network: 'MAINNET',
    destination,
    amountDrops: '10000000',
    expireMinutes: 10,
  };
}
