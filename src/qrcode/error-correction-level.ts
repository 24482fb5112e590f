export interface Level {
  readonly bit: number;
}

export const M: Level = { bit: 0 };
const H: Level = { bit: 2 };

/** The two levels that the element uses. */
export const from = (name: string): Level => (name === 'H' ? H : M);
