import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { judge } from '../../src/server/judge.js';
import type { Facts, Judgement } from '../../src/server/types.js';
import { cases, factsOf } from './cases.js';

const VERDICTS =
  'pending paid overpaid underpaid late failed wrong-network rejected expired mismatch review'.split(' ');

const isPaid = ({ verdict }: Judgement): boolean => verdict === 'paid' || verdict === 'overpaid';

function assertJudgement(judgement: Judgement): void {
  assert.ok(VERDICTS.includes(judgement.verdict));
  assert.equal(typeof judgement.final, 'boolean');
  assert.ok(judgement.txids.every((txid) => /^[0-9A-F]{64}$/.test(txid)));
}

/** Anything that a program can pass, including dates, maps, typed arrays and objects without a prototype. */
const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
});

/** Every place in the facts, as the keys that lead to it. */
function placesIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))];
}

/** A copy with another value in one place; unchanged if an earlier change removed the place. */
function withValue(facts: Facts, [key, ...rest]: readonly string[], value: unknown): Facts {
  if (key === undefined) return value as Facts;
  if (!isPlain(facts)) return facts;
  const copy = (Array.isArray(facts) ? [...(facts as unknown[])] : { ...facts }) as Record<string, unknown>;
  copy[key] = withValue(copy[key] as Facts, rest, value);
  return copy as unknown as Facts;
}

const isPlain = (value: unknown): boolean =>
  Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]';

describe('judge decides each case as the table says', () => {
  for (const { name, expect, ...recipe } of cases) {
    it(name, () => {
      const judgement: Readonly<Record<string, unknown>> = { ...judge(factsOf(recipe)) };
      const compared = Object.fromEntries(Object.keys(expect).map((key) => [key, judgement[key]]));
      assert.deepEqual(compared, expect);
    });
  }
});

describe('where two ledger servers are needed and one knows the transaction', () => {
  const result = { '/ledgers/a/tx/result/meta/TransactionResult': 'tecPATH_DRY' };
  for (const [name, patch, set, expected] of [
    ['a payment that the platform does not name', { payload: null }, {}, 'pending second-ledger'],
    ['a failure that the platform names', {}, result, 'pending second-ledger'],
    ['a failure that the platform does not name', { payload: null }, result, 'pending platform-silent'],
  ] as const)
    it(`${name}: ${expected}`, () => {
      const ledgers = { b: null };
      const { verdict, reason } = judge(factsOf({ base: 'two', patch: { ...patch, ledgers }, set }));
      assert.equal(`${verdict} ${reason}`, expected);
    });
});

describe('judge is total', () => {
  it('for any facts', () => {
    fc.assert(
      fc.property(anything, (facts) => {
        const judgement = judge(facts as Facts);
        assertJudgement(judgement);
        assert.ok(!isPaid(judgement));
      }),
      { numRuns: 1000 },
    );
  });

  it('for the facts of each case with anything in one or two places', () => {
    const changed = fc
      .constantFrom(...cases)
      .map((recipe) => factsOf(recipe))
      .chain((given) => {
        const place = fc.constantFrom(...placesIn(given));
        return fc
          .tuple(place, anything, place, anything)
          .map(([one, junk, other, more]) => withValue(withValue(given, one, junk), other, more));
      });
    fc.assert(
      fc.property(changed, (given) => {
        assertJudgement(judge(given));
      }),
      { numRuns: 1500 },
    );
  });

  it('for parts that throw when they are read', () => {
    const traps: ProxyHandler<object> = Object.fromEntries(
      ['get', 'has', 'ownKeys', 'getOwnPropertyDescriptor', 'getPrototypeOf'].map((name) => [
        name,
        () => {
          throw new Error('not for you');
        },
      ]),
    );
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const given = factsOf({ base: 'xrp' });
    for (const path of placesIn(given)) {
      for (const trap of [new Proxy({}, traps), proxy]) assertJudgement(judge(withValue(given, path, trap)));
    }
  });

  it('for a property beside the known ones that throws when it is read', () => {
    for (const base of ['xrp', 'token', 'v2']) {
      for (const path of placesIn(factsOf({ base }))) {
        const given = factsOf({ base });
        const holder = path.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], given);
        if (typeof holder !== 'object' || holder === null) continue;
        Object.defineProperty(holder, 'odd', {
          enumerable: true,
          get: () => {
            throw new Error('not for you');
          },
        });
        assertJudgement(judge(given));
      }
    }
  });
});

/**
 * What `paid` depends on. If one of these cannot be read, the order is not paid; everything else in the facts may be
 * anything.
 */
const GROUNDS = [
  'order',
  'order/network',
  'order/destination',
  'order/amount',
  'order/invoiceId',
  'ledgers',
  'ledgers/a',
  'ledgers/a/tx',
  'ledgers/a/tx/result',
  'ledgers/a/tx/result/TransactionType',
  'ledgers/a/tx/result/Destination',
  'ledgers/a/tx/result/InvoiceID',
  'ledgers/a/tx/result/hash',
  'ledgers/a/tx/result/validated',
  'ledgers/a/tx/result/meta',
  'ledgers/a/tx/result/meta/TransactionResult',
  'ledgers/a/tx/result/meta/delivered_amount',
];

const paidCases = cases.filter(({ expect }) => /^(over)?paid$/.test(String(expect['verdict'])));

describe('judge never says paid if something that matters cannot be read', () => {
  for (const path of GROUNDS) {
    it(`${path} is anything else`, () => {
      for (const base of ['xrp', 'token']) {
        const given = factsOf({ base });
        const before = path
          .split('/')
          .reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], given);
        fc.assert(
          fc.property(anything, (junk) => {
            fc.pre(junk !== before);
            // Another text is another network or amount, which can be read.
            fc.pre(typeof junk !== 'string' || !/network|amount/.test(path));
            assert.ok(!isPaid(judge(withValue(given, path.split('/'), junk))));
          }),
          { numRuns: 200 },
        );
      }
    });
  }

  it('an optional part of the order is present, but cannot be read', () => {
    for (const key of ['destinationTag', 'firstLedger', 'deadline', 'needsTwoLedgers']) {
      fc.assert(
        fc.property(anything, (junk) => {
          fc.pre(
            junk !== null && junk !== undefined && typeof junk !== 'number' && typeof junk !== 'boolean',
          );
          fc.pre(!(typeof junk === 'string' && /^\d+$/.test(junk)));
          const { verdict, reason, final } = judge(withValue(factsOf({ base: 'xrp' }), ['order', key], junk));
          assert.deepEqual({ verdict, reason, final }, { verdict: 'review', reason: 'order', final: true });
        }),
        { numRuns: 300 },
      );
    }
  });

  it('no order of the table is paid if no answer is validated', () => {
    for (const recipe of paidCases) {
      const facts = JSON.parse(
        JSON.stringify(factsOf(recipe)).replaceAll('"validated":true', '"validated":"true"'),
      ) as Facts;
      assert.ok(!isPaid(judge(facts)), recipe.name);
    }
  });

  it('no order of the table is paid if a little more is due than arrived', () => {
    for (const recipe of paidCases) {
      const facts = factsOf(recipe);
      const { delivered = '0' } = judge(facts);
      const [whole = '', fraction = ''] = (typeof delivered === 'string' ? delivered : delivered.value).split(
        '.',
      );
      const more =
        typeof delivered === 'string'
          ? String(BigInt(delivered) + 1n)
          : { ...delivered, value: `${whole}.${fraction}000000000000000000001` };
      assert.equal(judge(withValue(facts, ['order', 'amount'], more)).verdict, 'underpaid', recipe.name);
    }
  });
});
