import { expect } from '@open-wc/testing';
import type { PayloadStatus, XummPayloadStatus } from '../../src/index.js';
import { sleep } from '../../src/environment.js';
import { signed, TXID } from '../support/frames.js';
import { countOf, detailsOf, greeted, strike, telling, type Stage } from '../support/stage.js';
import { VirtualWorld } from '../support/virtual-world.js';

const VERIFIED: PayloadStatus = { resolved: true, signed: true, verification: 'verified' };
const BACKEND = { statusUrl: '/status/{uuid}' };

describe('a resolution, and who confirms it', () => {
  let world: VirtualWorld;
  let resolvedAt: number;
  let ends: unknown[];
  /** What answers from the resolution on. */
  let backend: VirtualWorld['answer'];

  beforeEach(() => {
    world = new VirtualWorld();
    world.answer = backend = telling({ opened: false });
    ends = [];
  });
  afterEach(strike);

  /** A signature comes, and the page responds. */
  async function respondWith(
    response: (world: VirtualWorld) => unknown,
    set: Partial<XummPayloadStatus> = {},
  ): Promise<Stage> {
    const staged = await greeted(set, world);
    const { element } = staged;
    await world.pass(5_000);
    resolvedAt = world.clock.now;
    element.addEventListener('xumm-resolved', (event) => {
      event.respondWith(response(world));
    });
    for (const type of ['xumm-verified', 'xumm-unverified'] as const)
      element.addEventListener(type, ({ detail }) => {
        ends.push('txid' in detail ? 'verified' : detail.reason, (world.clock.now - resolvedAt) / 1000);
      });
    world.answer = backend;
    world.socket.frame(signed);
    expect(element.state).to.equal('verifying');
    await world.settle();
    return staged;
  }
  const later = (seconds: number, value: unknown) => async (): Promise<unknown> => {
    await sleep(world.environment, seconds * 1000, new AbortController().signal);
    return value;
  };

  it('goes before the answer that told the resolution', async () => {
    const { element } = await greeted(BACKEND, world);
    await world.pass(5_000);
    element.addEventListener('xumm-resolved', (event) => {
      event.respondWith({ verification: 'refused' });
    });
    world.answer = telling(VERIFIED);
    await element.checkStatus();
    await world.settle();
    expect(element.state).to.equal('unverified');
  });

  for (const [verification, states] of [
    ['verified', ['signed', 'verified']],
    ['refused', ['signed', 'unverified']],
    ['pending', ['signed', 'verifying', 'verified']],
  ] as const)
    it(`where nobody responds, an answer that tells the resolution and ${verification}: ${states.join(', ')}`, async () => {
      world.answer = telling({ ...VERIFIED, txid: TXID, verification });
      const { heard } = await greeted(BACKEND, world);
      world.answer = telling({ ...VERIFIED, txid: TXID });
      await world.pass(1_000);
      expect(detailsOf(heard, 'xumm-state-change').map(({ state }) => state)).to.deep.equal([
        'waiting',
        ...states,
      ]);
      const isSure = verification !== 'refused';
      expect(detailsOf(heard, 'xumm-verified').map(({ txid }) => txid)).to.deep.equal(isSure ? [TXID] : []);
      expect(countOf(heard, 'xumm-unverified')).to.equal(isSure ? 0 : 1);
    });

  it('is waited for again when the element is mounted again', async () => {
    const { element } = await respondWith(later(20, true));
    await world.pass(10_000);
    element.remove();
    await world.settle();
    document.body.append(element);
    expect(element.state).to.equal('verifying');
    await world.pass(10_000);
    expect(ends).to.deep.equal(['verified', 20]);
  });

  it('is not heard again after its "refused", where "Check again" was cut off', async () => {
    const { element } = await respondWith(() => ({ verification: 'refused' }), {
      statusUrl: '/status/{uuid}',
    });
    expect(element.state).to.equal('unverified');
    world.answer = () => new Promise(() => undefined);
    void element.checkStatus();
    await world.settle();
    expect(element.state).to.equal('verifying');
    world.page('pagehide');
    world.answer = telling(VERIFIED);
    world.page('pageshow');
    await world.settle();
    expect(element.state).to.equal('verified');
  });
});
