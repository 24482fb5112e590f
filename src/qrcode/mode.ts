/** How many bits the length of a byte text takes. */
export const getCharCountIndicator = (_mode: unknown, version: number): number => (version < 10 ? 8 : 16);
