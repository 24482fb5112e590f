import { expect } from '@open-wc/testing';
import type { XummPayloadStatus } from '../../src/index.js';
import { createIn } from '../support/element.js';
import { dispatched, expired, opened, preSigned, seconds, signed, SOCKET_URL } from '../support/frames.js';
import { greet, held, respond, untilAborted } from '../support/stage.js';
import { VirtualWorld } from '../support/virtual-world.js';

const classOf = (element: XummPayloadStatus) => element.constructor as new () => XummPayloadStatus;

describe('nothing is left behind', () => {
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
