import { expect } from '@open-wc/testing';
import type { XummPayloadStatus } from '../../src/index.js';
import { createIn } from '../support/element.js';
import { codesOf, greet, greeted, held, respond, strike, telling, untilAborted } from '../support/stage.js';
import {
  dispatched,
  expired,
  opened,
  OTHER_UUID,
  preSigned,
  seconds,
  signed,
  SOCKET_URL,
  UUID,
} from '../support/frames.js';
import { VirtualWorld } from '../support/virtual-world.js';

const OTHER_URL = `wss://xumm.app/sign/${OTHER_UUID}`;
const classOf = (element: XummPayloadStatus) => element.constructor as new () => XummPayloadStatus;
const NOTHING = { timers: 0, listeners: 0, sockets: 0, questions: 0 };

describe('an element that is moved, removed or set anew', () => {
  afterEach(strike);

  for (const [name, set] of [
    ['removed', null],
    ['given no payload', { websocketUrl: null }],
    ['given a faulty one', { websocketUrl: 'wss://evil.example/x' }],
  ] as const)
    it(`leaves nothing behind when it is ${name} during a question`, async () => {
      const world = new VirtualWorld();
      world.answer = (_url, { signal }) => untilAborted(signal);
      const { element, heard } = await greeted({ statusUrl: '/status/{uuid}' }, world);
      world.socket.frame(seconds(300));
      await world.pass(1000); // so that its attributes were checked
      expect(held(world)).to.deep.include({ sockets: 1, questions: 1 });
      const { error } = console;
      console.error = () => undefined;
      if (set) Object.assign(element, set);
      else element.remove();
      await element.updateComplete;
      console.error = error;
      await world.settle();
      expect({ ...held(world), listeners: 0 }).to.deep.equal(NOTHING);
      expect(codesOf(heard).filter((code) => code === 'status-failed')).to.deep.equal([]);
    });

  it('keeps socket and question when it is moved', async () => {
    const world = new VirtualWorld();
    world.answer = (_url, { signal }) => untilAborted(signal);
    const { element, heard } = await greeted({ statusUrl: '/status/{uuid}' }, world);
    const before = held(world);
    const events = heard.length;
    const elsewhere = document.createElement('div');
    document.body.append(elsewhere);
    elsewhere.append(element);
    await world.settle();
    expect(held(world)).to.deep.equal(before);
    expect([world.sockets.length, heard.length]).to.deep.equal([1, events]);
    world.socket.frame(opened);
    expect(element.state).to.equal('opened');
    elsewhere.remove();
  });

  it('stops waiting for an answer when it is removed', async () => {
    const world = new VirtualWorld();
    world.answer = (_url, { signal }) => untilAborted(signal);
    const { element } = await greeted({ statusUrl: '/status/{uuid}' }, world);
    world.socket.frame(expired);
    expect(element.state).to.equal('waiting');
    element.remove();
    await world.settle();
    expect(element.state).to.equal('expired');
  });

  it('continues where it was when it is mounted again', async () => {
    const { world, element } = await greeted();
    world.socket.frame(opened);
    element.remove();
    await world.settle();
    expect(held(world)).to.deep.equal(NOTHING);
    document.body.append(element);
    expect([element.state, world.sockets.length]).to.deep.equal(['opened', 2]);
    greet(world);
    world.socket.frame(signed);
    expect(element.state).to.equal('signed');
  });

  it('drops the old payload completely when another is set during a question', async () => {
    const world = new VirtualWorld();
    let answer: (response: Response) => void = () => undefined;
    world.answer = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const { element, heard } = await greeted({ statusUrl: '/status/{uuid}' }, world);
    const [first] = world.sockets;
    const [question] = world.questions;
    world.socket.frame(seconds(100));
    world.socket.frame(expired); // waits for the answer
    element.websocketUrl = OTHER_URL;
    await element.updateComplete;
    expect(first?.isClosed).to.equal(true);
    expect(question?.signal?.aborted).to.equal(true);
    answer(respond({ resolved: true, signed: true, verification: 'verified' }));
    first?.frame(signed);
    await world.settle();
    expect([element.state, element.resolution, element.secondsLeft]).to.deep.equal(['waiting', null, null]);
    expect(world.socket.url).to.equal(OTHER_URL);
    expect(codesOf(heard)).to.deep.equal([]);
  });

  it('asks about the new payload at once, however recently it asked about the old one', async () => {
    const world = new VirtualWorld();
    world.answer = telling({ opened: false });
    const { element } = await greeted({ statusUrl: '/status/{uuid}' }, world);
    element.websocketUrl = OTHER_URL;
    await element.updateComplete;
    world.socket.open();
    world.socket.frame({ message: `Welcome ${OTHER_UUID}` });
    await world.settle();
    expect(world.questions.map(({ url }) => url.split('/').at(-1))).to.deep.equal([UUID, OTHER_UUID]);
  });

  it('changes the socket and keeps the state when only the host changes', async () => {
    const { world, element } = await greeted();
    world.socket.frame(opened);
    element.websocketUrl = SOCKET_URL.replace('xumm.app', 'xaman.app');
    await element.updateComplete;
    expect([element.state, world.sockets.length, world.openSockets]).to.deep.equal(['opened', 2, 1]);
  });
});

describe('the life of the page', () => {
  afterEach(strike);

  it('holds no socket while the page is in the back/forward cache, and connects at once when it is back', async () => {
    const { world, element } = await greeted();
    await world.pass(1000); // so that its attributes were checked
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

  it('ignores the pageshow of a page that was not away', async () => {
    const { world } = await greeted();
    world.page('pageshow');
    expect(world.sockets).to.have.length(1);
  });

  it('counts down 60 days of expires_in_seconds without an early timer', async () => {
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

  it('pings and asks the backend after a sleep of eight hours', async () => {
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

describe('nothing is left behind', () => {
  /** Where an element is when it is removed. */
  const moments: Readonly<Record<string, (world: VirtualWorld) => void | Promise<void>>> = {
    'while it connects': () => undefined,
    'before the greeting': ({ socket }) => {
      socket.open();
    },
    'with a question under way': greet,
    'with the next question waiting for its turn': async (world) => {
      greet(world);
      await world.pass(100);
      world.socket.end();
      await world.pass(600);
      greet(world);
    },
    'waiting for a retry': (world) => {
      greet(world);
      world.socket.end();
    },
    'asking instead of listening': async (world) => {
      for (let tries = 0; tries < 3; tries++) {
        world.socket.end();
        await world.pass(5_000);
      }
    },
    'waiting for a pong': async (world) => {
      greet(world);
      await world.pass(36_000);
    },
    'in hand': (world) => {
      greet(world);
      for (const frame of [seconds(300), opened, preSigned, dispatched]) world.socket.frame(frame);
    },
    'while it verifies': async (world) => {
      greet(world);
      world.socket.frame(signed);
      await world.pass(2_000);
    },
    'lingering after the expiry': async (world) => {
      greet(world);
      await world.pass(11_000);
      world.socket.frame(expired);
      await world.pass(1_000);
    },
  };
  const answers: Readonly<Record<string, VirtualWorld['answer']>> = {
    'answers at once': () => Promise.resolve(respond({ opened: false, resolved: false })),
    'never answers': (_url, { signal }) => untilAborted(signal),
  };

  for (const [moment, lead] of Object.entries(moments))
    for (const [backend, answer] of Object.entries(answers))
      it(`by 50 elements removed ${moment}, with a backend that ${backend}`, async () => {
        const world = new VirtualWorld();
        world.answer = answer;
        const Element = classOf(createIn(world.environment));
        for (let count = 0; count < 50; count++) {
          const element = new Element();
          element.websocketUrl = SOCKET_URL;
          element.statusUrl = '/status';
          document.body.append(element);
          await element.updateComplete;
          await lead(world);
          expect(held(world)).not.to.deep.equal(NOTHING);
          element.remove();
          await world.settle();
          expect(held(world)).to.deep.equal(NOTHING);
        }
      });
});
