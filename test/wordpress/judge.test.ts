import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { cases, factsOf } from '../server/cases.js';

type Judgement = Readonly<Record<string, unknown>>;

/** The plugin's verdicts, in the given order. Throws at any warning of PHP. */
function judge(facts: readonly unknown[]): readonly Judgement[] {
  const php = join(import.meta.dirname, 'site/judge.php');
  const input = JSON.stringify(facts);
  return JSON.parse(
    execFileSync('php', [php], { input, encoding: 'utf8', maxBuffer: 1e9 }),
  ) as readonly Judgement[];
}

const verdicts = judge(cases.map(factsOf));

cases.forEach(({ name, expect }, index) => {
  test(`${name}: ${String(expect['verdict'])}`, () => {
    const told = Object.entries(verdicts[index] ?? {}).filter(([key]) => key in expect);
    assert.deepEqual(Object.fromEntries(told), expect);
  });
});

const ODD: readonly unknown[] = [null, true, false, 0, -1, 0.5, 1e300, '', 'x', '0', [], [1], {}, { x: 1 }];

/** Every JSON pointer into a value. */
function pointers(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [
    at,
    ...Object.entries(value).flatMap(([key, inner]: [string, unknown]) => pointers(inner, `${at}/${key}`)),
  ];
}

const OPTIONAL = /(deadline|needsTwoLedgers|destinationTag|firstLedger)$/;

test('any value in any place of the facts: a verdict, never an error, and "paid" only if that place does not matter', () => {
  const changes = [...new Set(cases.map(({ base }) => base))].flatMap((base) =>
    pointers(factsOf({ base }))
      .filter(Boolean)
      .flatMap((pointer) => ODD.map((value) => ({ base, pointer, value }))),
  );
  const told = judge(changes.map(({ base, pointer, value }) => factsOf({ base, set: { [pointer]: value } })));
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
