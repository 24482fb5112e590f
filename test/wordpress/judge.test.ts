import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { judge as judgeInJavaScript } from '../../src/server/judge.js';
import type { Facts } from '../../src/server/types.js';
import { cases, factsOf } from '../server/cases.js';

type Judgement = Record<string, unknown>;

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

const HASH = 'AB'.repeat(32);
const AMOUNTS = [
  '10',
  '10.0',
  '1e1',
  '1e-3',
  '-10',
  '1e100',
  '.5',
  '0',
  ' 10',
  '10\n',
  '10000000',
  '4000000',
  '9007199254740993',
];
const CURRENCIES = [
  'USD',
  'XRP',
  'usd',
  `${'0'.repeat(24)}555344${'0'.repeat(10)}`,
  '0'.repeat(40),
  'RLUSD',
  'Ü$D',
  'A\nB',
];
/** What may stand where a text, a number or a flag is expected: things that two languages easily read in two ways. */
const TRICKY: readonly unknown[] = [
  ...[...AMOUNTS, ...CURRENCIES],
  ...[HASH, HASH.toLowerCase(), `${HASH}\n`, HASH.slice(1)],
  ...[
    '2026-11-25T12:01:00.0009Z',
    '0000-02-29T00:00:00Z',
    '2026-11-25T13:01:00+01:00',
    '2026-11-25T24:00:00Z',
  ],
  ...['mainnet ', '\u00a0TESTNET', 'TESTNET\u0000', 'ma\u0131nnet', 'xahau', '\fDEVNET', '\ufeffTESTNET'],
  ...[
    'C6779452000C0001',
    'c6779452000c0000',
    'Payment',
    'EscrowFinish',
    'tesSUCCESS',
    'tecPATH_DRY',
    'tec',
    'txnNotFound',
  ],
  ...[-0, 1e3, 108500050, 108500068, 4294967295, 4294967296, 2 ** 53, '108500050', '007', '1e3', true, false],
  ...AMOUNTS.map((value) => ({ currency: 'USD', issuer: 'rvYAfWj5gh67oV6fW32ZzP3Aw4Eubs59B', value })),
  { mpt_issuance_id: '00ab', value: '10' },
  { mpt_issuance_id: '00AB', value: '10', issuer: null, currency: 'USD' },
  ...ODD,
];

/** What may be added to an answer. */
const NAMES =
  'NetworkID ctid close_time_iso date DestinationTag destinationTag deadline error marker tx_json tx result hash ledger_index searched_all closed min_ledger max_ledger delivered_amount needsTwoLedgers'.split(
    ' ',
  );

/** A case of the table with a few values changed, added or taken away. */
const changedFacts = fc.constantFrom(...cases).chain((recipe) => {
  const facts = factsOf(recipe);
  const change = fc.record({
    at: fc.constantFrom(...pointers(facts)),
    add: fc.option(fc.constantFrom(...NAMES), { freq: 2 }),
    value: fc.constantFrom(...TRICKY),
  });
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    const changed = JSON.parse(JSON.stringify(facts)) as Facts;
    for (const { at, add, value } of changes)
      put(changed, [...at.split('/').slice(1), ...(add === null ? [] : [add])], value);
    return changed;
  });
});

/** Sets what is there to be set. */
function put(holder: unknown, [key, ...rest]: readonly string[], value: unknown): void {
  if (typeof holder !== 'object' || holder === null || key === undefined) return;
  if (rest.length > 0) put((holder as Record<string, unknown>)[key], rest, value);
  else (holder as Record<string, unknown>)[key] = structuredClone(value);
}

test('the plugin and the module for JavaScript servers decide the same about whatever is said', () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
  const facts = fc
    .sample(changedFacts, { seed, numRuns: 3000 })
    .map((one) => JSON.parse(JSON.stringify(one)) as Facts);
  const told = judge(facts);
  facts.forEach((one, index) => {
    const verdict = { ...told[index] };
    delete verdict['account']; // The plugin also says whose payment it is.
    assert.deepEqual(verdict, { ...judgeInJavaScript(one) }, `SEED=${seed}: ${JSON.stringify(one)}`);
  });
});
