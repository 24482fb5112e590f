/** The ledger's own base58 alphabet: https://xrpl.org/docs/references/protocol/data-types/base58-encodings */
const ALPHABET = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz';

/** Version byte, account id, checksum. */
const LENGTH = 1 + 20 + 4;

/** Whether this is a classic address, `r…`, with the right checksum. An X-address is not: an order has its tag separately. */
export async function isClassicAddress(text: string): Promise<boolean> {
  const bytes = /^r[1-9A-Za-z]{24,34}$/.test(text) ? decodeBase58(text) : null;
  if (!bytes || bytes[0] !== 0) return false;
  const checksum = (await sha256(await sha256(bytes.slice(0, LENGTH - 4)))).slice(0, 4);
  return checksum.every((byte, index) => byte === bytes[LENGTH - 4 + index]);
}

/** The bytes of an address, or null if there are not exactly as many. */
function decodeBase58(text: string): Uint8Array<ArrayBuffer> | null {
  let number = 0n;
  for (const character of text) {
    const digit = ALPHABET.indexOf(character);
    if (digit < 0) return null;
    number = number * 58n + BigInt(digit);
  }
  // Each leading zero byte is written as the first letter of the alphabet.
  const zeros = /^r*/.exec(text)?.[0].length ?? 0;
  const hex = number === 0n ? '' : number.toString(16);
  const count = Math.ceil(hex.length / 2);
  if (zeros + count !== LENGTH) return null;
  const bytes = new Uint8Array(LENGTH);
  const digits = hex.padStart(count * 2, '0');
  for (let index = 0; index < count; index += 1) {
    bytes[zeros + index] = parseInt(digits.slice(index * 2, index * 2 + 2), 16);
  }
  return bytes;
}

const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
