import { expect } from '@open-wc/testing';
import { watchLiveness, type Liveness } from '../../src/follow/liveness.js';
import { VirtualWorld } from '../support/virtual-world.js';

describe('watchLiveness', () => {
  let world: VirtualWorld;
  let life: AbortController;
  let liveness: Liveness;
  let log: string[];
  let startedAt: number;

  beforeEach(() => {
    world = new VirtualWorld();
    life = new AbortController();
    log = [];
    startedAt = world.clock.now;
    const note = (word: string) => () => log.push(`${word} ${(world.clock.now - startedAt) / 1000}`);
    liveness = watchLiveness(world.environment, life.signal, { ping: note('ping'), onDead: note('dead') });
  });
  afterEach(() => {
    life.abort();
    expect(world.timers).to.equal(0);
  });

  /** Seconds at which frames arrive, and what follows, in seconds too. */
  const rows: readonly [readonly number[], number, readonly string[]][] = [
    [[], 34.999, []],
    [[], 35, ['ping 35']],
    [[], 39.999, ['ping 35']],
    [[], 40, ['ping 35', 'dead 40']],
    [[15, 30, 45, 60], 94.999, []],
    [[15, 30, 45, 60], 100, ['ping 95', 'dead 100']],
    [[20], 60, ['ping 55', 'dead 60']],
    [[39], 73.999, ['ping 35']],
    [[39], 79, ['ping 35', 'ping 74', 'dead 79']],
  ];
  for (const [frames, until, expected] of rows)
    it(`frames at [${frames.join()}] s, until ${until} s: ${expected.join(', ') || 'no ping'}`, async () => {
      for (const at of frames) {
        await world.pass(at * 1000 - (world.clock.now - startedAt));
        liveness.heard();
      }
      await world.pass(until * 1000 - (world.clock.now - startedAt));
      expect(log).to.deep.equal(expected);
    });

  it('pings when told to check, and waits 5 s', async () => {
    await world.pass(1_000);
    liveness.check();
    expect(log).to.deep.equal(['ping 1']);
    await world.pass(4_999);
    expect(log).to.deep.equal(['ping 1']);
    await world.pass(1);
    expect(log).to.deep.equal(['ping 1', 'dead 6']);
  });

  it('takes any frame as an answer, but not one from before the check', async () => {
    liveness.heard();
    liveness.check();
    await world.pass(4_999);
    liveness.heard();
    await world.pass(10_000);
    liveness.check();
    await world.pass(5_000);
    expect(log).to.deep.equal(['ping 0', 'ping 14.999', 'dead 19.999']);
  });

  it('sends one ping at a time', async () => {
    liveness.check();
    await world.pass(3_000);
    liveness.check();
    await world.pass(2_000);
    expect(log).to.deep.equal(['ping 0', 'dead 5']);
  });

  it('pings at once when the machine wakes after eight hours', async () => {
    await world.sleep(8 * 3_600_000);
    expect(log).to.deep.equal(['ping 28800']);
  });

  it('works although the clock is set back an hour', async () => {
    await world.pass(10_000);
    world.clock.setSystemTime(startedAt - 3_600_000);
    await world.pass(25_000);
    expect(log.map((word) => word.split(' ')[0])).to.deep.equal(['ping']);
  });

  it('does nothing after its signal was aborted', async () => {
    liveness.check();
    life.abort();
    liveness.check();
    await world.pass(100_000);
    expect(log).to.deep.equal(['ping 0']);
  });
});
