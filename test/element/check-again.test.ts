import { expect } from '@open-wc/testing';
import { signed, SOCKET_URL } from '../support/frames.js';
import { greeted, respond, strike, telling, untilAborted } from '../support/stage.js';
import { VirtualWorld } from '../support/virtual-world.js';

const BACKEND = { statusUrl: '/status/{uuid}' };
const SIGNED = { resolved: true, signed: true };

describe('checkStatus(), while something is under way', () => {
  let world: VirtualWorld;

  beforeEach(() => {
    world = new VirtualWorld();
    world.answer = telling({ opened: false });
  });
  afterEach(strike);

  it('reconnects at once while it waits for the next try', async () => {
    const { element } = await greeted(BACKEND, world);
    world.chance = 0.9;
    world.socket.end();
    expect(element.connection).to.equal('retrying');
    void element.checkStatus();
    await world.settle();
    expect([element.connection, world.sockets.length]).to.deep.equal(['connecting', 2]);
  });

  it('leaves a lost socket to its time without a backend', async () => {
    const { element } = await greeted({}, world);
    world.socket.end();
    await element.checkStatus();
    expect(element.connection).to.equal('retrying');
  });

  it('verifying: joins, and resolves with the end', async () => {
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

  it('settles when the element is removed, or put away, meanwhile', async () => {
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
    it(`called amid ${type} of a signature, takes nothing from respondWith nor from the schedule`, async () => {
      const { element } = await greeted(BACKEND, world);
      world.answer = telling(SIGNED);
      element.addEventListener(type, () => void element.checkStatus());
      world.socket.frame(signed);
      await world.pass(1_000);
      expect(element.state).to.equal('verifying');
      element.remove();
    });

  it('may be called by getStatus itself: the question under way is the one', async () => {
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
