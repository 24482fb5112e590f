/** https://xrpl.org/docs/references/protocol/transactions/common-fields#networkid-field, and Xahau's own. */
const IDS: Readonly<Record<string, number>> = {
  MAINNET: 0,
  TESTNET: 1,
  DEVNET: 2,
  XAHAU: 21337,
  XAHAUTESTNET: 21338,
};

/** Trimmed, its letters A to Z in upper case; null if there is none. */
export function networkName(value: unknown): string | null {
  // Not `toUpperCase` on everything: it makes a dotless ı an I.
  const name = typeof value === 'string' ? value.trim().replace(/[a-z]+/g, (part) => part.toUpperCase()) : '';
  return name === '' ? null : name;
}

/** Null if it is not one of the five networks. */
export const networkId = (name: string): number | null =>
  Object.hasOwn(IDS, name) ? (IDS[name] ?? null) : null;
