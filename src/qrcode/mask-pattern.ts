import type { BitMatrix } from './bit-matrix.js';

/** The best mask is always used. */
export const from = (): undefined => undefined;

const masks: readonly ((row: number, column: number) => number)[] = [
  (row, column) => (row + column) % 2,
  (row) => row % 2,
  (_row, column) => column % 3,
  (row, column) => (row + column) % 3,
  (row, column) => ((row >> 1) + Math.floor(column / 3)) % 2,
  (row, column) => (row * column) % 6,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2,
  (row, column) => (((row * column) % 3) + ((row + column) % 2)) % 2,
];

/** Inverts each data module where the mask is zero. A second time undoes it. */
export function applyMask(pattern: number, matrix: BitMatrix): void {
  const { size, data } = matrix;
  data.forEach((module, index) => {
    const row = Math.floor(index / size);
    const column = index % size;
    if (!matrix.isReserved(row, column) && !masks[pattern]?.(row, column)) data[index] = module ^ 1;
  });
}

const count = (text: string, pattern: RegExp, points: (found: string) => number): number =>
  (text.match(pattern) ?? []).reduce((sum, found) => sum + points(found), 0);

/** How hard the symbol is to read: long runs, blocks, patterns like the corners', an excess of dark or light. */
function penaltyOf({ size, data }: BitMatrix): number {
  const at = (row: number, column: number): number => data[row * size + column] ?? 0;
  let points = 0;
  for (let row = 0; row < size; row++) {
    let along = '';
    let down = '';
    for (let column = 0; column < size; column++) {
      along += String(at(row, column));
      down += String(at(column, row));
      if (row && column) {
        const block = at(row, column) + at(row - 1, column) + at(row, column - 1) + at(row - 1, column - 1);
        if (block % 4 === 0) points += 3;
      }
    }
    for (const line of [along, down]) {
      points += count(line, /0{5,}|1{5,}/g, (run) => run.length - 2);
      points += count(line, /(?=10111010000|00001011101)/g, () => 40);
    }
  }
  const dark = data.reduce((sum, module) => sum + module, 0);
  return points + Math.abs(Math.ceil((dark * 20) / data.length) - 10) * 10;
}

/** The first mask among those that are easiest to read. */
export function getBestMask(matrix: BitMatrix, setFormat: (pattern: number) => void): number {
  const penalties = masks.map((_, pattern) => {
    setFormat(pattern);
    applyMask(pattern, matrix);
    const penalty = penaltyOf(matrix);
    applyMask(pattern, matrix);
    return penalty;
  });
  return penalties.indexOf(Math.min(...penalties));
}
