import { expect } from '@open-wc/testing';
import { sleep } from '../../src/environment.js';
import { greet, greeted, momentsOf, respond, stage, strike, telling, type Stage } from '../support/stage.js';
import { VirtualWorld } from '../support/virtual-world.js';

const BACKEND = { statusUrl: '/status/{uuid}' };

describe('when the backend is asked to catch up', () => {
  let world: VirtualWorld;
  let start: number;

  beforeEach(() => {
    world = new VirtualWorld();
    world.answer = telling({ opened: false });
    start = world.clock.now;
  });
  afterEach(strike);

  /** Seconds since the start at which it was asked. */
  const asked = (): number[] => momentsOf(world, start).map((ms) => ms / 1000);
  const until = (seconds: number): Promise<void> => world.pass(start + seconds * 1000 - world.clock.now);
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
    await until(4);
    expect(asked()).to.deep.equal([]);
    world.socket.frame({});
    await until(30);
    expect(asked()).to.deep.equal([4]);
  });

  it('once more 3 s after the answer that the request is in hand: the wallet may have opened this tab just now', async () => {
    let isStored = false;
    world.answer = () =>
      Promise.resolve(respond(isStored ? { resolved: true, signed: false } : { opened: true }));
    const { element } = await greeted(BACKEND, world);
    await until(2);
    expect(element.state).to.equal('opened');
    isStored = true;
    await until(20);
    expect(asked()).to.deep.equal([0, 3]);
    expect(element.state).to.equal('rejected');
  });

  it('after a reconnect, and once more 3 s later', async () => {
    await greeted(BACKEND, world);
    await until(10);
    await reconnect();
    await until(40);
    expect(asked()).to.deep.equal([0, 10.5, 13.5]);
  });

  it('once for all greetings that come while a question waits for its turn', async () => {
    await greeted(BACKEND, world);
    world.chance = 0.25;
    for (let loss = 0; loss < 2; loss++) await reconnect();
    await until(20);
    expect(asked()).to.deep.equal([0, 3, 6]);
  });

  it('never more than once in 3 s, however often it reconnects', async () => {
    await greeted(BACKEND, world);
    for (let loss = 0; loss < 6; loss++) {
      world.chance = 0.5 / 2 ** loss;
      await reconnect();
      await world.pass(400);
    }
    await until(20);
    const moments = asked();
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
      await until(10);
      world.show(false);
      world.clock.setSystemTime(start + 10_000 + hiddenFor * 1000); // throttled: no timer runs
      if (!isSocket) world.socket.end();
      world.show(true);
      await world.pass(0);
      expect(asked()).to.deep.equal(expected);
    });

  it('counts the time hidden from before it was mounted', async () => {
    world.isVisible = false;
    await stage(BACKEND, world);
    await until(6);
    world.show(true);
    await world.settle();
    expect(asked()).to.deep.equal([6]);
  });

  it('at once when restored from the back/forward cache, and again after the greeting', async () => {
    await greeted(BACKEND, world);
    await until(10);
    world.page('pagehide');
    await until(100);
    world.page('pageshow');
    await until(101);
    greet(world);
    await until(130);
    expect(asked()).to.deep.equal([0, 100, 103, 106]);
  });

  it('one at a time: another reason joins', async () => {
    answerAfter(8);
    const { element } = await greeted(BACKEND, world);
    await until(4);
    world.show(false);
    world.clock.setSystemTime(start + 9_000);
    world.show(true);
    const checks = [element.checkStatus(), element.checkStatus()];
    await world.settle();
    world.socket.frame({});
    await world.pass(30_000);
    await Promise.all(checks);
    expect(asked()).to.deep.equal([0]);
  });

  it('once more after one under way, where a greeting came in between', async () => {
    await greeted(BACKEND, world);
    await until(10);
    answerAfter(8);
    world.show(false);
    world.clock.setSystemTime(start + 20_000);
    world.show(true); // a question goes out, to be answered at 28 s
    await until(21);
    world.socket.end();
    await until(21.5);
    greet(world);
    await until(28);
    expect(asked()).to.deep.equal([0, 20, 28]);
    world.socket.frame({});
    await until(60);
    expect(asked()).to.deep.equal([0, 20, 28]);
  });

  it('not at all without a backend, or where it was set to none meanwhile', async () => {
    const { element }: Stage = await greeted(BACKEND, world);
    await reconnect();
    element.statusUrl = null;
    await until(30);
    expect(asked()).to.deep.equal([0]);
    expect(element.state).to.equal('waiting');
  });
});
