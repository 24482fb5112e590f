import type { Amount } from 'xumm-payload-status/server';

/** The networks on which this shop sells, named as on the platform. */
export type Network = 'MAINNET' | 'TESTNET';

interface ProductBase {
  /** What the browser sends. It names the product; the server knows its price and who is paid. */
  readonly id: string;
  /** Shown by the wallet (`custom_meta.instruction`, at most 280 characters). */
  readonly instruction: string;
  /** Minutes in which the payload must be *opened*; the platform's default is 24 hours. */
  readonly expireMinutes?: number;
}

export interface PaymentProduct extends ProductBase {
  readonly kind: 'payment';
  readonly network: Network;
  /** The XRPL account that is paid. */
  readonly destination: string;
  /** For an account that several share, such as one at an exchange. */
  readonly destinationTag?: number;
  /** The amount due: drops (1 XRP is `'1000000'`), or `{currency, issuer, value}`. */
  readonly amount: Amount;
  /** A payment later than this after the order is `late`, and a person decides. Default: no limit. */
  readonly payWithinMinutes?: number;
  /** Two ledger servers must agree before anything is delivered. */
  readonly needsTwoLedgers?: boolean;
}

export interface SignInProduct extends ProductBase {
  readonly kind: 'sign-in';
}

export type Product = PaymentProduct | SignInProduct;

/** From these amounts on one ledger server is not enough: `XRP` in drops, tokens by currency code. */
const TWO_LEDGERS_FROM: Readonly<Record<string, number>> = { XRP: 1_000_000_000, [rlusdCode()]: 500 };

/** RLUSD of its issuer on MAINNET. To receive it, the shop's account needs a trust line to that issuer. */
const rlusd = (value: string): Amount => ({
  currency: rlusdCode(),
  issuer: 'rMxCKbEDwqr76QuheSUMdEGf4B9xJ8m5De',
  value,
});

/** What the shop sells. @param shop the shop's own XRPL account, and its tag if several share the account */
export function shopProducts(shop: Receiver): readonly Product[] {
  return [coffee(shop), signIn];
}

/** The same, plus products for a demo: one that expires soon, one on a test network, one for a token. */
export function demoProducts(shop: Receiver): readonly Product[] {
  return [
    ...shopProducts(shop),
    { ...coffee(shop), id: 'coffee-one-minute', expireMinutes: 1 },
    { ...coffee(shop), id: 'coffee-testnet', network: 'TESTNET' },
    payment(shop, { id: 'coffee-rlusd', instruction: 'House blend, ten cups', amount: rlusd('5') }),
  ];
}

/** Who is paid. */
export type Receiver = Pick<PaymentProduct, 'destination' | 'destinationTag'>;

const signIn: SignInProduct = {
  id: 'sign-in',
  kind: 'sign-in',
  instruction: 'Sign in to the coffee shop',
  expireMinutes: 5,
};

const coffee = (shop: Receiver): PaymentProduct =>
  payment(shop, { id: 'coffee', instruction: 'House blend, ten cups', amount: '10000000' });

function payment(
  shop: Receiver,
  product: Pick<PaymentProduct, 'id' | 'instruction' | 'amount'>,
): PaymentProduct {
  return {
    ...product,
    ...shop,
    kind: 'payment',
    network: 'MAINNET',
    expireMinutes: 10,
    needsTwoLedgers: isLarge(product.amount),
  };
}

/** Whether both ledger servers must agree. */
export function isLarge(amount: Amount): boolean {
  const [currency, value] = typeof amount === 'string' ? ['XRP', amount] : [amount.currency, amount.value];
  const limit = TWO_LEDGERS_FROM[currency];
  // Rounding never brings a number below a limit. What is no number, or a currency without a limit, needs both servers.
  return limit === undefined || !(Number(value) < limit);
}

function rlusdCode(): string {
  return '524C555344000000000000000000000000000000';
}
