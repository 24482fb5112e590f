import { expect } from '@open-wc/testing';
import { greet, greeted, momentsOf, respond, stage, strike, telling } from '../support/stage.js';
import { VirtualWorld } from '../support/virtual-world.js';

const BACKEND = { statusUrl: '/status/{uuid}' };

describe('asking without a socket', () => {
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

  const unreachable: readonly [string, () => Promise<unknown>, readonly number[]][] = [
    ['sockets are swallowed', () => Promise.resolve(), [10, 20, 30, 45, 75, 135, 195, 255]],
    [
      'sockets are refused',
      async () => {
        for (const at of [0, 0.5, 1.5]) {
          await until(at);
          world.socket.end();
        }
      },
      [1.5, 11.5, 21.5, 36.5, 66.5, 126.5, 186.5, 246.5],
    ],
    [
      'it falls silent',
      async () => {
        greet(world);
        await until(40);
      },
      [0, 40, 50, 60, 75, 105, 165, 225],
    ],
  ];
  for (const [name, lose, expected] of unreachable)
    it(`without a socket, where ${name}: at ${expected.join(', ')} s`, async () => {
      await stage(BACKEND, world);
      await lose();
      await until(260);
      expect(asked()).to.deep.equal(expected);
    });

  it('without a socket only until one greets', async () => {
    await stage(BACKEND, world);
    await until(12);
    greet(world);
    for (const at of [30, 60, 90]) {
      await until(at);
      world.socket.frame({});
    }
    const moments = asked();
    expect(moments.slice(0, 2)).to.deep.equal([10, 13]);
    expect(moments.at(-1)).to.be.below(17);
  });

  it('without a socket only while the page is visible; what was put off is asked once somebody looks', async () => {
    await stage(BACKEND, world);
    await until(19);
    world.show(false);
    await until(22);
    world.show(true);
    await until(23);
    world.show(false);
    await until(24);
    world.show(true);
    await until(29);
    expect(asked()).to.deep.equal([10, 22]);
    world.show(false);
    await until(200);
    world.show(true);
    await until(201);
    world.show(false);
    await until(202);
    world.show(true);
    await until(210);
    expect(asked()).to.deep.equal([10, 22, 200]);
  });

  it('without a socket no more once the payload is resolved, or 60 s after the expiry', async () => {
    await stage(BACKEND, world);
    await until(15);
    world.answer = telling({ expired: true });
    await until(1_000);
    expect(asked()).to.deep.equal([10, 20, 30, 45, 75]);
    expect(world.timers).to.equal(0);
  });

  for (const [name, retryAfter, expected] of [
    ['20 s', '20', [0, 20]],
    ['1 s', '1', [0, 10]],
    ['a day, 60 s of it', '86400', [0, 60]],
    ['more than 2^31 ms, 60 s of it', '99999999999', [0, 60]],
  ] as const)
    it(`keeps a Retry-After of ${name}`, async () => {
      world.answer = () =>
        Promise.resolve(respond('', { status: 429, headers: { 'Retry-After': retryAfter } }));
      await greeted(BACKEND, world);
      world.show(false);
      await until(10);
      world.show(true); // back from the wallet: a reason to ask
      world.socket.frame({});
      await until(40);
      world.socket.frame({});
      await until(expected[1] + 5);
      expect(asked()).to.deep.equal(expected);
    });

  it('is not kept from asking by a clock that leaps back an hour', async () => {
    const { element } = await greeted(BACKEND, world);
    world.clock.setSystemTime(start - 3_600_000);
    start = world.clock.now;
    void element.checkStatus();
    await until(3);
    expect(world.questions).to.have.length(2);
  });
});
