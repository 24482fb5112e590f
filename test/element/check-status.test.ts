import { expect } from '@open-wc/testing';
import { declined, expired, opened, preSigned, signed } from '../support/frames.js';
import { codesOf, greet, greeted, respond, stage, strike, telling, type Stage } from '../support/stage.js';
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

  /** Past the pace, and everything noted of what it does from then on. */
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

  /** Name, what leads there; what it then does. */
  const rows: readonly [string, (staged: Stage) => unknown, string, number, number, number][] = [
    ['waiting', () => undefined, 'waiting', 1, 0, 1],
    [
      'opened',
      () => {
        world.socket.frame(opened);
      },
      'opened',
      1,
      0,
      1,
    ],
    [
      'waiting for a try',
      () => {
        world.chance = 0.9;
        for (let n = 0; n < 3; n++) world.socket.end();
      },
      'waiting',
      1,
      0,
      0,
    ],
    [
      'expired',
      () => {
        world.socket.frame(expired);
      },
      'expired',
      1,
      1,
      0,
    ],
    [
      'rejected',
      () => {
        world.socket.frame(declined);
      },
      'rejected',
      0,
      0,
      0,
    ],
    [
      'verified',
      () => {
        world.answer = telling({ ...SIGNED, verification: 'verified' });
        world.socket.frame(signed);
        return world.settle();
      },
      'verified',
      0,
      0,
      0,
    ],
    [
      'unverified',
      () => {
        world.answer = telling({ ...SIGNED, verification: 'refused' });
        world.socket.frame(signed);
        return world.settle();
      },
      'unverified',
      1,
      0,
      0,
    ],
    ['idle', (staged) => configure(staged, { websocketUrl: null }), 'idle', 0, 0, 0],
    [
      'out of a document',
      ({ element }) => {
        element.remove();
        return world.settle();
      },
      'waiting',
      0,
      0,
      0,
    ],
    [
      'put away',
      () => {
        world.page('pagehide');
      },
      'waiting',
      0,
      0,
      0,
    ],
    ['without a backend', (staged) => configure(staged, { statusUrl: null }), 'waiting', 0, 0, 0],
    [
      'expired, without a backend',
      (staged) => {
        world.socket.frame(expired);
        return configure(staged, { statusUrl: null });
      },
      'expired',
      0,
      0,
      0,
    ],
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
    it(`not-found: starts anew, and ${name} is ${state}`, async () => {
      world.answer = () => Promise.resolve(respond('', { status: 404 }));
      const staged = await stage(BACKEND, world);
      await staged.element.checkStatus();
      expect(staged.element.state).to.equal('not-found');
      world.answer = () => Promise.resolve(respond({ opened: false }, { status }));
      expect(await check(staged)).to.deep.include({ state, questions: 1, sockets: 1 });
      expect(world.openSockets).to.equal(state === 'waiting' ? 1 : 0);
      expect(codesOf(staged.heard)).to.deep.equal(
        state === 'waiting' ? ['not-found'] : ['not-found', 'not-found'],
      );
    });

  it('expired: its socket has 60 s anew', async () => {
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

  it('unverified: each is one more try, until it holds', async () => {
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
});
