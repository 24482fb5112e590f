import { expect } from '@open-wc/testing';
import type { PayloadStatus } from '../../src/index.js';
import { sleep } from '../../src/environment.js';
import { namesOf, textOf } from '../support/element.js';
import { expired, seconds } from '../support/frames.js';
import { greeted, respond, strike, telling, untilAborted } from '../support/stage.js';
import { VirtualWorld } from '../support/virtual-world.js';

const BACKEND = { statusUrl: '/status/{uuid}' };
const UNSIGNED = 'Nothing was signed.';
const CAREFUL = 'If you already signed, do not pay again.';

describe('an expiry, and what the backend tells', () => {
  let world: VirtualWorld;

  beforeEach(() => {
    world = new VirtualWorld();
    world.answer = telling({ opened: false });
  });
  afterEach(strike);

  const http = (status: number) => (): Promise<Response> => Promise.resolve(respond('', { status }));

  const expiries: readonly [
    string,
    (signal: AbortSignal) => Promise<Response>,
    number,
    string,
    readonly string[],
  ][] = [
    ['opened', () => Promise.resolve(respond({ opened: true, expired: true })), 4, 'opened', ['xumm-opened']],
    [
      'signed',
      () => Promise.resolve(respond({ resolved: true, signed: false })),
      4,
      'rejected',
      ['xumm-opened', 'xumm-resolved'],
    ],
    ['nothing', () => Promise.resolve(respond({ opened: false })), 4, 'expired', ['xumm-expired']],
    ['HTTP 500', http(500), 4, 'expired', ['xumm-expired', 'xumm-error']],
    ['nothing in time', untilAborted, 10, 'expired', ['xumm-expired', 'xumm-error']],
  ];
  for (const [name, answer, endsAt, state, events] of expiries)
    it(`an expiry waits for an answer under way: ${name} after ${endsAt} s, ${state}`, async () => {
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
      expect([element.state, ...namesOf(heard)]).to.deep.equal([state, ...events]);
    });

  it('an expiry waits for a question that left late, for the backend had asked for a pause', async () => {
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

  it('an expiry does not wait where nothing is asked', async () => {
    const { element } = await greeted(BACKEND, world);
    world.socket.frame(expired);
    expect(element.state).to.equal('expired');
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
});
