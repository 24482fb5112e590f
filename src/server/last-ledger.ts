import { fromHex } from './hex.js';

const UINT16 = 1;
const UINT32 = 2;
const LAST_LEDGER_SEQUENCE = 27;

/**
 * Reads `LastLedgerSequence` from a signed transaction: the last ledger that may contain it. In the ledger's binary
 * format fields are sorted by type, and 16 and 32 bit numbers come first, so nothing else needs to be understood:
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
    // A field number above 15 has its own byte. So has a type above 15, but none of those is needed here.
    const field = first & 15 ? first & 15 : bytes[at + 1];
    at += first & 15 ? 1 : 2;
    if (type === UINT16) at += 2;
    else if (type !== UINT32 || at + 4 > bytes.length) return null;
    else if (field === LAST_LEDGER_SEQUENCE) return view.getUint32(at);
    else at += 4;
  }
  return null;
}
