import { expect } from '@open-wc/testing';
import type { PayloadStatus } from '../../src/index.js';
import { sleep } from '../../src/environment.js';
import { namesOf, partOf, textOf } from '../support/element.js';
import { dispatched, expired, opened, preSigned, seconds, signed } from '../support/frames.js';
import { countOf, greet, greeted, respond, stage, strike, telling, untilAborted } from '../support/stage.js';
import { VirtualWorld } from '../support/virtual-world.js';

const BACKEND = { statusUrl: '/status/{uuid}' };
const UNSIGNED = 'Nothing was signed.';
const CAREFUL = 'If you already signed, do not pay again.';

describe('an expiry', () => {
  let world: VirtualWorld;

  beforeEach(() => {
    world = new VirtualWorld();
    world.answer = telling({ opened: false });
  });
  afterEach(strike);

  type Answer = (signal: AbortSignal) => Promise<Response>;
  const says =
    (status: object, code = 200) =>
    (): Promise<Response> =>
      Promise.resolve(respond(status, { status: code }));

  /** What the backend says, after how many seconds, the state, and the events. */
  const expiries: readonly [string, Answer, number, string, string][] = [
    ['opened', says({ opened: true, expired: true }), 4, 'opened', 'opened'],
    ['declined', says({ resolved: true, signed: false }), 4, 'rejected', 'opened resolved'],
    ['nothing', says({ opened: false }), 4, 'expired', 'expired'],
    ['HTTP 500', says({}, 500), 4, 'expired', 'expired error'],
    ['nothing in time', untilAborted, 10, 'expired', 'expired error'],
  ];
  for (const [name, answer, endsAt, state, events] of expiries)
    it(`an expiry waits for the question under way: ${name} after ${endsAt} s, ${state}`, async () => {
      const { clock } = world;
      const startedAt = clock.now;
      world.answer = async (_url, { signal }) => {
        const { signal: until } = signal ? { signal } : new AbortController();
        await sleep(world.environment, 4_000, until);
        return answer(until);
      };
      const { element, heard } = await greeted(BACKEND, world);
      await world.pass(1_000);
      world.socket.frame(seconds(0));
      world.socket.frame(expired);
      await world.pass(startedAt + endsAt * 1000 - 1 - clock.now);
      expect([element.state, ...namesOf(heard)]).to.deep.equal(['waiting']);
      await world.pass(1);
      expect(element.state).to.equal(state);
      expect(namesOf(heard)).to.deep.equal(events.split(' ').map((event) => `xumm-${event}`));
    });

  it('an expiry waits for a question that starts late because the backend asked for a pause', async () => {
    world.answer = () => Promise.resolve(respond('', { status: 429, headers: { 'Retry-After': '20' } }));
    const { element } = await greeted(BACKEND, world);
    void element.checkStatus();
    world.answer = async (_url, { signal }) => {
      await sleep(world.environment, 4_000, signal ?? new AbortController().signal);
      return respond({ resolved: true, signed: false });
    };
    await world.pass(21_000);
    world.socket.frame(expired);
    expect(element.state).to.equal('waiting');
    await world.pass(3_000);
    expect(element.state).to.equal('rejected');
  });

  const words: readonly [string, PayloadStatus | null, PayloadStatus | null, string][] = [
    ['no backend', null, null, CAREFUL],
    ['resolved: false before it', { resolved: false }, null, CAREFUL],
    ['resolved: false after it', { opened: false }, { resolved: false }, UNSIGNED],
    ['expired, resolved: false after it', { opened: false }, { expired: true, resolved: false }, UNSIGNED],
    ['no word on resolved after it', { opened: false }, { expired: true }, CAREFUL],
    ['no boolean', { opened: false }, { resolved: 'false' as unknown as boolean }, CAREFUL],
  ];
  for (const [name, before, after, sentence] of words)
    it(`after an expiry, ${name}: "${sentence}"`, async () => {
      if (before) world.answer = telling(before);
      const { element } = await greeted(before ? BACKEND : {}, world);
      world.socket.frame(expired);
      if (after) {
        world.answer = telling(after);
        const check = element.checkStatus();
        await world.pass(3_000);
        await check;
      }
      await element.updateComplete;
      expect(element.state).to.equal('expired');
      expect(textOf(element, '[part~="outcome"]')).to.contain(sentence);
    });

  const beats = async (count: number): Promise<void> => {
    for (let beat = 0; beat < count; beat++) {
      await world.pass(15_000);
      world.socket.frame(seconds(-15 * (beat + 1)));
    }
    await world.settle();
  };

  it('a look at an expired code changes nothing, and asks the backend', async () => {
    const { element, heard } = await greeted(BACKEND, world);
    await world.pass(10_000);
    world.socket.frame(seconds(2));
    world.socket.frame(expired);
    const asked = world.questions.length;
    for (let scan = 0; scan < 3; scan++) world.socket.frame(opened);
    await world.settle();
    expect(element.state).to.equal('expired');
    expect(world.questions).to.have.length(asked + 1);
    expect(countOf(heard, 'xumm-opened')).to.equal(0);
    world.answer = telling({ opened: true, expired: true, resolved: false });
    await world.pass(3_000);
    world.socket.frame(opened);
    await world.settle();
    expect(element.state).to.equal('opened');
    expect(countOf(heard, 'xumm-opened')).to.equal(1);
  });

  it('a look at an expired code without a backend changes nothing', async () => {
    const { element } = await greeted({}, world);
    world.socket.frame(expired);
    world.socket.frame(opened);
    expect(element.state).to.equal('expired');
    world.socket.frame(preSigned);
    expect(element.state).to.equal('pre-signed');
  });

  for (const [name, set, expected] of [
    ['a backend, renewable', { ...BACKEND, renewable: true }, [true, true]],
    ['a backend', BACKEND, [true, false]],
    ['none, renewable', { renewable: true }, [false, true]],
  ] as const)
    it(`opened with the time up for 60 s, ${name}: check ${expected[0]}, renew ${expected[1]}`, async () => {
      const { element } = await greeted(set, world);
      world.socket.frame(opened);
      world.socket.frame(expired);
      const offered = (): boolean[] =>
        ['check-button', 'renew-button'].map((part) => partOf(element, part) !== null);
      await beats(3);
      expect(offered()).to.deep.equal([false, false]);
      await beats(1);
      expect([element.state, ...offered()]).to.deep.equal(['opened', ...expected]);
      expect(textOf(element, '[part~="message"]')).to.equal(CAREFUL);
      world.socket.frame(dispatched);
      await world.settle();
      expect(offered()).to.deep.equal([false, false]);
    });

  it('expired as the first message, and the backend fails: expired, and asked again', async () => {
    world.answer = () => Promise.resolve(respond('', { status: 500 }));
    const { element } = await stage(BACKEND, world);
    greet(world);
    world.socket.frame(expired);
    await world.settle();
    expect(element.state).to.equal('expired');
    expect(textOf(element, '[part~="outcome"]')).to.contain(CAREFUL);
    world.answer = telling({ resolved: true, signed: true, verification: 'verified' });
    await world.pass(10_000);
    expect(element.state).to.equal('verified');
  });

  it('keeps the socket 60 s after the expiry', async () => {
    const { element } = await greeted({}, world);
    world.socket.frame(expired);
    for (let beat = 0; beat < 3; beat++) {
      await world.pass(15_000);
      world.socket.frame(seconds(-15 * beat));
    }
    await world.pass(14_999);
    expect([element.state, world.openSockets]).to.deep.equal(['expired', 1]);
    await world.pass(1);
    expect([element.connection, world.openSockets, world.timers]).to.deep.equal(['closed', 0, 0]);
    world.page('online');
    expect(world.openSockets).to.equal(0);
  });

  it('reconnects within those 60 s, and not after', async () => {
    const { element } = await greeted({}, world);
    world.socket.frame(expired);
    await world.pass(30_000);
    world.socket.end();
    await world.pass(500);
    greet(world);
    await world.pass(29_500);
    expect([element.connection, world.sockets.length]).to.deep.equal(['closed', 2]);
  });

  it('keeps the socket after those 60 s if it was opened after all', async () => {
    const { element } = await greeted({}, world);
    world.socket.frame(expired);
    await world.pass(30_000);
    world.socket.frame(preSigned);
    for (let beat = 0; beat < 8; beat++) {
      await world.pass(15_000);
      world.socket.frame(seconds(-15 * beat));
    }
    expect([element.state, world.openSockets]).to.deep.equal(['pre-signed', 1]);
    world.socket.frame(signed);
    expect(element.state).to.equal('signed');
  });
});
