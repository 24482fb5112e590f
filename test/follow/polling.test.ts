import { expect } from '@open-wc/testing';
import { greet, greeted, respond, stage, strike, telling } from '../support/stage.js';
import { Asking, BACKEND } from './asking.js';

describe('asking without a socket', () => {
  let asking: Asking;
  let world: Asking['world'];

  beforeEach(() => {
    asking = new Asking();
    ({ world } = asking);
  });
  afterEach(strike);

  const unreachable: readonly [string, () => Promise<unknown>, readonly number[]][] = [
    ['sockets are swallowed', () => Promise.resolve(), [10, 20, 30, 45, 75, 135, 195, 255]],
    [
      'sockets are refused',
      async () => {
        for (const at of [0, 0.5, 1.5]) {
          await asking.until(at);
          world.socket.end();
        }
      },
      [1.5, 11.5, 21.5, 36.5, 66.5, 126.5, 186.5, 246.5],
    ],
    [
      'it falls silent',
      async () => {
        greet(world);
        await asking.until(40);
      },
      [0, 40, 50, 60, 75, 105, 165, 225],
    ],
  ];
  for (const [name, lose, expected] of unreachable)
    it(`without a socket, where ${name}: at ${expected.join(', ')} s`, async () => {
      await stage(BACKEND, world);
      await lose();
      await asking.until(260);
      expect(asking.moments()).to.deep.equal(expected);
    });

  it('without a socket only until one greets', async () => {
    await stage(BACKEND, world);
    await asking.until(12);
    greet(world);
    for (const at of [30, 60, 90]) {
      await asking.until(at);
      world.socket.frame({});
    }
    const moments = asking.moments();
    expect(moments.slice(0, 2)).to.deep.equal([10, 13]);
    expect(moments.at(-1)).to.be.below(17);
  });

  it('without a socket only while the page is visible; what was put off is asked once somebody looks', async () => {
    await stage(BACKEND, world);
    await asking.until(19);
    world.show(false);
    await asking.until(22);
    world.show(true);
    await asking.until(23);
    world.show(false);
    await asking.until(24);
    world.show(true);
    await asking.until(29);
    expect(asking.moments()).to.deep.equal([10, 22]);
    world.show(false);
    await asking.until(200);
    world.show(true);
    await asking.until(201);
    world.show(false);
    await asking.until(202);
    world.show(true);
    await asking.until(210);
    expect(asking.moments()).to.deep.equal([10, 22, 200]);
  });

  it('without a socket no more once the payload is resolved, or 60 s after the expiry', async () => {
    await stage(BACKEND, world);
    await asking.until(15);
    world.answer = telling({ expired: true });
    await asking.until(1_000);
    expect(asking.moments()).to.deep.equal([10, 20, 30, 45, 75]);
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
      await asking.until(10);
      world.show(true); // back from the wallet: a reason to ask
      world.socket.frame({});
      await asking.until(40);
      world.socket.frame({});
      await asking.until(expected[1] + 5);
      expect(asking.moments()).to.deep.equal(expected);
    });

  it('is not kept from asking by a clock that leaps back an hour', async () => {
    const { element } = await greeted(BACKEND, world);
    world.clock.setSystemTime(asking.start - 3_600_000);
    asking.start = world.clock.now;
    void element.checkStatus();
    await asking.until(3);
    expect(world.questions).to.have.length(2);
  });
});
