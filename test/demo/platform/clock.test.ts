import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LONGEST_TIMEOUT_MS, Timers } from '../../../demo/platform/clock.js';
import { DAY_MS, fakeClock } from './support.js';

describe('Timers', () => {
  for (const delayMs of [0, 1, 15_000, LONGEST_TIMEOUT_MS, LONGEST_TIMEOUT_MS + 1, 60 * DAY_MS]) {
    it(`runs after ${delayMs} ms and not before, once`, () => {
      const clock = fakeClock();
      let ran = 0;
      new Timers(clock).after(delayMs, () => (ran += 1));
      clock.tick(Math.max(0, delayMs - 1));
      assert.equal(ran, delayMs === 0 ? 1 : 0);
      clock.tick(1);
      assert.equal(ran, 1);
      clock.tick(60 * DAY_MS);
      assert.equal(ran, 1);
    });
  }

  it('runs a past deadline as soon as possible', () => {
    const clock = fakeClock();
    let ran = false;
    new Timers(clock).at(clock.now() - 5000, () => (ran = true));
    assert.equal(ran, false);
    clock.tick(0);
    assert.equal(ran, true);
  });

  it('cancels a timer, also a long one', () => {
    const clock = fakeClock();
    let ran = false;
    const cancel = new Timers(clock).after(60 * DAY_MS, () => (ran = true));
    clock.tick(50 * DAY_MS);
    cancel();
    clock.tick(50 * DAY_MS);
    assert.equal(ran, false);
  });

  it('clears all timers', () => {
    const clock = fakeClock();
    let ran = false;
    const timers = new Timers(clock);
    timers.after(1000, () => (ran = true));
    timers.after(60 * DAY_MS, () => (ran = true));
    clock.tick(500);
    timers.clear();
    clock.tick(61 * DAY_MS);
    assert.equal(ran, false);
  });
});
