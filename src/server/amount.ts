import { isAbsent, readObject, readText } from './read.js';
import type { Amount } from './types.js';

/** units × 10^-scale, exactly. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/** The kind of money: drops of XRP, a token of one issuer, or a multi-purpose token. */
export type Money =
  | { readonly kind: 'drops' }
  | { readonly kind: 'token'; readonly currency: string; readonly issuer: string }
  | { readonly kind: 'mpt'; readonly id: string };

export type Sum = Money & { readonly value: Decimal };

export const ZERO: Decimal = { units: 0n, scale: 0 };

const DIGITS = /^\d+$/;
const VALUE = /^(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,2}))?$/;

/** A decimal as the ledger writes it, of any length. */
export function readDecimal(value: unknown): Decimal | null {
  const match = typeof value === 'string' ? VALUE.exec(value) : null;
  if (!match) return null;
  const [, whole = '', fraction = '', exponent = '0'] = match;
  const scale = fraction.length - Number(exponent);
  const units = BigInt(whole + fraction);
  return scale >= 0 ? { units, scale } : { units: units * power(-scale), scale: 0 };
}

const readDigits = (value: unknown): Decimal | null =>
  typeof value === 'string' && DIGITS.test(value) ? { units: BigInt(value), scale: 0 } : null;

const power = (exponent: number): bigint => 10n ** BigInt(exponent);

const unitsAt = ({ units, scale }: Decimal, wanted: number): bigint => units * power(wanted - scale);

export function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { units: unitsAt(a, scale) + unitsAt(b, scale), scale };
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { units: unitsAt(a, scale) - unitsAt(b, scale), scale };
}

export const isAtLeast = (a: Decimal, b: Decimal): boolean => subtract(a, b).units >= 0n;

/** Writes a non-negative decimal without an exponent and without needless zeros. */
export function plain({ units, scale }: Decimal): string {
  const digits = units.toString().padStart(scale + 1, '0');
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  const whole = digits.slice(0, digits.length - scale);
  return scale === 0 || fraction === '' ? whole : `${whole}.${fraction}`;
}

/**
 * A token's currency code in one spelling: the three characters, if the 40 hex digits only encode three characters (24
 * zeros, three printable bytes, 10 zeros). Neither spelling may be XRP.
 */
export function readCurrency(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const hex = /^[\x20-\x7e]{3}$/.test(value) ? `${'0'.repeat(24)}${hexOf(value)}${'0'.repeat(10)}` : value;
  const code = /^[0-9a-f]{40}$/i.test(hex) ? hex.toUpperCase() : null;
  return code === XRP_AS_TOKEN ? null : code;
}

const hexOf = (text: string): string =>
  Array.from(text, (character) => character.charCodeAt(0).toString(16).padStart(2, '0')).join('');

const XRP_AS_TOKEN = `${'0'.repeat(24)}585250${'0'.repeat(10)}`;

/** Drops, a token's or a multi-purpose token's amount; null for anything else. */
export function readAmount(value: unknown): Sum | null {
  const drops = readDigits(value);
  if (drops) return { kind: 'drops', value: drops };
  const fields = readObject(value);
  if (!fields) return null;
  return isAbsent(fields['mpt_issuance_id']) ? readToken(fields) : readMpt(fields);
}

function readToken(fields: Readonly<Record<string, unknown>>): Sum | null {
  const currency = readCurrency(fields['currency']);
  const issuer = readText(fields['issuer']);
  const value = readDecimal(fields['value']);
  return currency !== null && issuer !== null && value ? { kind: 'token', currency, issuer, value } : null;
}

function readMpt(fields: Readonly<Record<string, unknown>>): Sum | null {
  const id = readText(fields['mpt_issuance_id']);
  const value = readDigits(fields['value']);
  const isBoth = !isAbsent(fields['currency']) || !isAbsent(fields['issuer']);
  return id !== null && value && !isBoth ? { kind: 'mpt', id: id.toUpperCase(), value } : null;
}

/** Why this amount is not the money that is due; null if it is. */
export function mismatchOf(due: Money, arrived: Money): 'currency' | 'issuer' | null {
  if (due.kind === 'token' && arrived.kind === 'token') {
    if (due.currency !== arrived.currency) return 'currency';
    return due.issuer === arrived.issuer ? null : 'issuer';
  }
  return due.kind === 'drops' && arrived.kind === 'drops' ? null : 'currency';
}

/** The same text for the same amount, however it is spelled. */
export function spell(sum: Sum): string {
  const value = plain(sum.value);
  switch (sum.kind) {
    case 'drops':
      return value;
    case 'token':
      return `${value} ${sum.currency} ${sum.issuer}`;
    case 'mpt':
      return `${value} ${sum.id}`;
  }
}

/** A sum of the order's own money, spelled like the order's amount. */
export const inMoneyOf = (amount: Amount, value: Decimal): Amount =>
  typeof amount === 'string' ? plain(value) : { ...amount, value: plain(value) };
