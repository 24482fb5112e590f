import { expect } from '@open-wc/testing';
import { textOf } from '../support/element.js';
import { codesOf, detailsOf, greet, greeted, held, stage, strike, telling } from '../support/stage.js';
import { declined, opened, OTHER_UUID, seconds, signed, UUID, welcome } from '../support/frames.js';
import { VirtualWorld } from '../support/virtual-world.js';

const NOTHING = { timers: 0, listeners: 0, sockets: 0, questions: 0 };

describe('the connection', () => {
  afterEach(strike);

  it('reports each change', async () => {
    const { world, element, heard } = await stage();
    world.socket.open();
    world.socket.frame(welcome);
    world.socket.end(1012, 'restart');
    await world.pass(500);
    expect(element.getAttribute('connection')).to.equal('connecting');
    greet(world);
    world.socket.end(1006, '');
    await world.pass(1000);
    greet(world);
    world.socket.frame(signed);
    const none = { uuid: UUID, code: null, reason: null, retryInMs: null };
    expect(detailsOf(heard, 'xumm-connection-change')).to.deep.equal([
      { ...none, connection: 'connecting', previous: 'idle' },
      { ...none, connection: 'open', previous: 'connecting' },
      { ...none, connection: 'retrying', previous: 'open', code: 1012, reason: 'restart', retryInMs: 500 },
      { ...none, connection: 'connecting', previous: 'retrying' },
      { ...none, connection: 'open', previous: 'connecting' },
      { ...none, connection: 'retrying', previous: 'open', code: 1006, retryInMs: 1000 },
      { ...none, connection: 'connecting', previous: 'retrying' },
      { ...none, connection: 'open', previous: 'connecting' },
      { ...none, connection: 'closed', previous: 'open' },
    ]);
  });

  it('is closed for good, with payload-mismatch, on the welcome of another payload', async () => {
    const { world, element, heard } = await stage();
    world.socket.open();
    world.socket.frame({ message: `Welcome ${OTHER_UUID}`, ...opened });
    await world.pass(60_000);
    expect([element.state, element.connection]).to.deep.equal(['waiting', 'closed']);
    expect(codesOf(heard)).to.deep.equal(['payload-mismatch']);
    expect(world.sockets).to.have.length(1);
  });

  for (const [name, end] of [
    ['signed', signed],
    ['declined', declined],
  ] as const)
    it(`closes the socket when it is ${name}, and then holds only its listeners`, async () => {
      const { world } = await greeted();
      await world.pass(1000); // so that its attributes were checked
      world.socket.frame(end);
      await world.settle();
      expect({ ...held(world), listeners: 0 }).to.deep.equal(NOTHING);
      world.page('online');
      world.show(true);
      await world.pass(60_000);
      expect(world.sockets).to.have.length(1);
    });

  it('has another sentence if the device is offline', async () => {
    const { world, element } = await greeted();
    world.chance = 0.99;
    world.socket.end();
    await element.updateComplete;
    const before = textOf(element, '[part~="connection"]');
    world.isOnline = false;
    world.page('offline');
    await element.updateComplete;
    expect(textOf(element, '[part~="connection"]')).not.to.equal(before);
  });

  it('keeps its note on the loss through the tries that fail', async () => {
    const { world, element } = await greeted();
    world.chance = 0.99;
    world.socket.end();
    await world.pass(1_000);
    world.socket.end();
    await world.pass(2_000);
    expect([element.connection, textOf(element, '[part~="connection"]') !== '']).to.deep.equal([
      'connecting',
      true,
    ]);
    greet(world);
    await element.updateComplete;
    expect(element.renderRoot.querySelector('[part~="connection"]')).to.equal(null);
  });

  for (const connection of ['connecting', 'open', 'retrying', 'closed'])
    it(`works with a listener that calls checkStatus() at each "${connection}"`, async () => {
      const world = new VirtualWorld();
      world.answer = telling({ opened: false });
      const { element } = await stage({ statusUrl: '/status/{uuid}' }, world);
      element.addEventListener('xumm-connection-change', ({ detail }) => {
        if (detail.connection === connection) void element.checkStatus();
      });
      for (let loss = 0; loss < 3; loss++) {
        world.socket.end();
        await world.pass(8_000);
        expect(world.openSockets).to.be.at.most(1);
      }
      greet(world);
      await world.pass(4_000);
      world.socket.frame(seconds(300));
      const { length } = world.sockets;
      await world.pass(30_000);
      expect([world.sockets.length, world.openSockets]).to.deep.equal([length, 1]);
    });
});
