import { expect } from '@open-wc/testing';
import type { XummPayloadStatus } from '../../src/index.js';
import { createIn, namesOf, partOf, record, textOf, type Heard } from '../support/element.js';
import { opened, resolution, SOCKET_URL, welcome } from '../support/frames.js';
import { VirtualWorld } from '../support/virtual-world.js';

const MARKUP = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>';

/** Every string of a value replaced. */
const poison = (value: unknown): unknown =>
  typeof value === 'string'
    ? MARKUP
    : Array.isArray(value)
      ? value.map(poison)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, poison(inner)]))
        : value;

describe('bad input', () => {
  let world: VirtualWorld;
  let element: XummPayloadStatus;
  let heard: Heard[];
  const faults: unknown[] = [];
  const onFault = (event: ErrorEvent | PromiseRejectionEvent): void => {
    faults.push(event);
  };

  beforeEach(async () => {
    faults.length = 0;
    window.addEventListener('error', onFault);
    window.addEventListener('unhandledrejection', onFault);
    world = new VirtualWorld();
    element = createIn(world.environment, { websocketUrl: SOCKET_URL, network: 'mainnet' });
    document.body.append(element);
    await element.updateComplete;
    world.socket.open();
    world.socket.frame(welcome);
    heard = record(element);
  });
  afterEach(() => {
    element.remove();
    window.removeEventListener('error', onFault);
    window.removeEventListener('unhandledrejection', onFault);
    expect(faults).to.deep.equal([]);
    expect('pwned' in window).to.equal(false);
  });

  for (const [name, data] of [
    ['junk', 'no JSON'],
    ['an empty frame', ''],
    ['a JSON array', '[1,2]'],
    ['a JSON string', '"opened"'],
    ['null', 'null'],
    ['an ArrayBuffer', new ArrayBuffer(8)],
    ['a Blob', new Blob(['{"opened":true}'])],
    ['1 MiB', JSON.stringify({ opened: true, padding: 'x'.repeat(1_048_576) })],
    ['deep nesting', '['.repeat(30_000)],
  ] as const)
    it(`passes ${name} over, and goes on`, async () => {
      world.socket.frame(data);
      await element.updateComplete;
      expect(namesOf(heard)).to.deep.equal(['xumm-error']);
      expect(heard[0]?.detail['code']).to.equal('bad-frame');
      expect(element.state).to.equal('waiting');
      expect(partOf(element, 'qr')).not.to.equal(null);
      world.socket.frame(data);
      world.socket.frame(opened);
      expect(element.state).to.equal('opened');
      expect(namesOf(heard)).to.deep.equal(['xumm-error', 'xumm-opened']);
    });

  for (const frame of [{ ...welcome }, { ...resolution(true) }, { ...resolution(false) }])
    it(`reads markup in every string of ${Object.keys(frame).join(', ')} as text`, async () => {
      world.socket.frame(poison(frame));
      world.socket.frame({
        ...(poison(resolution(true)) as object),
        payload_uuidv4: element.websocketUrl?.split('/').at(-1),
      });
      await element.updateComplete;
      expect(element.renderRoot.querySelector('img, script')).to.equal(null);
      expect(
        element.renderRoot.querySelectorAll('[part~=explorer-link], [part~=return-link]'),
      ).to.have.length(0);
    });

  for (const web of [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'http://shop.example/',
    '//evil.example',
    'https://u:p@evil.example/',
    'xumm://x',
  ])
    it(`never links to the return URL ${web}`, async () => {
      world.socket.frame(resolution(true, { return_url: { app: web, web } }));
      await element.updateComplete;
      expect(partOf(element, 'return-link')).to.equal(null);
    });

  it('names the host of a return URL that is not the page’s own', async () => {
    world.socket.frame(resolution(true, { return_url: { web: 'https://shop.example/thanks?x=1' } }));
    await element.updateComplete;
    expect(partOf(element, 'return-link')?.getAttribute('href')).to.equal('https://shop.example/thanks?x=1');
    expect(textOf(element, '[part~=return-link]')).to.equal('Continue to shop.example');
  });

  for (const network of ['../../evil', 'main net', 'a/b', 'x'.repeat(40), '"><img>'])
    it(`makes no explorer link of the network ${network}`, async () => {
      element.network = network;
      world.socket.frame(resolution(true));
      await element.updateComplete;
      expect(partOf(element, 'explorer-link')).to.equal(null);
    });

  it('retries where no server is there, and raises nothing', async () => {
    element.websocketUrl = `ws://localhost:9/sign/${SOCKET_URL.split('/').at(-1) ?? ''}`;
    await element.updateComplete;
    world.socket.end();
    expect(element.connection).to.equal('retrying');
    expect(element.state).to.equal('waiting');
    world.socketFault = new DOMException('blocked', 'SecurityError');
    await world.pass(30_000);
    world.socketFault = null;
    await world.pass(30_000);
    world.socket.open();
    expect(element.connection).to.equal('open');
  });
});
