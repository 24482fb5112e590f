import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Facts } from '../../src/server/types.js';

export interface Case {
  readonly name: string;
  readonly why: string;
  readonly base: string;
  /** A JSON merge patch (RFC 7396). */
  readonly patch?: unknown;
  /** JSON pointers, and their new values. */
  readonly set?: Readonly<Record<string, unknown>>;
  /** The keys of the judgement that are compared. */
  readonly expect: Readonly<Record<string, unknown>>;
}

interface Table {
  readonly bases: Readonly<Record<string, unknown>>;
  readonly cases: readonly Case[];
}

const file = join(import.meta.dirname, '../cases/verdicts.json');
const table = JSON.parse(readFileSync(file, 'utf8')) as Table;

export const { cases } = table;

/** The facts of a case: its base, patched, then each pointer set. */
export function factsOf({ base, patch, set = {} }: Pick<Case, 'base' | 'patch' | 'set'>): Facts {
  const facts = structuredClone(merge(table.bases[base], patch ?? {}));
  for (const [pointer, value] of Object.entries(set)) put(facts, pointer.split('/').slice(1), value);
  return facts as Facts;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function merge(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) Reflect.deleteProperty(merged, key);
    else merged[key] = merge(merged[key], value);
  }
  return merged;
}

function put(target: unknown, [key = '', ...rest]: readonly string[], value: unknown): void {
  const holder = target as Record<string, unknown>;
  if (rest.length > 0) {
    holder[key] ??= {};
    put(holder[key], rest, value);
  } else {
    holder[key] = value;
  }
}
