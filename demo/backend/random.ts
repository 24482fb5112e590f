/** @param bytes of randomness; 16 are 128 bits, more than can be guessed */
export function randomHex(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** `crypto.randomUUID` is missing in a page that came by `http:` from another machine. */
export const randomUuid = (): string =>
  randomHex(16).replace(
    /^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/,
    (_, a: string, b: string, c: string, d: string, e: string) => `${a}-${b}-4${c}-a${d}-${e}`,
  );
