import { expect } from '@open-wc/testing';
import { XummPayloadStatus } from '../../src/index.js';
import { record } from '../support/element.js';
import { SOCKET_URL, UUID } from '../support/frames.js';
import { VirtualWorld } from '../support/virtual-world.js';

const STATES = ['idle', 'waiting', 'error'];
const NAMES = [
  ...['payload', 'websocketUrl', 'uuid', 'signUrl', 'pushed', 'statusUrl', 'getStatus'],
  ...['renewable', 'autoReturn', 'network', 'messages', 'layout'],
];
/** Before the definition a page can set these too: nothing says yet that they are read-only. */
const READ_ONLY = ['state', 'connection', 'secondsLeft', 'resolution', 'checkStatus'];

/** A proxy that throws at every use. */
const hostile = (): unknown =>
  new Proxy(
    {},
    Object.fromEntries(
      ['get', 'has', 'ownKeys', 'getOwnPropertyDescriptor', 'getPrototypeOf'].map((trap) => [
        trap,
        () => {
          throw new Error('of the page');
        },
      ]),
    ),
  );

const VALUES: readonly (() => unknown)[] = [
  () => undefined,
  () => null,
  () => 0,
  () => 7,
  () => NaN,
  () => true,
  () => false,
  () => '',
  () => 'x',
  () => UUID,
  () => SOCKET_URL,
  () => ({}),
  () => [],
  () => ({ uuid: UUID }),
  () => JSON.stringify({ uuid: UUID }),
  () => () => undefined,
  () => Symbol('x'),
  () => 1n,
  () => Object.create(null) as unknown,
  hostile,
];

const created = (tag: string): XummPayloadStatus => document.createElement(tag as 'xumm-payload-status');

/** Random numbers, the same for the same seed. */
function from(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

describe('any property of any type, in any order', () => {
  const seed = Math.floor(Math.random() * 2 ** 32);
  const { error, warn } = console;
  const faults: unknown[] = [];
  const onFault = (event: PromiseRejectionEvent | ErrorEvent): void => {
    faults.push('reason' in event ? event.reason : event.message);
  };

  before(() => {
    console.error = console.warn = () => undefined;
    addEventListener('error', onFault);
    addEventListener('unhandledrejection', onFault);
  });
  after(() => {
    console.error = error;
    console.warn = warn;
    removeEventListener('error', onFault);
    removeEventListener('unhandledrejection', onFault);
  });

  it(`seed ${seed}: a state of the contract, one fault per cause, no loop, nothing thrown into the page`, async () => {
    const random = from(seed);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
    for (let run = 0; run < 60; run++) {
      const world = new VirtualWorld();
      const tag = `any-property-${run}`;
      const isEarly = random() < 0.3;
      let element = created(tag);
      const define = (): void => {
        customElements.define(
          tag,
          class extends XummPayloadStatus {
            static override environment = world.environment;
          },
        );
        element = document.querySelector<XummPayloadStatus>(tag) ?? element;
      };
      if (!isEarly) {
        define();
        element = created(tag);
      } else document.body.append(element);
      const heard = record(element);
      const steps: string[] = [];
      const set = async (names = NAMES): Promise<void> => {
        const name = pick(names);
        const index = Math.floor(random() * VALUES.length);
        steps.push(`${name}=${index}`);
        Object.assign(element, { [name]: VALUES[index]?.() });
        if (random() < 0.5) await world.settle();
      };
      for (let step = 0; step < 4; step++) await set();
      for (let step = 0; isEarly && step < 2; step++) await set(READ_ONLY);
      if (isEarly) define();
      if (random() < 0.8) document.body.append(element);
      for (let step = 0; step < 8; step++) await set();
      if (!element.isConnected) document.body.append(element);
      await world.settle();
      const why = `seed ${seed}, run ${run}: ${steps.join(' ')}`;
      expect(STATES, why).to.include(element.state);
      expect(element.getAttribute('state'), why).to.equal(element.state);
      expect(element.getAttribute('connection'), why).to.equal(element.connection);
      expect([element.secondsLeft, element.resolution], why).to.deep.equal([null, null]);
      expect(await element.checkStatus(), why).to.equal(element.state);
      const errors = heard.filter(({ type }) => type === 'xumm-error').length;
      expect(errors, why).to.be.at.most(13);
      expect(heard.length, why).to.be.below(100);
      expect(element.shadowRoot?.querySelector('[part=base]'), why).not.to.equal(null);
      element.remove();
      await world.settle();
      expect([world.timers, world.openSockets], why).to.deep.equal([0, 0]);
      expect(faults, why).to.deep.equal([]);
    }
  });
});
