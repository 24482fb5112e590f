import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runLoad } from '../long/load-run.js';

test('100 elements and 200 sessions, sockets dropped every second, a backend that fails: each ends in the truth', async (context) => {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
  const result = await runLoad({ elements: 100, sessions: 200, seconds: 45, seed });
  context.diagnostic(`seed ${seed}: ${JSON.stringify({ ...result, wrong: result.wrong.length })}`);
  assert.deepEqual(result.wrong, []);
  assert.equal(result.payloads, 300);
  assert.ok(result.drops > 100 && result.retries > 100 && result.failures > 0);
});
