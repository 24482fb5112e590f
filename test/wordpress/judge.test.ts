import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = Record<string, Json>;

interface Case {
  readonly name: string;
  readonly base: string;
  readonly patch?: Json;
  readonly set?: Record<string, Json>;
  readonly expect: JsonObject & { readonly verdict: string };
}

const { bases, cases } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../cases/verdicts.json'), 'utf8'),
) as { bases: Record<string, Json>; cases: readonly Case[] };

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** RFC 7396. */
function merge(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const merged = new Map(Object.entries(isObject(target) ? target : {}));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, merge(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}

/** Sets the value at a JSON pointer, and creates what is missing on the way. */
function set(facts: Json, pointer: string, value: Json): void {
  const path = pointer.slice(1).split('/');
  const last = path.pop() ?? '';
  let at = facts as JsonObject;
  for (const key of path) at = (at[key] ??= {}) as JsonObject;
  at[last] = value;
}

function factsOf({ base, patch, set: values }: Case): Json {
  const facts = structuredClone(patch === undefined ? bases[base] : merge(bases[base], patch)) as Json;
  for (const [pointer, value] of Object.entries(values ?? {})) set(facts, pointer, structuredClone(value));
  return facts;
}

/** What the plugin decides, each in the order given. It throws where PHP has so much as a warning. */
function judge(facts: readonly Json[]): readonly JsonObject[] {
  const php = join(import.meta.dirname, 'site/judge.php');
  const input = JSON.stringify(facts);
  return JSON.parse(
    execFileSync('php', [php], { input, encoding: 'utf8', maxBuffer: 1e9 }),
  ) as readonly JsonObject[];
}

const verdicts = judge(cases.map(factsOf));

cases.forEach(({ name, expect }, index) => {
  test(`${name}: ${expect.verdict}`, () => {
    const told = Object.entries(verdicts[index] ?? {}).filter(([key]) => key in expect);
    assert.deepEqual(Object.fromEntries(told), expect);
  });
});

const ODD: readonly Json[] = [null, true, false, 0, -1, 0.5, 1e300, '', 'x', '0', [], [1], {}, { x: 1 }];

/** Every pointer into it. */
function pointers(value: Json, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => pointers(inner, `${at}/${key}`))];
}

const OPTIONAL = /(deadline|needsTwoLedgers|destinationTag|firstLedger)$/;

test('any value in any place of the facts: a verdict, never an error, and "paid" only where it plays no part', () => {
  const changes = Object.entries(bases).flatMap(([base, facts]) =>
    pointers(facts)
      .filter(Boolean)
      .flatMap((pointer) => ODD.map((value) => ({ base, pointer, value }))),
  );
  const told = judge(
    changes.map(({ base, pointer, value }) =>
      factsOf({ name: '', base, set: { [pointer]: value }, expect: { verdict: '' } }),
    ),
  );
  assert.equal(told.length, changes.length);
  const decisive =
    /\/order\/(network|destination|amount|invoiceId)|delivered_amount|TransactionResult|InvoiceID/;
  const trusting = changes.filter(
    ({ base, pointer, value }, index) =>
      told[index]?.['verdict'] === 'paid' &&
      ['xrp', 'v2', 'token'].includes(base) &&
      decisive.test(pointer) &&
      !OPTIONAL.test(pointer) &&
      !(pointer === '/order/network' && typeof value === 'string' && value !== '') &&
      !pointer.includes('/transactions/0'),
  );
  assert.deepEqual(trusting, []);
});

test('facts of any type: the order cannot be read', () => {
  for (const verdict of judge(ODD))
    assert.deepEqual([verdict['verdict'], verdict['reason']], ['review', 'order']);
});
