import type { Amount } from 'xumm-payload-status/server';

/** The ledgers this shop sells on, as the platform names them. */
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
  /** The amount due: drops as the ledger writes them (1 XRP is `'1000000'`), or `{currency, issuer, value}`. */
  readonly amount: Amount;
  /** What arrives later than this after the order is `late`, and a person decides. Left out: any time will do. */
  readonly payWithinMinutes?: number;
  /** Two ledger servers must agree before anything is delivered. */
  readonly needsTwoLedgers?: boolean;
}

export interface SignInProduct extends ProductBase {
  readonly kind: 'sign-in';
}

export type Product = PaymentProduct | SignInProduct;

/** From these amounts on one ledger server's word is not enough: `XRP` in drops, tokens by currency code. */
const TWO_LEDGERS_FROM: Readonly<Record<string, number>> = { XRP: 1_000_000_000, [rlusdCode()]: 500 };

/** RLUSD of its issuer on MAINNET. To receive it the shop's account needs a trust line to that issuer. */
const rlusd = (value: string): Amount => ({
  currency: rlusdCode(),
  issuer: 'rMxCKbEDwqr76QuheSUMdEGf4B9xJ8m5De',
  value,
});

/** What the shop offers. @param shop the shop's own XRPL account, and its tag where the account is shared */
export function shopProducts(shop: Receiver): readonly Product[] {
  return [coffee(shop), signIn];
}

/** The same, and what only a demo wants: one to watch expire, one paid with play money, one paid in a token. */
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

/** Whether both ledger servers are to agree. */
export function isLarge(amount: Amount): boolean {
  const [currency, value] = typeof amount === 'string' ? ['XRP', amount] : [amount.currency, amount.value];
  const limit = TWO_LEDGERS_FROM[currency];
  // A number is as exact as it takes: rounding never brings it below a limit. What is no number, and a currency without a
  // limit, is checked twice.
  return limit === undefined || !(Number(value) < limit);
}

function rlusdCode(): string {
  return '524C555344000000000000000000000000000000';
}
