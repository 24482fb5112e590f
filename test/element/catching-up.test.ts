import { expect } from '@open-wc/testing';
import type { PayloadStatus } from '../../src/index.js';
import { namesOf } from '../support/element.js';
import { dispatched, opened, preSigned, seconds, signed, TXID } from '../support/frames.js';
import {
  codesOf,
  detailsOf,
  greet,
  greeted,
  momentsOf,
  respond,
  stage,
  strike,
  telling,
  untilAborted,
} from '../support/stage.js';
import { VirtualWorld } from '../support/virtual-world.js';

const BACKEND = { statusUrl: '/status/{uuid}' };

describe('what the backend says while catching up', () => {
  let world: VirtualWorld;

  beforeEach(() => {
    world = new VirtualWorld();
    world.answer = telling({ opened: false });
  });
  afterEach(strike);

  const http = (status: number) => (): Promise<Response> => Promise.resolve(respond('', { status }));

  const answers: readonly [PayloadStatus, string, readonly string[]][] = [
    [{ opened: false }, 'waiting', []],
    [{}, 'waiting', ['error']],
    [{ resolved: 'true' as never }, 'waiting', ['error']],
    [{ opened: true, signed: 'true' as never }, 'opened', ['opened', 'error']],
    [{ resolved: false }, 'waiting', []],
    [{ opened: true }, 'opened', ['opened']],
    [{ opened: true, expired: true }, 'opened', ['opened']],
    [{ expired: true }, 'expired', ['expired']],
    [{ cancelled: true }, 'expired', ['expired']],
    [{ resolved: true }, 'waiting', []],
    [{ signed: true, txid: TXID }, 'waiting', []],
    [{ resolved: true, signed: false }, 'rejected', ['opened', 'resolved']],
    [
      { resolved: true, signed: true, verification: 'verified', expired: true },
      'verified',
      ['opened', 'resolved', 'verified'],
    ],
    [
      { resolved: true, signed: true, verification: 'refused' },
      'unverified',
      ['opened', 'resolved', 'unverified'],
    ],
    [{ resolved: true, signed: true }, 'verifying', ['opened', 'resolved']],
  ];
  for (const [status, state, events] of answers)
    it(`${JSON.stringify(status)}: ${state}, ${events.join(', ') || 'no event'}`, async () => {
      world.answer = telling(status);
      const { element, heard } = await greeted(BACKEND, world);
      expect(element.state).to.equal(state);
      expect(namesOf(heard)).to.deep.equal(events.map((name) => `xumm-${name}`));
      expect(detailsOf(heard, 'xumm-resolved').map(({ source }) => source)).to.deep.equal(
        events.includes('resolved') ? ['backend'] : [],
      );
      expect(detailsOf(heard, 'xumm-expired').map(({ cancelled }) => cancelled)).to.deep.equal(
        events.includes('expired') ? [status.cancelled ?? null] : [],
      );
    });

  it('is reported once if the socket says it too', async () => {
    world.answer = telling({ opened: true });
    const { heard } = await greeted(BACKEND, world);
    world.socket.frame(opened);
    world.answer = telling({ opened: true, resolved: true, signed: true, verification: 'verified' });
    world.socket.frame(signed);
    await world.settle();
    expect(namesOf(heard)).to.deep.equal(['xumm-opened', 'xumm-resolved', 'xumm-verified']);
  });

  it('a signature on the socket ends the question silently', async () => {
    world.answer = (_url, { signal }) => untilAborted(signal);
    const { element, heard } = await greeted(BACKEND, world);
    world.socket.frame(signed);
    await world.settle();
    expect(world.questions.map(({ signal: { aborted } = { aborted: false } }) => aborted)).to.deep.equal([
      true,
      false,
    ]);
    expect(element.state).to.equal('verifying');
    expect(codesOf(heard)).to.deep.equal([]);
  });

  for (const [name, isGreeted, isKnown, state] of [
    ['never greeted', false, false, 'not-found'],
    ['greeted', true, false, 'waiting'],
    ['never greeted, but answered for', false, true, 'waiting'],
  ] as const)
    it(`404, ${name}: ${state}`, async () => {
      const { element, heard } = await stage(BACKEND, world);
      await world.pass(1000); // so that its attributes were checked
      if (isKnown) {
        await element.checkStatus();
        await world.pass(3_000);
      }
      world.answer = http(404);
      if (isGreeted) greet(world);
      await element.checkStatus();
      expect(element.state).to.equal(state);
      expect(codesOf(heard)).to.deep.equal(state === 'not-found' ? ['not-found'] : []);
      if (state === 'not-found') expect([element.connection, world.timers]).to.deep.equal(['closed', 0]);
      await world.pass(3_000);
    });

  for (const status of [401, 403])
    it(`${status}: reported once; then only checkStatus() asks, and may be answered`, async () => {
      world.answer = http(status);
      const { element, heard } = await stage(BACKEND, world);
      await world.pass(200_000);
      expect(world.questions).to.have.length(1);
      world.page('pageshow');
      await element.checkStatus();
      expect(world.questions).to.have.length(2);
      expect(detailsOf(heard, 'xumm-error').map(({ message }) => String(message).slice(0, 29))).to.deep.equal(
        [`The backend answered HTTP ${status}`],
      );
      world.answer = telling({ opened: false });
      const check = element.checkStatus();
      await world.pass(3_000);
      await check;
      await world.pass(60_000);
      expect(world.questions.length).to.be.above(3);
    });

  it('reports status-failed once per row of failures', async () => {
    const { element, heard } = await greeted(BACKEND, world);
    for (const status of [500, 502, 200, 404, 503, 500]) {
      world.answer = () => Promise.resolve(respond({ opened: false }, { status }));
      const check = element.checkStatus();
      await world.pass(3_000);
      await check;
    }
    expect(detailsOf(heard, 'xumm-error').map(({ message }) => message)).to.deep.equal([
      'The backend answered HTTP 500.',
      'The backend answered HTTP 503.',
    ]);
  });

  for (const [name, frame] of [
    ['pre-signed', preSigned],
    ['dispatched', dispatched],
  ] as const)
    it(`${name}, then only the time left: asked after 5, 15 and 45 s`, async () => {
      await greeted(BACKEND, world);
      await world.pass(10_000);
      const since = world.clock.now;
      world.socket.frame(frame);
      for (let beat = 0; beat < 8; beat++) {
        await world.pass(10_000);
        world.socket.frame(seconds(300));
      }
      expect(momentsOf(world, since)).to.deep.equal([5_000, 15_000, 45_000]);
    });

  it('another step starts the questions again, and a resolution ends them', async () => {
    await greeted(BACKEND, world);
    await world.pass(10_000);
    const since = world.clock.now;
    world.socket.frame(preSigned);
    await world.pass(6_000);
    world.socket.frame(dispatched);
    await world.pass(6_000);
    world.socket.frame({ ...signed, signed: false });
    await world.pass(60_000);
    expect(momentsOf(world, since)).to.deep.equal([5_000, 11_000]);
  });

  it('a policy that forbids the socket: the backend is asked at once', async () => {
    const { error } = console;
    console.error = () => undefined;
    world.answer = telling({ opened: true });
    const { element, heard } = await stage(BACKEND, world);
    world.violate('wss://xumm.app');
    await world.settle();
    console.error = error;
    expect(element.state).to.equal('opened');
    expect(namesOf(heard)).to.deep.equal(['xumm-opened']);
  });
});
