/** Reading JSON that somebody else wrote: only own properties count, so nothing on `Object.prototype` can speak. */

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

/** What a value is, for a message to a developer; never its content. */
export const nameOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'an array' : `a value of type ${typeof value}`;

/** The object in a JSON text, or null where there is none. */
export function parseObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** The most a frame or an answer may weigh. The platform's own are below 2 KiB. */
export const MAX_BYTES = 65_536;

export const isOversize = (text: string): boolean =>
  // A UTF-16 unit is at most 3 bytes of UTF-8, so only the texts in between need counting.
  text.length > MAX_BYTES ||
  (text.length * 3 > MAX_BYTES && new TextEncoder().encode(text).length > MAX_BYTES);
