import { expect } from '@open-wc/testing';
import { codesOf, detailsOf, greet, greeted, held, stage, strike, telling } from '../support/stage.js';
import {
  declined,
  expired,
  opened,
  OTHER_UUID,
  preSigned,
  seconds,
  signed,
  UUID,
  welcome,
} from '../support/frames.js';
import { VirtualWorld } from '../support/virtual-world.js';

const NOTHING = { timers: 0, listeners: 0, sockets: 0, questions: 0 };

describe('a session', () => {
  afterEach(strike);

  it('tells each change of the connection', async () => {
    const { world, element, heard } = await stage();
    world.socket.open();
    world.socket.frame(welcome);
    world.socket.end(1012, 'restart');
    await world.pass(500);
    expect(element.getAttribute('connection')).to.equal('connecting');
    greet(world);
    world.socket.frame(signed);
    const none = { uuid: UUID, code: null, reason: null, retryInMs: null };
    expect(detailsOf(heard, 'xumm-connection-change')).to.deep.equal([
      { ...none, connection: 'connecting', previous: 'idle' },
      { ...none, connection: 'open', previous: 'connecting' },
      { ...none, connection: 'retrying', previous: 'open', code: 1012, reason: 'restart', retryInMs: 500 },
      { ...none, connection: 'connecting', previous: 'retrying' },
      { ...none, connection: 'open', previous: 'connecting' },
      { ...none, connection: 'closed', previous: 'open' },
    ]);
  });

  it('is payload-mismatch, closed for good, on the welcome of another payload', async () => {
    const { world, element, heard } = await stage();
    world.socket.open();
    world.socket.frame({ message: `Welcome ${OTHER_UUID}`, ...opened });
    await world.pass(60_000);
    expect([element.state, element.connection]).to.deep.equal(['waiting', 'closed']);
    expect(codesOf(heard)).to.deep.equal(['payload-mismatch']);
    expect(world.sockets).to.have.length(1);
  });

  it('is not-found, and at rest, on a message and a close', async () => {
    const { world, element, heard } = await stage();
    world.socket.open();
    world.socket.frame({ message: 'no such payload' });
    world.socket.end(1000);
    expect([element.state, element.connection]).to.deep.equal(['not-found', 'closed']);
    expect(codesOf(heard)).to.deep.equal(['not-found']);
    await world.pass(60_000);
    world.page('online');
    expect(world.sockets).to.have.length(1);
    expect(world.timers).to.equal(0);
  });

  it('tells bad-frame once a connection', async () => {
    const { world, heard } = await greeted();
    for (const frame of ['junk', '[]', '7']) world.socket.frame(frame);
    expect(codesOf(heard)).to.deep.equal(['bad-frame']);
  });

  for (const [name, end] of [
    ['signed', signed],
    ['declined', declined],
  ] as const)
    it(`closes the socket once it is ${name}, and holds nothing but its listeners`, async () => {
      const { world } = await greeted();
      world.socket.frame(end);
      await world.settle();
      expect({ ...held(world), listeners: 0 }).to.deep.equal(NOTHING);
      world.page('online');
      world.show(true);
      await world.pass(60_000);
      expect(world.sockets).to.have.length(1);
    });

  it('keeps the socket 60 s after the expiry', async () => {
    const { world, element } = await greeted();
    world.socket.frame(expired);
    for (let beat = 0; beat < 3; beat++) {
      await world.pass(15_000);
      world.socket.frame(seconds(-15 * beat));
    }
    await world.pass(14_999);
    expect([element.state, world.openSockets]).to.deep.equal(['expired', 1]);
    await world.pass(1);
    expect([element.connection, world.openSockets, world.timers]).to.deep.equal(['closed', 0, 0]);
    world.page('online');
    expect(world.openSockets).to.equal(0);
  });

  it('reconnects within those 60 s, and not after', async () => {
    const { world, element } = await greeted();
    world.socket.frame(expired);
    await world.pass(30_000);
    world.socket.end();
    await world.pass(500);
    greet(world);
    await world.pass(29_500);
    expect([element.connection, world.sockets.length]).to.deep.equal(['closed', 2]);
  });

  it('stays beyond those 60 s where it was opened after all', async () => {
    const { world, element } = await greeted();
    world.socket.frame(expired);
    await world.pass(30_000);
    world.socket.frame(preSigned);
    for (let beat = 0; beat < 8; beat++) {
      await world.pass(15_000);
      world.socket.frame(seconds(-15 * beat));
    }
    expect([element.state, world.openSockets]).to.deep.equal(['pre-signed', 1]);
    world.socket.frame(signed);
    expect(element.state).to.equal('signed');
  });

  for (const connection of ['connecting', 'open', 'retrying', 'closed'])
    it(`bears a listener that calls checkStatus() at each "${connection}"`, async () => {
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
