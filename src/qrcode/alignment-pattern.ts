import { getSymbolSize } from './utils.js';

/** Rows and columns of the centres of the small squares: a grid without the three corners that have large ones. */
export function getPositions(version: number): [number, number][] {
  if (version === 1) return [];
  const last = getSymbolSize(version) - 7;
  const count = Math.floor(version / 7) + 2;
  const step = version === 32 ? 26 : Math.ceil((last - 6) / (2 * count - 2)) * 2;
  const places = Array.from({ length: count }, (_, index) => (index ? last - (count - 1 - index) * step : 6));
  return places.flatMap((row) =>
    places
      .filter(
        (column) => !((row === 6 && (column === 6 || column === last)) || (row === last && column === 6)),
      )
      .map((column): [number, number] => [row, column]),
  );
}
