/** Reads JSON that somebody else wrote. Only own properties count, so a changed `Object.prototype` has no effect. */

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const own = (object: JsonObject, key: string): unknown =>
  Object.hasOwn(object, key) ? object[key] : undefined;

export const ownString = (object: JsonObject, key: string): string | null => {
  const value = own(object, key);
  return typeof value === 'string' && value !== '' ? value : null;
};

export const ownBoolean = (object: JsonObject, key: string): boolean | null => {
  const value = own(object, key);
  return typeof value === 'boolean' ? value : null;
};

export const ownObject = (object: JsonObject, key: string): JsonObject => {
  const value = own(object, key);
  return isObject(value) ? value : {};
};

/** Names the type of a value for a message to a developer, and never shows its content. */
export const nameOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'an array' : `a value of type ${typeof value}`;

/** The object in a JSON text, or null. */
export function parseObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** The largest frame or answer that is read. The platform's own are below 2 KiB. */
export const MAX_BYTES = 65_536;

export const isOversize = (text: string): boolean =>
  // A UTF-16 unit is at least a byte of UTF-8, so only shorter texts need counting.
  text.length > MAX_BYTES || new TextEncoder().encode(text).length > MAX_BYTES;
