import { expect } from '@open-wc/testing';
import type { XummPayloadStatus } from '../../src/index.js';
import { CountingEnvironment } from '../support/counting-environment.js';
import { allClosed, CUTS } from '../support/cut-run.js';
import { createIn, nextEvent } from '../support/element.js';
import {
  dispatched,
  expired,
  opened,
  preSigned,
  seconds,
  signed,
  SOCKET_URL,
  UUID,
} from '../support/frames.js';
import { greet, held, respond, untilAborted } from '../support/stage.js';
import { VirtualWorld } from '../support/virtual-world.js';

const CYCLES = 1_000;
const AT_ONCE = 10;

const classOf = (element: XummPayloadStatus) => element.constructor as new () => XummPayloadStatus;

describe('nothing is left behind', () => {
  it(`by ${CYCLES} elements on real sockets, each greeted, asked for and opened`, async function () {
    this.timeout(60_000);
    const counting = new CountingEnvironment();
    const Element = classOf(createIn(counting.environment));
    const cycle = async (): Promise<void> => {
      const element = new Element();
      element.websocketUrl = `ws://${location.host}${CUTS}/open/sign/${UUID}`;
      element.statusUrl = `${CUTS}/open/status`;
      element.hidden = true; // what is counted here need not be painted
      document.body.append(element);
      await nextEvent(element, 'xumm-state-change', ({ state }) => state === 'pre-signed');
      element.remove();
    };
    const lane = async (): Promise<void> => {
      for (let count = 0; count < CYCLES / AT_ONCE; count++) await cycle();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    expect(counting.held).to.deep.equal({ timers: 0, listeners: 0, fetches: 0, sockets: 0 });
    expect(counting.ever.sockets).to.equal(CYCLES);
    expect(counting.ever.fetches).to.be.at.least(CYCLES);
    expect(counting.ever.listeners).to.be.at.least(CYCLES);
    expect(counting.ever.timers).to.be.at.least(CYCLES);
    expect(await allClosed()).to.equal(0);
  });

  /** How far an element has come when it is taken away. */
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
      it(`by 50 elements taken away ${moment}, by a backend that ${backend}`, async () => {
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
          expect(held(world)).not.to.deep.equal({ timers: 0, listeners: 0, sockets: 0, questions: 0 });
          element.remove();
          await world.settle();
          expect(held(world)).to.deep.equal({ timers: 0, listeners: 0, sockets: 0, questions: 0 });
        }
      });
});
