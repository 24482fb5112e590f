import { getSymbolSize } from './utils.js';

/** Rows and columns of the three large squares in the corners. */
export const getPositions = (version: number): [number, number][] => {
  const far = getSymbolSize(version) - 7;
  return [
    [0, 0],
    [far, 0],
    [0, far],
  ];
};
