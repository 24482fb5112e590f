import { fromHex } from './hex.js';

const UINT16 = 1;
const UINT32 = 2;
const LAST_LEDGER_SEQUENCE = 27;

/**
 * Reads `LastLedgerSequence` from a signed transaction: the last ledger that may take it. The fields of the ledger's
 * binary format are sorted by type, and 16 and 32 bit numbers come first, so nothing else has to be understood:
 * https://xrpl.org/docs/references/protocol/binary-format
 *
 * @returns null if it has none, or is no transaction
 */
export function lastLedgerSequence(hex: unknown): number | null {
  const bytes = typeof hex === 'string' ? fromHex(hex) : null;
  if (!bytes) return null;
  const view = new DataView(bytes.buffer);
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at] ?? 0;
    const type = first >> 4;
    // A field's number above 15 stands in a byte of its own; so does a type's, but none of those is wanted here.
    const field = first & 15 ? first & 15 : bytes[at + 1];
    at += first & 15 ? 1 : 2;
    if (type === UINT16) at += 2;
    else if (type !== UINT32 || at + 4 > bytes.length) return null;
    else if (field === LAST_LEDGER_SEQUENCE) return view.getUint32(at);
    else at += 4;
  }
  return null;
}
