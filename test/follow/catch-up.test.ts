import { expect } from '@open-wc/testing';
import { sleep } from '../../src/environment.js';
import { greet, greeted, respond, stage, strike, type Stage } from '../support/stage.js';
import { Asking, BACKEND } from './asking.js';

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

  it('once more 3 s after the answer that the request is in hand: the wallet may have opened this tab just now', async () => {
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

  it('after a reconnect likewise where no socket had greeted before', async () => {
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

  it('counts the time hidden from before it was mounted', async () => {
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

  it('once more after one under way, where a greeting came in between', async () => {
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

  it('not at all without a backend, or where it was set to none meanwhile', async () => {
    const { element }: Stage = await greeted(BACKEND, world);
    await reconnect();
    element.statusUrl = null;
    await asking.until(30);
    expect(asking.moments()).to.deep.equal([0]);
    expect(element.state).to.equal('waiting');
  });
});
