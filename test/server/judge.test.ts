import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judge } from '../../src/server/judge.js';
import { cases, factsOf } from './cases.js';

describe('judge decides each case as the table says', () => {
  for (const { name, expect, ...recipe } of cases) {
    it(name, () => {
      const judgement: Readonly<Record<string, unknown>> = { ...judge(factsOf(recipe)) };
      const compared = Object.fromEntries(Object.keys(expect).map((key) => [key, judgement[key]]));
      assert.deepEqual(compared, expect);
    });
  }
});
