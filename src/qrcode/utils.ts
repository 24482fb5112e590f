/** Modules on one side. */
export const getSymbolSize = (version: number): number => version * 4 + 17;

/** How many bytes fit beside the patterns of the symbol, computed from the layout in ISO/IEC 18004 instead of its table. */
export function getSymbolTotalCodewords(version: number): number {
  let modules = (16 * version + 128) * version + 64;
  if (version > 1) {
    const alignments = Math.floor(version / 7) + 2;
    modules -= (25 * alignments - 10) * alignments - 55;
    if (version > 6) modules -= 36;
  }
  return modules >> 3;
}

/** How many bits a number takes. */
export const getBCHDigit = (data: number): number => 32 - Math.clz32(data);

/** Appends to `data` the check bits of a BCH code. */
export function withCheckBits(data: number, generator: number): number {
  const degree = getBCHDigit(generator) - 1;
  let rest = data << degree;
  while (getBCHDigit(rest) > degree) rest ^= generator << (getBCHDigit(rest) - degree - 1);
  return (data << degree) | rest;
}

/** Kanji are handled as bytes. */
export const setToSJISFunction = (): undefined => undefined;
