import { expect } from '@open-wc/testing';
import type { XummPayloadStatus } from '../../src/index.js';
import { createEncoder } from '../../src/view/qr-code.js';
import { createIn, partOf } from '../support/element.js';
import { dispatched, opened, preSigned, seconds, signed, SOCKET_URL, welcome } from '../support/frames.js';
import { VirtualWorld } from '../support/virtual-world.js';

/** What the figures of `npm run bench` depend on, and is the same on every machine. */
describe('economy', () => {
  let world: VirtualWorld;
  let element: XummPayloadStatus;
  let renders: number;
  let writes: MutationRecord[];

  beforeEach(async () => {
    world = new VirtualWorld();
    element = createIn(world.environment, { websocketUrl: SOCKET_URL });
    document.body.append(element);
    await element.updateComplete;
    world.socket.open();
    world.socket.frame(welcome);
    world.socket.frame(seconds(300));
    await world.settle();
    renders = 0;
    writes = [];
    element.addController({ hostUpdated: () => (renders += 1) });
    new MutationObserver((records) => writes.push(...records)).observe(element.renderRoot, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
  });
  afterEach(() => {
    element.remove();
  });

  it('a second of the countdown causes one render and one changed text', async () => {
    const before = partOf(element, 'countdown')?.textContent;
    await world.pass(1000);
    expect(partOf(element, 'countdown')?.textContent).not.to.equal(before);
    expect(renders).to.equal(1);
    expect(writes.map(({ type }) => type)).to.deep.equal(['characterData']);
  });

  it('a frame that changes nothing causes no render', async () => {
    world.socket.frame(opened);
    await world.settle();
    renders = 0;
    for (let times = 0; times < 100; times++) world.socket.frame(opened);
    await world.settle();
    expect(renders).to.equal(0);
  });

  it('frames that come together cause one render', async () => {
    for (const frame of [opened, preSigned, dispatched, signed]) world.socket.frame(frame);
    await world.settle();
    expect(renders).to.equal(1);
  });

  it('a QR code is made once per text, however often it is rendered', async () => {
    const path = element.renderRoot.querySelector('.code path');
    for (let times = 0; times < 10; times++) await world.pass(1000);
    expect(element.renderRoot.querySelector('.code path')).to.equal(path);
    expect(writes.filter(({ target }) => target === path)).to.deep.equal([]);
    const encode = createEncoder();
    expect(encode('https://xumm.app/sign/a', false)).to.equal(encode('https://xumm.app/sign/a', false));
    expect(encode('https://xumm.app/sign/b', false)).not.to.equal(encode('https://xumm.app/sign/a', false));
  });
});
