import { expect } from '@open-wc/testing';
import type { PayloadStatus, XummPayloadStatus } from '../../src/index.js';
import { sleep } from '../../src/environment.js';
import { partOf } from '../support/element.js';
import { signed, TXID } from '../support/frames.js';
import {
  codesOf,
  countOf,
  detailsOf,
  greeted,
  momentsOf,
  respond,
  strike,
  telling,
  type Stage,
} from '../support/stage.js';
import { VirtualWorld } from '../support/virtual-world.js';

const VERIFIED: PayloadStatus = { resolved: true, signed: true, verification: 'verified' };
const BACKEND = { statusUrl: '/status/{uuid}' };

/** A world with a signature, to which the page responds. */
class Responding {
  readonly world = new VirtualWorld();
  /** The backend from the resolution on. */
  backend: VirtualWorld['answer'] = telling({ opened: false });
  resolvedAt = 0;
  /** How the verification ended, and how many seconds after the resolution. */
  readonly ends: unknown[] = [];

  constructor() {
    this.world.answer = this.backend;
  }

  async respondWith(response: () => unknown, set: Partial<XummPayloadStatus> = {}): Promise<Stage> {
    const { world, ends } = this;
    const staged = await greeted(set, world);
    const { element } = staged;
    await world.pass(5_000);
    this.resolvedAt = world.clock.now;
    element.addEventListener('xumm-resolved', (event) => {
      event.respondWith(response());
    });
    for (const type of ['xumm-verified', 'xumm-unverified'] as const)
      element.addEventListener(type, ({ detail }) => {
        ends.push('txid' in detail ? 'verified' : detail.reason, (world.clock.now - this.resolvedAt) / 1000);
      });
    world.answer = this.backend;
    world.socket.frame(signed);
    if (element.state !== 'verifying') throw new Error(`The signature led to ${element.state}.`);
    await world.settle();
    return staged;
  }

  later(seconds: number, value: unknown): () => Promise<unknown> {
    return async () => {
      await sleep(this.world.environment, seconds * 1000, new AbortController().signal);
      return value;
    };
  }
}

/** Throws at every use. */
const { proxy: hostile, revoke } = Proxy.revocable(new Error(), {});
revoke();

const NAMED = 'respondWith was given a promise of';

describe('respondWith', () => {
  let page: Responding;
  let world: Responding['world'];

  beforeEach(() => {
    page = new Responding();
    ({ world } = page);
  });
  afterEach(strike);

  const reject = (reason: Error) => (): Promise<never> => Promise.reject(reason);

  const nothing = Object.create(null) as Error;
  const thenable = {
    then: (tell: (value: boolean) => void) => {
      tell(true);
    },
  };
  const polyfilled = { ok: true, status: 200, text: () => Promise.resolve(JSON.stringify(VERIFIED)) };

  /** What the page gives, how it ends without a backend, what `status-failed` says. */
  const rows: readonly [string, () => unknown, string, string | null][] = [
    ['a promise of true', () => Promise.resolve(true), 'verified', null],
    ['true', () => true, 'verified', null],
    ['a thenable', () => thenable, 'verified', null],
    ['verification: verified alone', () => ({ verification: 'verified' }), 'verified', null],
    ['a whole payload status', () => VERIFIED, 'verified', null],
    ['refused', () => ({ verification: 'refused' }), 'refused', null],
    ['verified beside signed: false', () => ({ signed: false, verification: 'verified' }), 'timeout', null],
    ['pending', () => ({ verification: 'pending' }), 'timeout', null],
    ['{}', () => ({}), 'failed', `${NAMED} an object without a key that counts`],
    ['a Response', () => respond(VERIFIED), 'verified', null],
    ['what a polyfill calls a Response', () => polyfilled, 'verified', null],
    ['a Response of HTTP 500', () => respond('', { status: 500 }), 'failed', 'HTTP 500'],
    ['a Response of HTTP 403', () => respond('', { status: 403 }), 'failed', 'HTTP 403'],
    ['a Response that is HTML', () => respond('<p>'), 'failed', 'its body is HTML'],
    ['another verification', () => ({ verification: 'paid' }), 'failed', '"verification" is another text'],
    ['false', () => false, 'failed', `${NAMED} a value of type boolean`],
    ['undefined', () => undefined, 'failed', `${NAMED} a value of type undefined`],
    ['an array', () => [VERIFIED], 'failed', `${NAMED} an array`],
    ['a rejection', reject(new Error('HTTP 500')), 'failed', 'rejected: HTTP 500.'],
    ['a rejection by what is no text', reject(nothing), 'failed', 'rejected: a value of type object.'],
    ['a rejection by what throws', reject(hostile), 'failed', 'rejected: an object that throws.'],
    [
      'a rejection by an error without words',
      reject(Object.assign(new Error(), { message: Symbol('x') })),
      'failed',
      'rejected: a value of type symbol.',
    ],
  ];
  for (const [name, value, end, failure] of rows) {
    // A response that decides nothing leaves the decision to the backend.
    const isBackendNext = end === 'timeout' || end === 'failed';

    it(`${name}, and no backend: ${end} at once`, async () => {
      const { heard } = await page.respondWith(value);
      await world.pass(0);
      expect(page.ends).to.deep.equal([end, 0]);
      expect(codesOf(heard)).to.deep.equal(failure === null ? [] : ['status-failed']);
      if (failure !== null) expect(detailsOf(heard, 'xumm-error')[0]?.['message']).to.contain(failure);
      expect(world.timers).to.equal(0);
    });

    it(`${name}: the backend is ${isBackendNext ? 'asked from there on' : 'not asked'}`, async () => {
      await page.respondWith(value, BACKEND);
      await world.pass(1_000);
      expect(momentsOf(world, page.resolvedAt)).to.deep.equal(isBackendNext ? [0, 1_000] : []);
      world.answer = telling(VERIFIED);
      await world.pass(1_500);
      expect(page.ends).to.deep.equal(isBackendNext ? ['verified', 2.5] : [end, 0]);
    });
  }

  for (const [seconds, expected] of [
    [30, ['verified', 30]],
    [59.9, ['verified', 59.9]],
    [60.1, ['timeout', 60]],
    [86_400, ['timeout', 60]],
  ] as const)
    it(`true after ${seconds} s, no backend: ${expected.join(' at ')} s`, async () => {
      const { element } = await page.respondWith(page.later(seconds, true));
      expect(element.state).to.equal('verifying');
      await world.pass(seconds * 1000 + 1_000);
      expect(page.ends).to.deep.equal(expected);
    });

  it('never resolves: the backend is asked after 60 s, for 60 s in all', async () => {
    page.backend = telling({ resolved: true, signed: true });
    await page.respondWith(() => new Promise(() => undefined), BACKEND);
    await world.pass(59_999);
    expect(momentsOf(world, page.resolvedAt)).to.deep.equal([]);
    await world.pass(200_000);
    expect(momentsOf(world, page.resolvedAt).map((ms) => ms / 1000)).to.deep.equal([
      60, 61, 62.5, 64.5, 67.5, 72.5, 77.5, 82.5, 87.5, 92.5, 97.5, 102.5, 107.5, 112.5, 117.5,
    ]);
    expect(page.ends).to.deep.equal(['timeout', 120]);
  });

  it('counts its failure and those of the backend as one row of failures', async () => {
    page.backend = () => Promise.resolve(respond('', { status: 500 }));
    const { heard } = await page.respondWith(reject(new Error('no')), BACKEND);
    await world.pass(100_000);
    expect(page.ends).to.deep.equal(['failed', 60]);
    expect(codesOf(heard)).to.deep.equal(['status-failed']);
  });
});

describe('verification', () => {
  let page: Responding;
  let world: Responding['world'];

  beforeEach(() => {
    page = new Responding();
    ({ world } = page);
  });
  afterEach(strike);

  it('wins over the answer that brought the resolution', async () => {
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
    it(`without a response, the answer with the resolution and ${verification}: ${states.join(', ')}`, async () => {
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

  it('is awaited again when the element is mounted again', async () => {
    const { element } = await page.respondWith(page.later(20, true));
    await world.pass(10_000);
    element.remove();
    await world.settle();
    document.body.append(element);
    expect(element.state).to.equal('verifying');
    await world.pass(10_000);
    expect(page.ends).to.deep.equal(['verified', 20]);
  });

  it('does not count again after its "refused" if "Check again" was interrupted', async () => {
    const { element } = await page.respondWith(() => ({ verification: 'refused' }), BACKEND);
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

  it('unverified for the same reason again is reported again', async () => {
    world.answer = telling({ resolved: true, signed: true });
    const { element, heard } = await greeted(BACKEND, world);
    await world.pass(60_000);
    expect(element.state).to.equal('unverified');
    await element.checkStatus();
    expect(detailsOf(heard, 'xumm-unverified').map(({ reason }) => reason)).to.deep.equal([
      'timeout',
      'timeout',
    ]);
  });

  for (const [reason, verification, expected] of [
    ['timeout', 'pending', false],
    ['refused', 'refused', true],
  ] as const)
    it(`unverified, ${reason}: "New request" ${expected ? 'is' : 'is not'} offered`, async () => {
      world.answer = telling({ resolved: true, signed: true, verification });
      const { element } = await greeted({ ...BACKEND, renewable: true }, world);
      await world.pass(60_000);
      expect(element.state).to.equal('unverified');
      expect(partOf(element, 'check-button')).not.to.equal(null);
      expect(partOf(element, 'renew-button') !== null).to.equal(expected);
    });
});
