import { expect } from '@open-wc/testing';
import axe from 'axe-core';
import type { PayloadStatus, XummPayloadStatus } from '../../src/index.js';
import { readQrCode } from '../support/read-qr-code.js';
import { setColorScheme, setWindow } from '../support/emulation.js';
import { createIn, partOf, textOf } from '../support/element.js';
import {
  declined,
  dispatched,
  expired,
  opened,
  preSigned,
  resolution,
  seconds,
  SIGN_URL,
  signed,
  SOCKET_URL,
  welcome,
} from '../support/frames.js';
import { VirtualWorld } from '../support/virtual-world.js';

const answering = (status: PayloadStatus) => ({ getStatus: () => Promise.resolve(status) });
const verified: PayloadStatus = { resolved: true, signed: true, verification: 'verified' };
const refused: PayloadStatus = { ...verified, verification: 'refused' };

describe('what is shown', () => {
  let world: VirtualWorld;
  let element: XummPayloadStatus;

  const show = async (
    set: Partial<XummPayloadStatus>,
    frames: readonly unknown[],
    isCoarse = false,
  ): Promise<void> => {
    world = new VirtualWorld();
    world.isCoarse = isCoarse;
    element = createIn(world.environment, { websocketUrl: SOCKET_URL, network: 'mainnet', ...set });
    document.body.append(element);
    await element.updateComplete;
    if (world.sockets.length > 0) {
      world.socket.open();
      for (const frame of [welcome, seconds(292), ...frames]) world.socket.frame(frame);
    }
    await world.settle();
    await element.updateComplete;
  };
  afterEach(() => {
    element.remove();
  });

  const parts = (): string[] =>
    [...element.renderRoot.querySelectorAll('a[part], button[part]')].map(
      (part) => part.getAttribute('part') ?? '',
    );

  const rows: readonly [
    string,
    Partial<XummPayloadStatus>,
    readonly unknown[],
    string,
    string,
    readonly string[],
  ][] = [
    ['idle', { websocketUrl: null }, [], 'No signature request yet', '', []],
    ['waiting', {}, [], 'Scan with Xaman', 'Scan', ['open-link', 'copy-button', 'app-link']],
    ['pushed', { pushed: true }, [], 'Sent to your phone', 'Open', ['qr-button', 'open-link', 'copy-button']],
    ['opened', {}, [opened], 'Continue on your phone', 'Review', ['qr-button']],
    ['pre-signed', {}, [preSigned], 'Continue on your phone', 'Sign', ['qr-button']],
    ['dispatched', {}, [dispatched], 'Submitting…', 'Confirmation', ['qr-button']],
    ['signed', {}, [dispatched, signed], 'Signed, not yet confirmed', 'Confirmation', ['explorer-link']],
    [
      'verifying',
      { getStatus: () => new Promise(() => undefined) },
      [dispatched, signed],
      'Signed. Confirming…',
      'Confirmation',
      ['explorer-link'],
    ],
    [
      'verified',
      answering(verified),
      [dispatched, resolution(true, { return_url: { web: location.href } })],
      'Confirmed',
      '',
      ['return-link', 'explorer-link'],
    ],
    [
      'unverified',
      { renewable: true, ...answering(refused) },
      [dispatched, signed],
      'Not confirmed',
      'Confirmation, not completed',
      ['check-button', 'renew-button', 'explorer-link'],
    ],
    [
      'rejected',
      { renewable: true },
      [opened, declined],
      'Request rejected',
      'Review, not completed',
      ['renew-button'],
    ],
    ['expired', {}, [expired], 'This request has expired', 'Scan, not completed', []],
  ];
  for (const [name, set, frames, title, step, expected] of rows)
    it(`${name}: "${title}", at ${step || 'no step'}, offers ${expected.join(', ') || 'nothing'}; axe finds nothing`, async () => {
      await show(set, frames);
      expect(textOf(element, '.title')).to.equal(title);
      expect(textOf(element, '[aria-current=step]')).to.equal(step);
      expect(parts()).to.deep.equal(expected);
      const { violations } = await axe.run(element);
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).to.deep.equal([]);
    });

  for (const [name, frame, isAsked] of [
    ['opened', opened, true],
    ['pre-signed', preSigned, true],
    ['dispatched', dispatched, false],
  ] as const)
    it(`${isAsked ? 'asks' : 'does not ask'} to check the amount before signing once ${name}`, async () => {
      await show({}, [frame]);
      expect(element.state).to.equal(name);
      const foot = element.renderRoot.querySelector('.foot')?.textContent ?? '';
      expect(foot.includes('before you sign')).to.equal(isAsked);
    });

  it('takes no click in a closed menu, because pointer-events come from the page', async () => {
    await show({}, [welcome]);
    const link = partOf(element, 'open-link')?.getBoundingClientRect();
    const isHit = () => document.elementFromPoint((link?.x ?? 0) + 9, (link?.y ?? 0) + 9) === element;
    expect(isHit()).to.equal(true);
    element.style.cssText = 'opacity: 0; pointer-events: none';
    expect(isHit()).to.equal(false);
  });

  it('shows a real link first on the phone itself, with the code behind a button', async () => {
    await show({}, [], true);
    expect(parts()).to.deep.equal(['open-link', 'qr-button', 'copy-button', 'app-link']);
    expect(partOf(element, 'open-link')?.getAttribute('href')).to.equal(SIGN_URL);
    expect(partOf(element, 'qr')).to.equal(null);
    partOf(element, 'qr-button')?.click();
    await element.updateComplete;
    expect(partOf(element, 'qr')).not.to.equal(null);
    world.socket.frame(opened);
    await element.updateComplete;
    expect(textOf(element, '[part~=open-link]')).to.equal('Continue in Xaman');
    expect(partOf(element, 'qr')).to.equal(null);
  });

  it('shows the code again on request after it was opened', async () => {
    await show({}, [opened]);
    expect(partOf(element, 'qr')).to.equal(null);
    partOf(element, 'qr-button')?.click();
    await element.updateComplete;
    expect(partOf(element, 'qr')?.getAttribute('role')).to.equal('img');
  });

  it('copies the link, and says so', async () => {
    await show({}, []);
    partOf(element, 'copy-button')?.click();
    await world.settle();
    await element.updateComplete;
    expect(world.copied).to.deep.equal([SIGN_URL]);
    expect(textOf(element, '[role=status] p:last-child')).to.equal('Link copied');
    expect(textOf(element, '[part~=copy-button]')).to.equal('Link copied');
    await world.pass(4000);
    await element.updateComplete;
    expect(textOf(element, '[part~=copy-button]')).to.equal('Copy link');
  });

  it('counts down by the clock, and at zero says that it is checking instead of ending', async () => {
    await show({}, []);
    expect(textOf(element, '[part~=countdown] bdi')).to.equal('4:52');
    await world.pass(250_000);
    await element.updateComplete;
    expect(textOf(element, '[part~=countdown] bdi')).to.equal('0:42');
    await world.pass(42_000);
    await element.updateComplete;
    expect(partOf(element, 'countdown')).to.equal(null);
    expect(element.state).to.equal('waiting');
    expect(textOf(element, '[part~=message]')).to.equal('Time is up, checking…');
  });

  it('shows a note while the connection is lost', async () => {
    await show({}, []);
    world.socket.end();
    await element.updateComplete;
    expect(textOf(element, '[part~=connection]')).to.equal('Connection lost. Reconnecting…');
    await world.pass(1000);
    world.socket.open();
    await element.updateComplete;
    expect(partOf(element, 'connection')).to.equal(null);
  });

  /** Draws the code at its size on the screen, and reads it like a scanner. */
  const decode = async (): Promise<string | undefined> => {
    const svg = partOf(element, 'qr');
    if (!svg) return undefined;
    const size = Math.round(svg.getBoundingClientRect().width);
    const image = new Image(size, size);
    const source = new XMLSerializer()
      .serializeToString(svg)
      .replace('<svg', `<svg width="${size}" height="${size}"`);
    image.src = `data:image/svg+xml,${encodeURIComponent(source)}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
    const context = canvas.getContext('2d');
    if (!context) return undefined;
    context.drawImage(image, 0, 0, size, size);
    return readQrCode(context.getImageData(0, 0, size, size));
  };

  for (const width of [240, 390, 1280])
    for (const colorScheme of ['light', 'dark'] as const)
      it(`has a code that can be read from its pixels at ${width} px, ${colorScheme}`, async () => {
        await setWindow({ width, height: 900 });
        await setColorScheme(colorScheme);
        await show({}, []);
        element.style.width = `${width}px`;
        expect(await decode()).to.equal(SIGN_URL);
      });

  it('has a code of level H that can be read with a logo in its middle', async () => {
    world = new VirtualWorld();
    element = createIn(world.environment, { websocketUrl: SOCKET_URL });
    element.innerHTML = '<span slot="logo">X</span>';
    document.body.append(element);
    await element.updateComplete;
    expect(await decode()).to.equal(SIGN_URL);
    expect(Number(partOf(element, 'qr')?.getAttribute('viewBox')?.split(' ')[2])).to.be.greaterThan(41);
  });
});
