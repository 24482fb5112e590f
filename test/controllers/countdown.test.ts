import { expect } from '@open-wc/testing';
import type { XummPayloadStatus } from '../../src/index.js';
import { createIn, partOf } from '../support/element.js';
import { seconds, SOCKET_URL, welcome } from '../support/frames.js';
import { VirtualWorld } from '../support/virtual-world.js';

describe('the countdown', () => {
  let world: VirtualWorld;
  let elements: XummPayloadStatus[];

  const add = async (count: number): Promise<void> => {
    const first = createIn(world.environment, { websocketUrl: SOCKET_URL });
    const Element = first.constructor as new () => XummPayloadStatus;
    elements = [
      first,
      ...Array.from({ length: count - 1 }, () => Object.assign(new Element(), { websocketUrl: SOCKET_URL })),
    ];
    document.body.append(...elements);
    await world.settle();
    for (const socket of world.sockets) {
      socket.open();
      socket.frame(welcome);
    }
    await world.settle();
  };
  const shown = (): string[] =>
    elements.map((element) => partOf(element, 'countdown')?.querySelector('bdi')?.textContent ?? '');

  beforeEach(() => {
    world = new VirtualWorld();
    elements = [];
  });
  afterEach(() => {
    for (const element of elements) element.remove();
  });

  it('of twenty elements changes in the same moment', async () => {
    await add(20);
    // Deadlines in different parts of a second.
    await world.pass(1);
    for (const socket of world.sockets) {
      socket.frame(seconds(300));
      await world.pass(7);
    }
    expect(new Set(shown())).to.deep.equal(new Set(['5:00']));
    await world.pass(1000);
    expect(new Set(shown())).to.deep.equal(new Set(['4:59']));
  });

  it('off the screen changes only spoken words, and is right as soon as it is visible', async () => {
    await add(1);
    world.socket.frame(seconds(62));
    await world.settle();
    expect(shown()).to.deep.equal(['1:02']);
    const scroll = async (isOnScreen: boolean): Promise<void> => {
      for (const listener of world.scrolled) listener(isOnScreen);
      await world.settle();
    };
    await scroll(false);
    const texts = new Set<string>();
    for (let second = 0; second < 33; second++) {
      await world.pass(1000);
      texts.add(shown().join());
    }
    expect([...texts]).to.deep.equal(['1:02', '1:00', '0:30']);
    await scroll(true);
    expect(shown()).to.deep.equal(['0:29']);
    await world.pass(1000);
    expect(shown()).to.deep.equal(['0:28']);
  });

  it('does not change in a hidden page', async () => {
    await add(1);
    world.socket.frame(seconds(75));
    await world.settle();
    const timers = world.timers;
    world.show(false);
    await world.settle();
    expect(world.timers).to.equal(timers - 1);
    await world.pass(10_000);
    expect(shown()).to.deep.equal(['1:15']);
    world.show(true);
    await world.settle();
    expect(shown()).to.deep.equal(['1:05']);
  });

  it('ends at zero off the screen too', async () => {
    await add(1);
    world.socket.frame(seconds(5));
    await world.settle();
    for (const listener of world.scrolled) listener(false);
    await world.pass(5000);
    expect(elements[0]?.secondsLeft).to.equal(0);
    expect(partOf(elements[0] as XummPayloadStatus, 'message')?.textContent).to.equal(
      'Time is up, checking…',
    );
  });
});
