import { expect } from '@open-wc/testing';
import type { CreatedPayload, XummPayloadStatus } from '../../src/index.js';
import { createIn, namesOf, partOf, record, textOf } from '../support/element.js';
import { opened, OTHER_UUID, SIGN_URL, SOCKET_URL, UUID } from '../support/frames.js';
import { VirtualWorld } from '../support/virtual-world.js';

const created: CreatedPayload = {
  uuid: UUID,
  next: { always: SIGN_URL },
  refs: { websocket_status: SOCKET_URL },
  pushed: true,
};

describe('configuration', () => {
  let world: VirtualWorld;
  let element: XummPayloadStatus;
  const logged: unknown[][] = [];
  const { error } = console;

  /** An element in the page with these attributes. */
  const mount = async (attributes: Record<string, string>, set: Partial<XummPayloadStatus> = {}) => {
    element = createIn(world.environment, set);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    const heard = record(element);
    document.body.append(element);
    await element.updateComplete;
    return heard;
  };

  beforeEach(() => {
    world = new VirtualWorld();
    logged.length = 0;
    console.error = (...words: unknown[]) => logged.push(words);
  });
  afterEach(() => {
    element.remove();
    console.error = error;
  });

  it('is idle with nothing set, and opens nothing', async () => {
    const heard = await mount({});
    expect(element.state).to.equal('idle');
    expect(element.getAttribute('state')).to.equal('idle');
    expect(element.connection).to.equal('idle');
    expect(world.sockets).to.have.length(0);
    expect(heard).to.have.length(0);
  });

  for (const attributes of [
    { 'websocket-url': SOCKET_URL },
    { uuid: UUID },
    { uuid: UUID.toUpperCase(), 'websocket-url': SOCKET_URL },
  ])
    it(`subscribes with ${JSON.stringify(attributes)}`, async () => {
      await mount(attributes);
      expect(element.state).to.equal('waiting');
      expect(world.sockets.map(({ url }) => url)).to.deep.equal([SOCKET_URL]);
      expect(partOf(element, 'open-link')?.getAttribute('href')).to.equal(SIGN_URL);
      expect(partOf(element, 'qr')).not.to.equal(null);
    });

  it('takes the created payload, writes no other property and reflects nothing', async () => {
    await mount({}, { payload: created });
    const { websocketUrl, uuid, signUrl, pushed } = element;
    expect({ websocketUrl, uuid, signUrl, pushed }).to.deep.equal({
      websocketUrl: null,
      uuid: null,
      signUrl: null,
      pushed: false,
    });
    expect(textOf(element, '.title')).to.equal('Sent to your phone');
    expect(element.getAttributeNames().sort()).to.deep.equal(['connection', 'state']);
    expect(world.socket.url).to.equal(SOCKET_URL);
  });

  it('is idle again when payload is null', async () => {
    await mount({}, { payload: created });
    world.socket.open();
    element.payload = null;
    await element.updateComplete;
    const { state, connection } = element;
    expect({ state, connection }).to.deep.equal({ state: 'idle', connection: 'closed' });
    expect(world.openSockets).to.equal(0);
  });

  const faults: readonly [Record<string, string>, string][] = [
    [{ 'websocket-url': 'not an address' }, 'invalid-url'],
    [{ 'websocket-url': `wss://evil.example/sign/${UUID}` }, 'untrusted-host'],
    [{ uuid: 'no-uuid' }, 'invalid-url'],
    [{ uuid: OTHER_UUID, 'websocket-url': SOCKET_URL }, 'payload-mismatch'],
    [{ uuid: UUID, 'sign-url': 'javascript:alert(1)' }, 'invalid-url'],
    [{ uuid: UUID, 'status-url': 'https://evil.example/{uuid}' }, 'untrusted-host'],
  ];
  for (const [attributes, code] of faults)
    it(`reports ${code} for ${JSON.stringify(attributes)}, and shows nothing of it`, async () => {
      const heard = await mount(attributes);
      expect(element.state).to.equal('error');
      expect(namesOf(heard)).to.deep.equal(['xumm-error']);
      expect(heard.at(-1)?.detail['code']).to.equal(code);
      expect(String(heard.at(-1)?.detail['message'])).to.match(/^[a-z].{20,}\.$/s);
      expect(logged).to.have.length(1);
      expect(world.sockets).to.have.length(0);
      expect(partOf(element, 'qr')).to.equal(null);
      expect(element.renderRoot.querySelector('a')).to.equal(null);
      expect(textOf(element)).to.contain('This request cannot be shown');
    });

  it('shows nothing old when the configuration has a fault, and recovers when it is fixed', async () => {
    await mount({ 'websocket-url': SOCKET_URL });
    const before = world.socket;
    element.websocketUrl = 'wss://evil.example/';
    await element.updateComplete;
    expect(element.state).to.equal('error');
    expect(before.isClosed).to.equal(true);
    expect(partOf(element, 'qr')).to.equal(null);
    element.websocketUrl = SOCKET_URL;
    await element.updateComplete;
    expect(element.state).to.equal('waiting');
    expect(partOf(element, 'qr')).not.to.equal(null);
  });

  it('trusts a host that the page added, by a subclass or a script', async () => {
    const { trustedHosts } = element.constructor as typeof XummPayloadStatus;
    trustedHosts.add('wallet.example:8443');
    try {
      await mount({ 'websocket-url': `wss://wallet.example:8443/sign/${UUID}` });
      expect(partOf(element, 'open-link')?.getAttribute('href')).to.equal(
        `https://wallet.example:8443/sign/${UUID}`,
      );
    } finally {
      trustedHosts.delete('wallet.example:8443');
    }
  });

  for (const [how, trust] of [
    ['added', (one: typeof XummPayloadStatus) => one.trustedHosts.add('late.example')],
    ['set', (one: typeof XummPayloadStatus) => (one.trustedHosts = new Set(['late.example']))],
  ] as const)
    it(`shows a payload of a host that the page trusts later, ${how}`, async () => {
      const heard = await mount({ 'websocket-url': `wss://late.example/sign/${UUID}` });
      const owner = element.constructor as typeof XummPayloadStatus;
      const { trustedHosts } = owner;
      element.requestUpdate();
      await element.updateComplete;
      expect([element.state, ...namesOf(heard)]).to.deep.equal(['error', 'xumm-error']);
      try {
        trust(owner);
        await element.updateComplete;
        expect([element.state, ...namesOf(heard)]).to.deep.equal(['waiting', 'xumm-error']);
        expect(world.socket.url).to.equal(`wss://late.example/sign/${UUID}`);
      } finally {
        trustedHosts.delete('late.example');
      }
    });

  it('trusts localhost on a page from localhost', async () => {
    await mount({ 'websocket-url': `ws://127.0.0.1:4000/sign/${UUID}` });
    expect(partOf(element, 'open-link')?.getAttribute('href')).to.equal(`http://127.0.0.1:4000/sign/${UUID}`);
  });

  it('keeps the state of a payload that is only named in another way', async () => {
    await mount({ uuid: UUID });
    world.socket.open();
    world.socket.frame(opened);
    element.websocketUrl = SOCKET_URL;
    element.signUrl = `${SIGN_URL}/deep`;
    await element.updateComplete;
    expect(element.state).to.equal('opened');
    expect(world.sockets).to.have.length(1);
  });

  for (const [value, expected] of [
    ['', true],
    ['true', true],
    ['false', false],
  ] as const)
    for (const name of ['pushed', 'renewable', 'auto-return'] as const)
      it(`reads ${name}="${value}" as ${String(expected)}`, async () => {
        await mount({ [name]: value });
        expect(element[name === 'auto-return' ? 'autoReturn' : name]).to.equal(expected);
      });

  it('overwrites a state in the markup, at once and later', async () => {
    await mount({ state: 'verified', connection: 'open', uuid: UUID });
    expect(element.getAttribute('state')).to.equal('waiting');
    element.setAttribute('state', 'verified');
    expect(element.getAttribute('state')).to.equal('waiting');
    expect(element.state).to.equal('waiting');
    expect(() => {
      Object.assign(element, { state: 'verified' });
    }).to.throw(TypeError);
  });

  it('uses a sentence of the page instead of its own', async () => {
    await mount({ uuid: UUID }, { messages: { scanTitle: 'Scan to pay 10 XRP' } });
    expect(textOf(element, '.title')).to.equal('Scan to pay 10 XRP');
    expect(textOf(element, '[part~=message]')).to.contain('Open Xaman');
  });
});
