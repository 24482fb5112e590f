import { expect } from '@open-wc/testing';
import { dispatched, opened, OTHER_UUID, seconds, signed, UUID, welcome } from '../support/frames.js';
import { VirtualWorld } from '../support/virtual-world.js';
import { connect, leftBehind, type Connected } from './support.js';

const pong = { message: 'Right back at you!' };
const unknown = { message: 'Payload not found' };

describe('one socket', () => {
  let world: VirtualWorld;
  let connected: Connected;

  beforeEach(() => {
    world = new VirtualWorld();
    connected = connect(world);
  });
  afterEach(() => {
    expect(leftBehind(world, connected)).to.deep.equal([0, 0]);
  });

  const since = (line: string): string[] => connected.log.slice(connected.log.indexOf(line) + 1);

  const greetings: readonly [string, unknown, readonly string[]][] = [
    ['the welcome', welcome, ['greeting', 'says welcome']],
    ['the welcome in capitals', { message: `WELCOME ${UUID.toUpperCase()}` }, ['greeting', 'says welcome']],
    ['a pong', pong, ['greeting', 'says pong']],
    ['the seconds', seconds(54), ['greeting', 'says countdown']],
    ['opened', opened, ['greeting', 'says opened']],
    ['the resolution', signed, ['greeting', 'says resolved']],
    ['an unknown key', { news: 1 }, ['greeting', 'says nothing']],
    ['a message beside something known', { ...unknown, ...dispatched }, ['greeting', 'says text,dispatched']],
    ['no JSON', 'hello', ['greeting', 'bad frame']],
    ['another uuid', { message: `Welcome ${OTHER_UUID}` }, ['greeting', 'says welcome', 'closed']],
  ];
  for (const [name, frame, expected] of greetings)
    it(`is greeted by any first frame: ${name}`, () => {
      world.socket.open();
      world.socket.frame(frame);
      expect(since('open')).to.deep.equal(expected);
    });

  it('is greeted once', () => {
    world.socket.open();
    for (const frame of [welcome, seconds(54), welcome]) world.socket.frame(frame);
    expect(connected.log.filter((line) => line === 'greeting')).to.have.length(1);
  });

  it('closes on the welcome of another payload, at any time, and never tries again', async () => {
    world.socket.open();
    world.socket.frame(welcome);
    world.socket.frame({ message: `Welcome ${OTHER_UUID}` });
    expect(world.openSockets).to.equal(0);
    expect(connected.log.at(-1)).to.equal('closed');
    connected.check();
    await world.pass(300_000);
    expect(world.sockets).to.have.length(1);
  });

  /** Frames with the ms before each, and the ms before the close. */
  const farewells: readonly [string, readonly unknown[], number, string][] = [
    ['a message, closed at once', [0, unknown], 0, 'unknown payload'],
    ['a message, closed after 4.999 s', [0, unknown], 4_999, 'unknown payload'],
    ['a message after 9 s, closed after 4 s more', [9_000, unknown], 4_000, 'unknown payload'],
    ['a message, closed after 5.001 s', [0, unknown], 5_001, 'lost'],
    ['a pong, closed at once', [0, pong], 0, 'lost'],
    ['the welcome, closed at once', [0, welcome], 0, 'lost'],
    ['the seconds, closed at once', [0, seconds(5)], 0, 'lost'],
    ['a message, then the seconds, closed', [0, unknown, 10, seconds(5)], 0, 'lost'],
    ['the welcome, then a message, closed', [0, welcome, 10, unknown], 0, 'unknown payload'],
    ['the welcome, the seconds, a message', [0, welcome, 5, seconds(54), 10, unknown], 0, 'lost'],
    ['no word, closed', [], 0, 'lost'],
  ];
  for (const [name, frames, closesAfterMs, expected] of farewells)
    it(`${name}: ${expected}`, async () => {
      world.socket.open();
      for (const each of frames)
        if (typeof each === 'number') await world.pass(each);
        else world.socket.frame(each);
      await world.pass(closesAfterMs);
      world.socket.end(1000, 'bye');
      const isUnknown = expected === 'unknown payload';
      expect(connected.log.includes('unknown payload')).to.equal(isUnknown);
      expect(connected.log.includes('closed 1000 bye')).to.equal(isUnknown);
      expect(connected.log.some((line) => line.startsWith('retrying 1000 bye'))).to.equal(!isUnknown);
      await world.pass(60_000);
      expect(world.sockets.length > 1).to.equal(!isUnknown);
    });

  it('treats a farewell as a loss if the payload was greeted before', async () => {
    world.socket.open();
    world.socket.frame(welcome);
    world.socket.end();
    await world.pass(1_000);
    world.socket.open();
    world.socket.frame(unknown);
    world.socket.end();
    expect(connected.log).not.to.contain('unknown payload');
  });

  for (const when of ['before', 'after'] as const)
    it(`treats a farewell as a loss if the backend answered ${when} the message`, () => {
      world.socket.open();
      if (when === 'before') connected.exists = true;
      world.socket.frame(unknown);
      connected.exists = true;
      world.socket.end();
      expect(connected.log).not.to.contain('unknown payload');
      expect(connected.log.at(-1)).to.equal('retrying 1006 500 ms');
    });

  it('is lost if it does not open within 10 s', async () => {
    await world.pass(9_999);
    expect(connected.log).to.deep.equal(['connecting']);
    await world.pass(1);
    expect(since('connecting')).to.deep.equal(['unreachable', 'retrying 500 ms']);
    expect(world.openSockets).to.equal(0);
  });

  it('is lost if it is open and silent for 10 s', async () => {
    await world.pass(8_000);
    world.socket.open();
    await world.pass(9_999);
    expect(connected.log.at(-1)).to.equal('open');
    await world.pass(1);
    expect(since('open')).to.deep.equal(['unreachable', 'retrying 500 ms']);
    expect(world.openSockets).to.equal(0);
  });

  const bad: readonly [string, unknown][] = [
    ['no JSON', '{"opened":'],
    ['binary', new TextEncoder().encode('{"opened":true}').buffer],
    ['64 KiB and a byte', JSON.stringify({ opened: true, x: 'x'.repeat(65_536 - 20) })],
  ];
  for (const [name, frame] of bad)
    it(`ignores a frame of ${name}, and reports it once per connection`, async () => {
      world.socket.open();
      world.socket.frame(welcome);
      world.socket.frame(frame);
      world.socket.frame(frame);
      expect(since('says welcome')).to.deep.equal(['bad frame']);
      world.socket.frame(opened);
      expect(connected.log.at(-1)).to.equal('says opened');
      world.socket.end();
      await world.pass(1_000);
      world.socket.open();
      world.socket.frame(frame);
      expect(connected.log.filter((line) => line === 'bad frame')).to.have.length(2);
    });

  it('receives array buffers, because blobs would be read late', () => {
    expect(world.socket.binaryType).to.equal('arraybuffer');
  });
});
