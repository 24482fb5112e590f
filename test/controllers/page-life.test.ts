import { expect } from '@open-wc/testing';
import { greeted, strike, telling } from '../support/stage.js';
import { opened, seconds } from '../support/frames.js';
import { VirtualWorld } from '../support/virtual-world.js';

describe('the life of the page', () => {
  afterEach(strike);

  it('holds no socket while the page is put away, and connects at once when it is back', async () => {
    const { world, element } = await greeted();
    world.socket.frame(opened);
    world.page('pagehide');
    expect(element.connection).to.equal('closed');
    expect([world.openSockets, world.timers]).to.deep.equal([0, 0]);
    await world.pass(3_600_000);
    expect(world.sockets).to.have.length(1);
    world.page('pageshow');
    expect([element.state, element.connection, world.sockets.length]).to.deep.equal([
      'opened',
      'connecting',
      2,
    ]);
  });

  it('takes the pageshow of a page that was not away for none', async () => {
    const { world } = await greeted();
    world.page('pageshow');
    expect(world.sockets).to.have.length(1);
  });

  for (const [name, event] of [
    [
      'online',
      (world: VirtualWorld) => {
        world.page('online');
      },
    ],
    [
      'visible',
      (world: VirtualWorld) => {
        world.show(true);
      },
    ],
  ] as const) {
    it(`pings when it is ${name}, and connects anew at once where nobody answers within 5 s`, async () => {
      const { world } = await greeted();
      event(world);
      expect(world.socket.sent).to.deep.equal(['{"ping":true}']);
      await world.pass(5_000);
      expect([world.sockets.length, world.openSockets]).to.deep.equal([2, 1]);
    });

    it(`tries at once when it is ${name} while it waits`, async () => {
      const { world } = await greeted();
      world.chance = 0.99;
      world.socket.end();
      event(world);
      expect(world.sockets).to.have.length(2);
    });
  }

  it('does not ping when it turns hidden, or offline', async () => {
    const { world } = await greeted();
    world.show(false);
    world.page('offline');
    expect(world.socket.sent).to.deep.equal([]);
  });

  it('counts 60 days of expires_in_seconds down without a wake-up too early', async () => {
    const { world, element } = await greeted();
    const days = 60 * 86_400;
    world.socket.frame(seconds(days));
    await element.updateComplete;
    const delays = Object.values(
      (world.clock as unknown as { timers: Record<string, { delay: number }> }).timers,
    ).map(({ delay }) => delay);
    expect(Math.max(...delays)).to.be.below(2 ** 31);
    await world.pass(10_000);
    expect([element.state, element.secondsLeft]).to.deep.equal(['waiting', days - 10]);
  });

  it('asks for a sign of life, and the truth, after a sleep of eight hours', async () => {
    const world = new VirtualWorld();
    world.answer = telling({ opened: false });
    const { element } = await greeted({ statusUrl: '/status/{uuid}' }, world);
    world.socket.frame(seconds(100));
    world.answer = telling({ opened: true, resolved: true, signed: true, verification: 'verified' });
    await world.sleep(8 * 3_600_000);
    expect(element.state).to.equal('waiting'); // its own clock ends nothing
    await world.pass(5_000); // no pong: the first silent drop
    expect(element.state).to.equal('verified');
  });
});
