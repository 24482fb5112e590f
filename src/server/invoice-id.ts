import { toHex } from './hex.js';

/**
 * A new `InvoiceID` for an order: 64 upper-case hex digits from 32 random bytes. Store it with the order. An id made from
 * the order's number could be guessed, and could be the same in two shops on one account.
 */
export const invoiceId = (): string => toHex(crypto.getRandomValues(new Uint8Array(32))).toUpperCase();
