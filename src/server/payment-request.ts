import { isClassicAddress } from './address.js';
import { plain, readCurrency, readDecimal } from './amount.js';
import { networkName } from './network.js';
import { isAbsent, readHash, readObject, readTag, readText, type Fields } from './read.js';
import type { Amount, IssuedAmount, Order } from './types.js';

/** Named as on the platform: https://docs.xaman.dev/js-ts-sdk/sdk-syntax/xumm.payload/create */
export interface PaymentRequestOptions {
  /** Minutes in which the payload must be opened. The platform's default is a day. */
  readonly expire?: number;
  /** Where the wallet goes after signing; the platform replaces `{id}` by the uuid. A string is used for both. */
  readonly return_url?: string | { readonly app?: string; readonly web?: string };
  /** Default: the order's id. The platform refuses (409) one that was used before, so another payload needs another. */
  readonly identifier?: string;
  /** A sentence that the wallet shows to the user. */
  readonly instruction?: string;
  /** From an earlier resolution: sends the payload as a push notification. */
  readonly user_token?: string;
}

/** The body for "create payload": `sdk.payload.create(body)`. */
export interface PaymentRequest {
  txjson: {
    TransactionType: 'Payment';
    Destination: string;
    DestinationTag?: number;
    Amount: string | { currency: string; issuer: string; value: string };
    InvoiceID: string;
  };
  options: {
    force_network: string;
    expire?: number;
    return_url?: { app?: string; web?: string };
  };
  custom_meta: { identifier?: string; instruction?: string };
  user_token?: string;
}

/**
 * The body with which the platform asks its user to pay this order.
 *
 * @throws {RangeError} for an amount, account, tag or InvoiceID that the ledger would refuse
 */
export async function paymentRequest(
  order: Order,
  options: PaymentRequestOptions = {},
): Promise<PaymentRequest> {
  const { expire, return_url: wayBack, identifier = order.id, instruction, user_token } = options;
  const InvoiceID = readHash(order.invoiceId);
  if (InvoiceID === null) throw new RangeError('invoiceId has to be 64 hex digits; invoiceId() makes one.');
  const network = networkName(order.network);
  if (network === null) throw new RangeError('network has to be the name of one, such as MAINNET.');
  await assertAddress('destination', order.destination);
  const Amount = await ledgerAmount(order.amount);
  return {
    txjson: {
      TransactionType: 'Payment',
      Destination: order.destination,
      ...tagOf(order),
      Amount,
      InvoiceID,
    },
    options: {
      // Asks the wallet to use the right network. `judge` checks whether it did.
      force_network: network,
      ...(expire === undefined ? {} : { expire }),
      ...(wayBack === undefined ? {} : { return_url: both(wayBack) }),
    },
    custom_meta: {
      ...(identifier === undefined ? {} : { identifier }),
      ...(instruction === undefined ? {} : { instruction }),
    },
    ...(user_token === undefined ? {} : { user_token }),
  };
}

const both = (wayBack: string | { readonly app?: string; readonly web?: string }) =>
  typeof wayBack === 'string' ? { app: wayBack, web: wayBack } : { ...wayBack };

function tagOf({ destinationTag }: Order): { DestinationTag?: number } {
  if (isAbsent(destinationTag)) return {};
  const DestinationTag = readTag(destinationTag);
  if (DestinationTag === null)
    throw new RangeError('destinationTag has to be a whole number up to 4294967295.');
  return { DestinationTag };
}

async function assertAddress(name: string, address: unknown): Promise<void> {
  if (typeof address === 'string' && (await isClassicAddress(address))) return;
  throw new RangeError(`${name} has to be a classic address (r…) with the right checksum.`);
}

/** All XRP that ever existed, in drops. */
const MAX_DROPS = 10n ** 17n;

/** An order may come from a form or a database, so its type is not trusted. */
async function ledgerAmount(amount: unknown): Promise<Amount> {
  const fields = readObject(amount);
  if (fields) return tokenAmount(fields);
  if (typeof amount !== 'string' || !/^[1-9]\d{0,17}$/.test(amount) || BigInt(amount) > MAX_DROPS) {
    throw new RangeError(
      'amount has to be drops of XRP as a text of digits, more than 0, or {currency, issuer, value}.',
    );
  }
  return amount;
}

async function tokenAmount(fields: Fields): Promise<IssuedAmount> {
  const currency = readText(fields['currency']) ?? '';
  const issuer = readText(fields['issuer']) ?? '';
  await assertAddress('amount.issuer', issuer);
  if (!isLedgerCurrency(currency)) {
    throw new RangeError('amount.currency has to be a code of three characters but XRP, or 40 hex digits.');
  }
  // The ledger's own codec refuses hex digits in lower case.
  const code = currency.length === 40 ? currency.toUpperCase() : currency;
  return { currency: code, issuer, value: tokenValue(fields['value']) };
}

/** Three characters that the ledger allows, or 40 hex digits that are not XRP's. */
const isLedgerCurrency = (code: string): boolean =>
  readCurrency(code) !== null &&
  (code.length === 40 ? !/^0+$/.test(code) : /^[A-Za-z0-9?!@#$%^&*<>(){}[\]|]{3}$/.test(code));

/** The ledger keeps 16 digits and an exponent from -96 to 80: https://xrpl.org/docs/references/protocol/data-types/currency-formats */
function tokenValue(value: unknown): string {
  const decimal = readDecimal(value);
  if (decimal && decimal.units > 0n) {
    const digits = decimal.units.toString().replace(/0+$/, '');
    const exponent = decimal.units.toString().length - decimal.scale - 16;
    if (digits.length <= 16 && exponent >= -96 && exponent <= 80) return plain(decimal);
  }
  throw new RangeError('amount.value has to be a decimal as text, more than 0, of 16 digits at most.');
}
