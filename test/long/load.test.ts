import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runLoad } from './load-run.js';

const SECONDS = 180;

test('600 elements and 1,400 sessions, sockets dropped every second, a backend that fails: each ends in the right state', async (context) => {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
  const result = await runLoad({ elements: 600, sessions: 1_400, seconds: SECONDS, seed });
  context.diagnostic(`seed ${seed}: ${JSON.stringify({ ...result, wrong: result.wrong.length })}`);
  assert.deepEqual(result.wrong, []);
  assert.equal(result.payloads, 2_000);
  assert.ok(result.drops > 100 && result.retries > 100 && result.failures > 0);
});
