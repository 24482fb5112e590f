import { expect } from '@open-wc/testing';
import { opened, seconds, signed, SOCKET_URL, welcome } from '../support/frames.js';
import { VirtualWorld } from '../support/virtual-world.js';
import { connect, leftBehind, type Connected } from './support.js';

describe('the socket', () => {
  let world: VirtualWorld;
  let connected: Connected;

  beforeEach(() => {
    world = new VirtualWorld();
    connected = connect(world);
  });
  afterEach(() => {
    expect(leftBehind(world, connected)).to.deep.equal([0, 0]);
  });

  const greet = (): void => {
    world.socket.open();
    world.socket.frame(welcome);
  };
  const delays = (): string[] =>
    connected.log
      .filter((line) => line.startsWith('retrying'))
      .map((line) => line.replace(/^.* (\d+) ms/, '$1'));

  const nextTry = (): Promise<void> => world.pass(Number(delays().at(-1)));

  it('opens one socket, at the given address', () => {
    expect(world.sockets.map(({ url }) => url)).to.deep.equal([SOCKET_URL]);
    expect(connected.log).to.deep.equal(['connecting']);
  });

  for (const [chance, bounds] of [
    [0.999_999, ['1000', '2000', '4000', '8000', '16000', '30000', '30000']],
    [0.5, ['500', '1000', '2000', '4000', '8000', '15000', '15000']],
    [0.001, ['1', '2', '4', '8', '16', '30', '30']],
  ] as const)
    it(`waits ${bounds.join(', ')} ms if random is ${chance} and no socket greets`, async () => {
      world.chance = chance;
      for (const bound of bounds) {
        world.socket.end();
        await world.pass(Number(bound) + 1);
      }
      expect(delays()).to.deep.equal(bounds);
      expect(world.sockets).to.have.length(bounds.length + 1);
    });

  it('tries at once if random is 0', () => {
    world.chance = 0;
    world.socket.end();
    expect(world.sockets).to.have.length(2);
    expect(connected.log).to.deep.equal(['connecting', 'connecting']);
  });

  for (const [livedMs, expected] of [
    [19_999, ['500', '1000', '2000', '4000']],
    [20_000, ['500', '1000', '2000', '500']],
  ] as const)
    it(`goes on with ${expected.at(-1) ?? ''} ms after a socket that lived ${livedMs} ms from its greeting`, async () => {
      for (const delayMs of [500, 1_000, 2_000]) {
        world.socket.end();
        await world.pass(delayMs);
      }
      world.socket.open();
      await world.pass(5_000); // open is not greeted
      world.socket.frame(welcome);
      await world.pass(livedMs);
      world.socket.end();
      expect(delays()).to.deep.equal(expected);
    });

  it('reports the code and the reason of the close', () => {
    greet();
    world.socket.end(1012, 'restart');
    expect(connected.log.at(-1)).to.equal('retrying 1012 restart 500 ms');
  });

  it('drops a socket that does not answer a ping, and connects again at once', async () => {
    greet();
    const first = world.socket;
    await world.pass(35_000);
    expect(first.sent).to.deep.equal(['{"ping":true}']);
    await world.pass(4_999);
    expect(world.sockets).to.have.length(1);
    await world.pass(1);
    expect([world.sockets.length, world.openSockets]).to.deep.equal([2, 1]);
    expect(connected.log.slice(-2)).to.deep.equal(['unreachable', 'connecting']);
  });

  it('keeps a socket that answers', async () => {
    greet();
    connected.check();
    expect(world.socket.sent).to.deep.equal(['{"ping":true}']);
    await world.pass(4_000);
    world.socket.frame({ message: 'Right back at you!' });
    await world.pass(20_000);
    expect(world.sockets).to.have.length(1);
  });

  const returns = {
    'the page turns visible': () => {
      world.show(true);
    },
    'the network is back': () => {
      world.page('online');
    },
  };
  for (const [name, comeBack] of Object.entries(returns)) {
    it(`pings when ${name}`, () => {
      greet();
      world.show(false);
      world.page('offline');
      expect(world.socket.sent).to.deep.equal([]);
      comeBack();
      expect(world.socket.sent).to.deep.equal(['{"ping":true}']);
    });

    it(`tries at once instead of waiting when ${name}`, () => {
      world.show(false);
      world.socket.end();
      comeBack();
      expect(world.sockets).to.have.length(2);
    });
  }

  it('pings a socket that has not greeted too, and connects again at once', async () => {
    world.socket.open();
    connected.check();
    await world.pass(5_000);
    expect(world.sockets).to.have.length(2);
  });

  it('does not hurry a socket that is still connecting', async () => {
    connected.check();
    await world.pass(9_000);
    greet();
    await world.pass(10_000);
    expect(world.socket.sent).to.deep.equal([]);
    expect(world.sockets).to.have.length(1);
  });

  it('tries at once when told to check while it waits, and only once', async () => {
    world.chance = 0.999;
    world.socket.end();
    await world.pass(100);
    connected.check();
    expect(world.sockets).to.have.length(2);
    greet();
    await world.pass(30_000);
    expect(world.sockets).to.have.length(2);
  });

  describe("where the page's policy", () => {
    const { error } = console;
    let said: string[];
    beforeEach(() => {
      said = [];
      console.error = (sentence: string) => said.push(sentence);
    });
    afterEach(() => {
      console.error = error;
    });

    for (const [name, blocked, disposition, times] of [
      ['forbids the address', [SOCKET_URL], 'enforce', 1],
      ['forbids its origin', ['wss://xumm.app'], 'enforce', 1],
      ['forbids it again and again', [SOCKET_URL, SOCKET_URL, 'wss://xumm.app'], 'enforce', 1],
      ['only reports it', [SOCKET_URL], 'report', 0],
      ['forbids another address', ['https://xumm.app', ''], 'enforce', 0],
    ] as const)
      it(`${name}: reported ${times} times, with what to add`, () => {
        for (const address of blocked) world.violate(address, disposition);
        expect(connected.log.filter((line) => line === 'forbidden')).to.have.length(times);
        expect(said).to.have.length(times);
        if (times > 0) expect(said[0]).to.contain('add wss://xumm.app to connect-src');
      });
  });

  it('ignores a late event of an earlier socket', async () => {
    greet();
    const [first] = world.sockets;
    connected.check();
    await world.pass(5_000);
    greet();
    const { length } = connected.log;
    for (const frame of [opened, signed, 'junk', seconds(1)]) first?.frame(frame);
    first?.end();
    expect(connected.log).to.have.length(length);
    expect(world.openSockets).to.equal(1);
  });

  for (const [losses, expected] of [
    [2, 0],
    [3, 1],
    [6, 1],
  ] as const)
    it(`calls the platform unreachable ${expected} times after ${losses} failed tries`, async () => {
      for (let loss = 0; loss < losses; loss++) {
        world.socket.end();
        await nextTry();
      }
      expect(connected.log.filter((line) => line === 'unreachable')).to.have.length(expected);
    });

  it('counts failed tries from the last greeting on', async () => {
    for (const isGreeted of [false, false, true, false, false]) {
      if (isGreeted) greet();
      world.socket.end();
      await nextTry();
    }
    expect(connected.log).not.to.contain('unreachable');
    world.socket.end();
    expect(connected.log).to.contain('unreachable');
  });

  it('treats a constructor that throws as a loss, reported after the call', async () => {
    connected.life.abort();
    world.socketFault = new DOMException('forbidden', 'SecurityError');
    const other = connect(world);
    expect(other.log).to.deep.equal(['connecting']);
    await world.pass(1);
    expect(other.log).to.deep.equal(['connecting', 'retrying SecurityError: forbidden 500 ms']);
    world.socketFault = null;
    await world.pass(500);
    expect(world.openSockets).to.equal(1);
    other.life.abort();
  });

  for (const word of ['connecting', 'open', 'retrying', 'unreachable'])
    it(`has one socket and no stray timer if a listener checks at "${word}"`, async () => {
      world.chance = 0.9;
      let checks = 0;
      connected.onLine = (line) => {
        if (line.startsWith(word) && checks++ < 5) connected.check();
      };
      for (let loss = 0; loss < 3; loss++) {
        const before = world.sockets.length;
        world.socket.end();
        await world.pass(4_000);
        expect([world.sockets.length - before, world.openSockets]).to.deep.equal([1, 1]);
        expect(connected.log.at(-1)).to.equal('connecting');
      }
      greet();
      const { length } = world.sockets;
      world.socket.frame(seconds(9));
      await world.pass(30_000);
      expect(world.openSockets).to.equal(1);
      expect(world.sockets).to.have.length(length);
    });

  it('sends nothing after its signal was aborted', async () => {
    greet();
    const { length } = connected.log;
    connected.life.abort();
    expect(world.openSockets).to.equal(0);
    world.socket.frame(opened);
    world.socket.end();
    connected.check();
    await world.pass(100_000);
    expect(connected.log).to.have.length(length);
    expect(world.sockets).to.have.length(1);
  });
});
