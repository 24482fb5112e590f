import { expect } from '@open-wc/testing';
import { declined, expired, opened, preSigned, signed, SOCKET_URL } from '../support/frames.js';
import {
  codesOf,
  greet,
  greeted,
  respond,
  stage,
  strike,
  telling,
  untilAborted,
  type Stage,
} from '../support/stage.js';
import { VirtualWorld } from '../support/virtual-world.js';

const BACKEND = { statusUrl: '/status/{uuid}' };
const SIGNED = { resolved: true, signed: true };

describe('checkStatus()', () => {
  let world: VirtualWorld;

  beforeEach(() => {
    world = new VirtualWorld();
    world.answer = telling({ opened: false });
  });
  afterEach(strike);

  /** Calls `checkStatus()` when the pause between questions is over, and records what it does. */
  async function check({ element }: Stage) {
    await world.pass(3_000);
    const asked = world.questions.length;
    const opened = world.sockets.length;
    const pings = world.sockets.at(-1)?.sent.length ?? 0;
    const state = await element.checkStatus();
    expect(state).to.equal(element.state);
    return {
      state,
      questions: world.questions.length - asked,
      sockets: world.sockets.length - opened,
      pings: (world.sockets.at(-1)?.sent.length ?? 0) - (world.sockets.length === opened ? pings : 0),
    };
  }

  const configure = async (staged: Stage, set: object): Promise<void> => {
    Object.assign(staged.element, set);
    await staged.element.updateComplete;
  };

  const says = (frame: object) => (): void => {
    world.socket.frame(frame);
  };
  const ends = (verification: 'verified' | 'refused') => (): Promise<void> => {
    world.answer = telling({ ...SIGNED, verification });
    world.socket.frame(signed);
    return world.settle();
  };
  const loses = (): void => {
    world.chance = 0.9;
    for (let n = 0; n < 3; n++) world.socket.end();
  };
  const leaves = ({ element }: Stage): Promise<void> => {
    element.remove();
    return world.settle();
  };
  const isPutAway = (): void => {
    world.page('pagehide');
  };
  const expiresWithoutBackend = (staged: Stage): Promise<void> => {
    world.socket.frame(expired);
    return configure(staged, { statusUrl: null });
  };

  /** Name, how to get there, state, what the call then does. */
  const rows: readonly [string, (staged: Stage) => unknown, string, number, number, number][] = [
    ['waiting', () => undefined, 'waiting', 1, 0, 1],
    ['opened', says(opened), 'opened', 1, 0, 1],
    ['waiting for a try', loses, 'waiting', 1, 0, 0],
    ['expired', says(expired), 'expired', 1, 1, 0],
    ['rejected', says(declined), 'rejected', 0, 0, 0],
    ['verified', ends('verified'), 'verified', 0, 0, 0],
    ['unverified', ends('refused'), 'unverified', 1, 0, 0],
    ['idle', (staged) => configure(staged, { websocketUrl: null }), 'idle', 0, 0, 0],
    ['out of a document', leaves, 'waiting', 0, 0, 0],
    ['put away', isPutAway, 'waiting', 0, 0, 0],
    ['without a backend', (staged) => configure(staged, { statusUrl: null }), 'waiting', 0, 0, 0],
    ['expired, without a backend', expiresWithoutBackend, 'expired', 0, 0, 0],
  ];
  for (const [name, lead, state, questions, sockets, pings] of rows)
    it(`${name}: ${questions} questions, ${sockets} new sockets, ${pings} pings, and ${state}`, async () => {
      const staged = await greeted(BACKEND, world);
      await lead(staged);
      expect(await check(staged)).to.deep.equal({ state, questions, sockets, pings });
      if (staged.element.isConnected && world.openSockets) world.socket.frame({});
      world.page('pageshow');
    });

  it('error: changes nothing', async () => {
    const { error } = console;
    console.error = () => undefined;
    const staged = await stage({ ...BACKEND, websocketUrl: 'wss://evil.example/' }, world);
    console.error = error;
    expect(await check(staged)).to.deep.equal({ state: 'error', questions: 0, sockets: 0, pings: 0 });
  });

  for (const [name, status, state] of [
    ['a 404 again', 404, 'not-found'],
    ['an answer', 200, 'waiting'],
  ] as const)
    it(`not-found: starts again, and ${name} leads to ${state}`, async () => {
      world.answer = () => Promise.resolve(respond('', { status: 404 }));
      const staged = await stage(BACKEND, world);
      await staged.element.checkStatus();
      expect(staged.element.state).to.equal('not-found');
      world.answer = () => Promise.resolve(respond({ opened: false }, { status }));
      expect(await check(staged)).to.deep.include({ state, questions: 1, sockets: 1 });
      expect(world.openSockets).to.equal(state === 'waiting' ? 1 : 0);
      expect(codesOf(staged.heard), 'the same fault is reported once').to.deep.equal(['not-found']);
    });

  it('expired: the socket stays for another 60 s', async () => {
    const staged = await greeted(BACKEND, world);
    world.socket.frame(expired);
    await world.pass(70_000);
    expect(world.openSockets).to.equal(0);
    await check(staged);
    greet(world);
    await world.pass(30_000);
    world.socket.frame(preSigned);
    expect(staged.element.state).to.equal('pre-signed');
  });

  for (const [verification, state, verified] of [
    ['verified', 'verified', 1],
    ['pending', 'unverified', 0],
    ['refused', 'unverified', 0],
  ] as const)
    it(`signed, a backend set later: one try, ${verification}, ${state}`, async () => {
      const staged = await greeted({}, world);
      world.socket.frame(signed);
      expect(await check(staged)).to.deep.include({ state: 'signed', questions: 0 });
      await configure(staged, BACKEND);
      world.answer = telling({ ...SIGNED, verification });
      expect(await check(staged)).to.deep.equal({ state, questions: 1, sockets: 0, pings: 0 });
      expect(staged.heard.filter(({ type }) => type === 'xumm-verified')).to.have.length(verified);
    });

  it('unverified: each call is one more try, until it is verified', async () => {
    const staged = await greeted(BACKEND, world);
    world.answer = telling({ ...SIGNED });
    world.socket.frame(signed);
    await world.pass(60_000);
    expect(staged.element.state).to.equal('unverified');
    expect(await check(staged)).to.deep.include({ state: 'unverified', questions: 1 });
    await world.pass(60_000);
    world.answer = telling({ ...SIGNED, verification: 'verified' });
    expect(await check(staged)).to.deep.include({ state: 'verified', questions: 1 });
  });

  it('does not hurry a lost socket without a backend', async () => {
    const { element } = await greeted({}, world);
    world.socket.end();
    await element.checkStatus();
    expect(element.connection).to.equal('retrying');
  });

  it('verifying: joins the verification, and resolves at its end', async () => {
    const { element } = await greeted(BACKEND, world);
    world.answer = telling(SIGNED);
    world.socket.frame(signed);
    const check = element.checkStatus();
    await world.pass(2_000);
    world.answer = telling({ ...SIGNED, verification: 'verified' });
    await world.pass(500);
    expect(await check).to.equal('verified');
    expect(world.questions).to.have.length(4);
  });

  it('joins a question under way', async () => {
    let answer: (response: Response) => void = () => undefined;
    world.answer = () => new Promise((resolve) => (answer = resolve));
    const { element } = await greeted(BACKEND, world);
    const checks = [element.checkStatus(), element.checkStatus()];
    await world.settle();
    answer(respond({ opened: true }));
    expect(await Promise.all(checks)).to.deep.equal(['opened', 'opened']);
    expect(world.questions).to.have.length(1);
  });

  const unkind: readonly [string, VirtualWorld['answer']][] = [
    ['rejects', () => Promise.reject(new TypeError('Failed to fetch'))],
    [
      'throws',
      () => {
        throw new Error('a bug');
      },
    ],
    ['never answers', (_url, { signal }) => untilAborted(signal)],
    ['answers HTML', () => Promise.resolve(respond('<p>'))],
  ];
  for (const [name, answer] of unkind)
    it(`never rejects: a backend that ${name}`, async () => {
      const { element } = await greeted(BACKEND, world);
      await world.pass(3_000);
      world.answer = answer;
      const check = element.checkStatus();
      await world.pass(4_000);
      world.socket.frame({});
      await world.pass(6_000);
      expect(await check).to.equal('waiting');
    });

  it('resolves when the element is removed, or its page is left, meanwhile', async () => {
    world.answer = (_url, { signal }) => untilAborted(signal);
    const { element } = await greeted(BACKEND, world);
    const check = element.checkStatus();
    world.page('pagehide');
    expect(await check).to.equal('waiting');
    world.page('pageshow');
    const another = element.checkStatus();
    element.remove();
    expect(await another).to.equal('waiting');
  });

  for (const type of ['xumm-state-change', 'xumm-resolved'] as const)
    it(`called during ${type} of a signature, does not disturb respondWith or the schedule`, async () => {
      const { element } = await greeted(BACKEND, world);
      world.answer = telling(SIGNED);
      element.addEventListener(type, () => void element.checkStatus());
      world.socket.frame(signed);
      await world.pass(1_000);
      expect(element.state).to.equal('verifying');
      element.remove();
    });

  it('may be called by getStatus itself, and then joins that question', async () => {
    const { element } = await greeted({ websocketUrl: SOCKET_URL }, world);
    let calls = 0;
    const inner: unknown[] = [];
    element.getStatus = () => {
      calls += 1;
      if (calls < 5) void element.checkStatus().then(() => inner.push(calls));
      return Promise.resolve({ opened: false });
    };
    await element.checkStatus();
    await world.settle();
    expect(calls).to.equal(1);
    expect(inner).to.deep.equal([1]);
  });
});
