import { expect } from '@open-wc/testing';
import { sleep } from '../../src/environment.js';
import { greet, greeted, momentsOf, respond, stage, strike, telling, type Stage } from '../support/stage.js';
import { VirtualWorld } from '../support/virtual-world.js';

const BACKEND = { statusUrl: '/status/{uuid}' };

/** A world that records when the backend was asked. */
class Asking {
  readonly world = new VirtualWorld();
  start = this.world.clock.now;

  constructor() {
    this.world.answer = telling({ opened: false });
  }

  /** Seconds since the start at which it was asked. */
  moments(): number[] {
    return momentsOf(this.world, this.start).map((ms) => ms / 1000);
  }

  until(seconds: number): Promise<void> {
    return this.world.pass(this.start + seconds * 1000 - this.world.clock.now);
  }
}

describe('when the backend is asked to catch up', () => {
  let asking: Asking;
  let world: Asking['world'];

  beforeEach(() => {
    asking = new Asking();
    ({ world } = asking);
  });
  afterEach(strike);

  const answerAfter = (seconds: number): void => {
    world.answer = async (_url, { signal }) => {
      await sleep(world.environment, seconds * 1000, signal ?? new AbortController().signal);
      return respond({ opened: false });
    };
  };
  /** The socket is lost, and greets again half a second later. */
  const reconnect = async (): Promise<void> => {
    world.socket.end();
    await world.pass(500);
    greet(world);
    await world.settle();
  };

  it('after the greeting, and not before', async () => {
    await stage(BACKEND, world);
    world.socket.open();
    await asking.until(4);
    expect(asking.moments()).to.deep.equal([]);
    world.socket.frame({});
    await asking.until(30);
    expect(asking.moments()).to.deep.equal([4]);
  });

  it('once more 3 s after a first answer of "opened": the wallet may have just opened this tab', async () => {
    let isStored = false;
    world.answer = () =>
      Promise.resolve(respond(isStored ? { resolved: true, signed: false } : { opened: true }));
    const { element } = await greeted(BACKEND, world);
    await asking.until(2);
    expect(element.state).to.equal('opened');
    isStored = true;
    await asking.until(20);
    expect(asking.moments()).to.deep.equal([0, 3]);
    expect(element.state).to.equal('rejected');
  });

  it('after a reconnect, and once more 3 s later', async () => {
    await greeted(BACKEND, world);
    await asking.until(10);
    await reconnect();
    await asking.until(40);
    expect(asking.moments()).to.deep.equal([0, 10.5, 13.5]);
  });

  it('after a reconnect, also if no socket had greeted before', async () => {
    await stage(BACKEND, world);
    await reconnect();
    await asking.until(40);
    expect(asking.moments()).to.deep.equal([0.5, 3.5]);
  });

  it('once for all greetings that come while a question waits for its turn', async () => {
    await greeted(BACKEND, world);
    world.chance = 0.25;
    for (let loss = 0; loss < 2; loss++) await reconnect();
    await asking.until(20);
    expect(asking.moments()).to.deep.equal([0, 3, 6]);
  });

  it('never more than once in 3 s, however often it reconnects', async () => {
    await greeted(BACKEND, world);
    for (let loss = 0; loss < 6; loss++) {
      world.chance = 0.5 / 2 ** loss;
      await reconnect();
      await world.pass(400);
    }
    await asking.until(20);
    const moments = asking.moments();
    expect(moments.length).to.be.above(2);
    for (const [index, moment] of moments.slice(1).entries())
      expect(moment - (moments[index] ?? 0)).to.be.at.least(3);
  });

  for (const [hiddenFor, isSocket, expected] of [
    [4, true, [0]],
    [4.999, true, [0]],
    [5, true, [0, 15]],
    [3_600, true, [0, 3_610]],
    [5, false, [0, 15]],
  ] as const)
    it(`after ${hiddenFor} s hidden, ${isSocket ? 'with' : 'without'} a socket: ${expected.length - 1} more`, async () => {
      await greeted(BACKEND, world);
      await asking.until(10);
      world.show(false);
      world.clock.setSystemTime(asking.start + 10_000 + hiddenFor * 1000); // throttled: no timer runs
      if (!isSocket) world.socket.end();
      world.show(true);
      await world.pass(0);
      expect(asking.moments()).to.deep.equal(expected);
    });

  it('counts hidden time from before it was mounted', async () => {
    world.isVisible = false;
    await stage(BACKEND, world);
    await asking.until(6);
    world.show(true);
    await world.settle();
    expect(asking.moments()).to.deep.equal([6]);
  });

  it('at once when restored from the back/forward cache, and again after the greeting', async () => {
    await greeted(BACKEND, world);
    await asking.until(10);
    world.page('pagehide');
    await asking.until(100);
    world.page('pageshow');
    await asking.until(101);
    greet(world);
    await asking.until(130);
    expect(asking.moments()).to.deep.equal([0, 100, 103, 106]);
  });

  it('one at a time: another reason joins', async () => {
    answerAfter(8);
    const { element } = await greeted(BACKEND, world);
    await asking.until(4);
    world.show(false);
    world.clock.setSystemTime(asking.start + 9_000);
    world.show(true);
    const checks = [element.checkStatus(), element.checkStatus()];
    await world.settle();
    world.socket.frame({});
    await world.pass(30_000);
    await Promise.all(checks);
    expect(asking.moments()).to.deep.equal([0]);
  });

  it('once more after the question under way, if a greeting came meanwhile', async () => {
    await greeted(BACKEND, world);
    await asking.until(10);
    answerAfter(8);
    world.show(false);
    world.clock.setSystemTime(asking.start + 20_000);
    world.show(true); // a question goes out, to be answered at 28 s
    await asking.until(21);
    world.socket.end();
    await asking.until(21.5);
    greet(world);
    await asking.until(28);
    expect(asking.moments()).to.deep.equal([0, 20, 28]);
    world.socket.frame({});
    await asking.until(60);
    expect(asking.moments()).to.deep.equal([0, 20, 28]);
  });

  it('not at all without a backend, or after it was removed', async () => {
    const { element }: Stage = await greeted(BACKEND, world);
    await reconnect();
    element.statusUrl = null;
    await asking.until(30);
    expect(asking.moments()).to.deep.equal([0]);
    expect(element.state).to.equal('waiting');
  });

  const unreachable: readonly [string, () => Promise<unknown>, readonly number[]][] = [
    ['sockets are swallowed', () => Promise.resolve(), [10, 20, 30, 45, 75, 135, 195, 255]],
    [
      'sockets are refused',
      async () => {
        for (const at of [0, 0.5, 1.5]) {
          await asking.until(at);
          world.socket.end();
        }
      },
      [1.5, 11.5, 21.5, 36.5, 66.5, 126.5, 186.5, 246.5],
    ],
    [
      'it falls silent',
      async () => {
        greet(world);
        await asking.until(40);
      },
      [0, 40, 50, 60, 75, 105, 165, 225],
    ],
  ];
  for (const [name, lose, expected] of unreachable)
    it(`without a socket, where ${name}: at ${expected.join(', ')} s`, async () => {
      await stage(BACKEND, world);
      await lose();
      await asking.until(260);
      expect(asking.moments()).to.deep.equal(expected);
    });

  it('without a socket only until one greets', async () => {
    await stage(BACKEND, world);
    await asking.until(12);
    greet(world);
    for (const at of [30, 60, 90]) {
      await asking.until(at);
      world.socket.frame({});
    }
    const moments = asking.moments();
    expect(moments.slice(0, 2)).to.deep.equal([10, 13]);
    expect(moments.at(-1)).to.be.below(17);
  });

  it('without a socket only while the page is visible, and then at once if a question was due', async () => {
    await stage(BACKEND, world);
    await asking.until(19);
    world.show(false);
    await asking.until(22);
    world.show(true);
    await asking.until(23);
    world.show(false);
    await asking.until(24);
    world.show(true);
    await asking.until(29);
    expect(asking.moments()).to.deep.equal([10, 22]);
    world.show(false);
    await asking.until(200);
    world.show(true);
    await asking.until(201);
    world.show(false);
    await asking.until(202);
    world.show(true);
    await asking.until(210);
    expect(asking.moments()).to.deep.equal([10, 22, 200]);
  });

  it('without a socket only until the payload is resolved, or 60 s after the expiry', async () => {
    await stage(BACKEND, world);
    await asking.until(15);
    world.answer = telling({ expired: true });
    await asking.until(1_000);
    expect(asking.moments()).to.deep.equal([10, 20, 30, 45, 75]);
    expect(world.timers).to.equal(0);
  });

  for (const [name, retryAfter, expected] of [
    ['20 s', '20', [0, 20]],
    ['1 s', '1', [0, 10]],
    ['2 min', '120', [0, 120]],
    ['a day, an hour of it', '86400', [0, 3600]],
    ['more than 2^31 ms, an hour of it', '99999999999', [0, 3600]],
  ] as const)
    it(`obeys a Retry-After of ${name}`, async () => {
      world.answer = () =>
        Promise.resolve(respond('', { status: 429, headers: { 'Retry-After': retryAfter } }));
      await greeted(BACKEND, world);
      world.show(false);
      await asking.until(10);
      world.show(true); // back from the wallet: a reason to ask
      world.socket.frame({});
      await asking.until(40);
      world.socket.frame({});
      await asking.until(expected[1] + 5);
      expect(asking.moments()).to.deep.equal(expected);
    });

  it('does not ask more often because the element leaves and comes back', async () => {
    const { element } = await greeted(BACKEND, world);
    element.remove();
    await world.settle();
    document.body.append(element);
    await world.settle();
    greet(world);
    await asking.until(10);
    expect(asking.moments()).to.deep.equal([0, 3, 6]);
  });

  it('asks a backend that the page named after the greeting', async () => {
    const { element } = await greeted({}, world);
    element.statusUrl = BACKEND.statusUrl;
    await element.updateComplete;
    await asking.until(1);
    expect(asking.moments()).to.deep.equal([0]);
  });

  it('asks although the clock is set back an hour', async () => {
    const { element } = await greeted(BACKEND, world);
    world.clock.setSystemTime(asking.start - 3_600_000);
    asking.start = world.clock.now;
    void element.checkStatus();
    await asking.until(3);
    expect(world.questions).to.have.length(2);
  });
});
