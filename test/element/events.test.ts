import { expect } from '@open-wc/testing';
import type { XummPayloadStatus, XummResolvedEvent } from '../../src/index.js';
import { createIn, record, type Heard } from '../support/element.js';
import {
  declined,
  dispatched,
  expired,
  fetched,
  opened,
  preSigned,
  seconds,
  signed,
  SOCKET_URL,
  UUID,
  welcome,
} from '../support/frames.js';
import { VirtualWorld } from '../support/virtual-world.js';

describe('events', () => {
  let world: VirtualWorld;
  let element: XummPayloadStatus;
  let heard: Heard[];

  beforeEach(async () => {
    world = new VirtualWorld();
    element = createIn(world.environment, { websocketUrl: SOCKET_URL });
    document.body.append(element);
    await element.updateComplete;
    world.socket.open();
    world.socket.frame(welcome);
    // At an ancestor, where a framework would listen.
    heard = record(element, document.body);
  });
  afterEach(() => {
    element.remove();
  });

  const types = (): string[] => heard.map(({ type }) => type.replace('xumm-', ''));

  const rows: readonly [string, readonly unknown[], readonly string[]][] = [
    [
      'several in one frame',
      [{ ...dispatched, ...preSigned, ...opened, ...fetched, ...seconds(9) }],
      ['state-change', 'countdown', 'opened', 'devapp-fetched', 'pre-signed', 'dispatched'],
    ],
    [
      'signed, then everything',
      [signed, signed, declined, expired, opened, preSigned, fetched, seconds(3)],
      ['connection-change', 'state-change', 'opened', 'resolved'],
    ],
    [
      'declined',
      [opened, declined],
      ['state-change', 'opened', 'connection-change', 'state-change', 'resolved'],
    ],
  ];
  for (const [name, frames, expected] of rows)
    it(`${name} → ${expected.join(', ') || 'nothing'}`, () => {
      for (const frame of frames) world.socket.frame(frame);
      expect(types()).to.deep.equal(expected);
      for (const { detail } of heard) expect(detail['uuid']).to.equal(UUID);
    });

  it('every property is final before the first event', () => {
    world.socket.frame({ ...seconds(54), ...signed });
    expect(new Set(heard.map(({ state }) => state))).to.deep.equal(new Set(['signed']));
    expect(element.getAttribute('state')).to.equal('signed');
    expect(element.getAttribute('connection')).to.equal('closed');
  });

  it('reports what a handler changes after the event that the handler heard', async () => {
    const order: string[] = [];
    element.addEventListener('xumm-opened', () => {
      order.push('opened');
      world.socket.frame(preSigned);
      order.push('back');
    });
    element.addEventListener('xumm-pre-signed', () => order.push('pre-signed'));
    world.socket.frame(opened);
    await element.updateComplete;
    expect(order).to.deep.equal(['opened', 'back', 'pre-signed']);
  });

  it('dispatches xumm-renew at each click, and at nothing else', async () => {
    element.renewable = true;
    world.socket.frame(expired);
    await element.updateComplete;
    const button = element.renderRoot.querySelector<HTMLButtonElement>('[part=renew-button]');
    button?.click();
    button?.click();
    expect(types().filter((type) => type === 'renew')).to.have.length(2);
  });

  for (const [name, isDuring] of [
    ['a second respondWith', true],
    ['respondWith after the dispatch', false],
  ] as const)
    it(`refuses ${name}`, () => {
      const refused = { name: 'no refusal' };
      const respondTo = (event: XummResolvedEvent): void => {
        try {
          event.respondWith(true);
        } catch (error) {
          Object.assign(refused, { name: (error as DOMException).name });
        }
      };
      const events: XummResolvedEvent[] = [];
      element.addEventListener('xumm-resolved', (event) => {
        events.push(event);
        if (isDuring) for (let times = 0; times < 2; times++) respondTo(event);
      });
      world.socket.frame(signed);
      if (!isDuring) events.forEach(respondTo);
      expect(refused.name).to.equal('InvalidStateError');
      expect(element.state).to.equal(isDuring ? 'verifying' : 'signed');
    });
});
