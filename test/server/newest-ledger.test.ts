import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newestLedger } from '../../src/server/index.js';

const validated = (index: unknown) => ({ result: { ledger_index: index, validated: true } });

/** Servers by name: what each answers, or a fault. */
const world =
  (answers: Readonly<Record<string, unknown>>): typeof fetch =>
  (input) => {
    const { hostname } = new URL(input instanceof Request ? input.url : input);
    const answer = answers[hostname.replace('.test', '')];
    if (answer instanceof Error) return Promise.reject(answer);
    return Promise.resolve(typeof answer === 'string' ? new Response(answer) : Response.json(answer));
  };

const ask = (answers: Readonly<Record<string, unknown>>): Promise<number> =>
  newestLedger(
    Object.keys(answers).map((name) => `https://${name}.test/`),
    { fetch: world(answers) },
  );

describe('newestLedger', () => {
  it('is the lowest that the servers report, so that a server that is ahead, or lies, hides no payment', async () => {
    assert.equal(await ask({ a: validated(1003), b: validated(1000) }), 1000);
    assert.equal(await ask({ a: validated(999_999_999), b: validated(1000) }), 1000);
  });

  it('ignores a server without a validated ledger', async () => {
    for (const b of [
      new TypeError('fetch failed'),
      '<!doctype html>',
      { result: { ledger_index: 7 } },
      validated('7'),
      validated(-1),
      { result: { error: 'noNetwork', ledger_index: 7, validated: true } },
    ])
      assert.equal(await ask({ a: validated(1000), b }), 1000);
  });

  it('rejects if no server has one', async () => {
    await assert.rejects(ask({ a: 'busy', b: new TypeError('fetch failed') }), /No ledger server/);
    await assert.rejects(newestLedger([]), /No ledger server/);
  });

  it('passes on an abort', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await assert.rejects(newestLedger(['https://a.test/'], { fetch: world({}), signal }), /enough/);
  });
});
