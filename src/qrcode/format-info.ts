import type { Level } from './error-correction-level.js';
import { withCheckBits } from './utils.js';

export const getEncodedBits = (level: Level, mask: number): number =>
  withCheckBits((level.bit << 3) | mask, 0b101_0011_0111) ^ 0b101_0100_0001_0010;
