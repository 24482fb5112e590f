import { getTotalCodewordsCount } from './error-correction-code.js';
import type { Level } from './error-correction-level.js';
import { getCharCountIndicator } from './mode.js';
import type { Segment } from './segments.js';
import { getSymbolTotalCodewords, withCheckBits } from './utils.js';

/** The version is always chosen by the length of the text. */
export const from = (): undefined => undefined;

/** The smallest version that can hold the text, or undefined. */
export function getBestVersionForData([segment]: [Segment], level: Level): number | undefined {
  for (let version = 1; version <= 40; version++) {
    const bytes = getSymbolTotalCodewords(version) - getTotalCodewordsCount(version, level);
    if ((4 + getCharCountIndicator(segment.mode, version)) / 8 + segment.getLength() <= bytes) return version;
  }
  return undefined;
}

export const getEncodedBits = (version: number): number => withCheckBits(version, 0b1_1111_0010_0101);
