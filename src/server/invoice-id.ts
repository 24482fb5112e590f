import { toHex } from './hex.js';

/**
 * A new `InvoiceID` for an order: 64 upper-case hex digits from 32 random bytes. Store it with the order. One that is
 * made from the order's number collides between two shops on one account, and can be guessed.
 */
export const invoiceId = (): string => toHex(crypto.getRandomValues(new Uint8Array(32))).toUpperCase();
