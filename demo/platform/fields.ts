import { Problem } from './problem.js';

/** A JSON object from outside, and how error messages name it. */
export interface Fields {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly name: string;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function readObject(value: unknown, name: string): Fields {
  if (!isObject(value)) throw new Problem(400, `${name} has to be a JSON object.`);
  return { fields: value, name };
}

/** An optional part; if it is missing, an empty object. */
export function readPart(input: Fields, key: string): Fields {
  return readObject(input.fields[key] ?? {}, key);
}

/** Each reader returns null if the field is missing or null, and throws a 400 for a wrong type. */
export function readString(input: Fields, key: string, maxLength = 2048): string | null {
  const value = input.fields[key] ?? null;
  if (value === null) return null;
  if (typeof value !== 'string' || value.length > maxLength) {
    throw new Problem(400, `${key} in ${input.name} has to be a string of at most ${maxLength} characters.`);
  }
  return value;
}

export function readBoolean(input: Fields, key: string): boolean | null {
  const value = input.fields[key] ?? null;
  if (value !== null && typeof value !== 'boolean') {
    throw new Problem(400, `${key} in ${input.name} has to be true or false.`);
  }
  return value;
}

export function readInteger(input: Fields, key: string, min: number, max: number): number | null {
  const value = input.fields[key] ?? null;
  if (value === null) return null;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
    throw new Problem(400, `${key} in ${input.name} has to be a whole number from ${min} to ${max}.`);
  }
  return value;
}

export function readOneOf<Choice extends string>(
  input: Fields,
  key: string,
  choices: readonly Choice[],
): Choice | null {
  const value = input.fields[key] ?? null;
  if (value === null) return null;
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined) {
    throw new Problem(400, `${key} in ${input.name} has to be one of: ${choices.join(', ')}.`);
  }
  return choice;
}
