import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fuzz } from './fuzz.js';

/** The test of a rogue socket, with this many frames. */
export function rogueSocket(count: number): void {
  test(`${count} frames of a rogue socket: no exception, no markup, no step back, nothing verified`, async (context) => {
    // `SEED` repeats a run.
    const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
    context.diagnostic(`seed ${seed}`);
    const { faults, states, payloads } = await fuzz(seed, count);
    assert.deepEqual(faults, [], `seed ${seed}`);
    assert.equal(payloads, count / 100);
    for (const state of ['opened', 'pre-signed', 'dispatched', 'signed', 'rejected', 'expired'])
      assert.ok((states[state] ?? 0) > 0, `${state} was never reached (seed ${seed})`);
  });
}
