/** What JSON of others contains. */
export type Fields = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An empty object for anything else, so that what is missing reads as undefined. */
export const objectOf = (value: unknown): Fields => (isObject(value) ? value : {});
