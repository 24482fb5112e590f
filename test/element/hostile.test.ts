import { expect } from '@open-wc/testing';
import { XummPayloadStatus } from '../../src/index.js';
import { EVENT_NAMES } from '../../src/event-names.js';
import { createIn, namesOf, partOf, record, textOf, type Heard } from '../support/element.js';
import {
  declined,
  dispatched,
  opened,
  OTHER_UUID,
  preSigned,
  resolution,
  SIGN_URL,
  signed,
  SOCKET_URL,
  UUID,
  welcome,
} from '../support/frames.js';
import { respond, untilAborted } from '../support/stage.js';
import { VirtualWorld } from '../support/virtual-world.js';

const MARKUP = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>';

/** Replaces every string in a value. */
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
    ['a Blob', new Blob(['{"opened":true}'])],
    ['1 MiB', JSON.stringify({ opened: true, padding: 'x'.repeat(1_048_576) })],
  ] as const)
    it(`ignores ${name}, and continues`, async () => {
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

  it('reports a bad frame again on another connection only after an answer of the backend', async () => {
    const codes = (): unknown[] => heard.map(({ detail }) => detail['code']).filter(Boolean);
    const loseAndSpoil = async (): Promise<void> => {
      world.socket.frame('no JSON');
      world.socket.end();
      await world.pass(2_000);
      world.socket.open();
      world.socket.frame(welcome);
      await world.settle();
      world.socket.frame('no JSON');
    };
    await loseAndSpoil();
    expect(codes().filter((code) => code === 'bad-frame')).to.have.length(1);
    element.getStatus = () => Promise.resolve({ opened: false });
    await element.updateComplete;
    await world.pass(3_000);
    await loseAndSpoil();
    expect(codes().filter((code) => code === 'bad-frame')).to.have.length(2);
  });

  for (const frame of [{ ...welcome }, { ...resolution(true) }, { ...resolution(false) }])
    it(`makes no element of markup in the strings of ${Object.keys(frame).join(', ')}`, async () => {
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

  for (const web of ['javascript:alert(1)', 'http://shop.example/'])
    it(`never links to the return URL ${web}`, async () => {
      world.socket.frame(resolution(true, { return_url: { app: web, web } }));
      await element.updateComplete;
      expect(partOf(element, 'return-link')).to.equal(null);
    });

  it('shows the host of a return URL that is not the page’s own', async () => {
    world.socket.frame(resolution(true, { return_url: { web: 'https://shop.example/thanks?x=1' } }));
    await element.updateComplete;
    expect(partOf(element, 'return-link')?.getAttribute('href')).to.equal('https://shop.example/thanks?x=1');
    expect(textOf(element, '[part~=return-link]')).to.equal('Continue to shop.example');
  });

  it('makes no explorer link for an invalid network', async () => {
    element.network = '../../evil';
    world.socket.frame({ ...resolution(true), dispatched: true });
    await element.updateComplete;
    expect(partOf(element, 'explorer-link')).to.equal(null);
  });
});

const EVIL = `wss://evil.example/sign/${UUID}`;

/** Somebody who may write only the tag's attributes. */
describe('markup', () => {
  const { error } = console;
  let world: VirtualWorld;
  let element: XummPayloadStatus;

  const mount = async (attributes: Record<string, string>) => {
    element = createIn(world.environment);
    const heard = record(element);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    document.body.append(element);
    await element.updateComplete;
    return heard;
  };

  beforeEach(() => {
    world = new VirtualWorld();
    console.error = () => undefined;
  });
  afterEach(() => {
    element.remove();
    console.error = error;
  });

  for (const name of ['trusted-hosts', 'trustedhosts', 'data-trusted-hosts'])
    it(`${name} adds no trusted host: only a script can`, async () => {
      const heard = await mount({ [name]: 'evil.example', 'websocket-url': EVIL });
      expect(heard.at(-1)?.detail['code']).to.equal('untrusted-host');
      expect(world.sockets).to.have.length(0);
      expect([...XummPayloadStatus.trustedHosts]).to.deep.equal(['xumm.app', 'xaman.app']);
    });

  for (const [name, value] of [
    ['data-websocket-url', EVIL],
    ['data-sign-url', 'https://evil.example/'],
    ['websocketurl', EVIL],
    ['signurl', 'https://evil.example/'],
    ['get-status', 'alert(1)'],
    ['getstatus', 'alert(1)'],
    ['data-status-url', '/evil'],
    ['statusurl', '/evil'],
    ['default-status-url', '/evil'],
    ['messages', '{"scanTitle":"<img src=x onerror=alert(1)>"}'],
    ['environment', '{}'],
    ['resolution', '{"signed":true}'],
    ['.payload', JSON.stringify({ uuid: OTHER_UUID })],
    ['data-onclick', 'document.title = "hit"'],
    ['data-href', 'javascript:alert(1)'],
    ['state', 'verified'],
    ['connection', '"><script>alert(1)</script>'],
    ['style', 'background: url(https://evil.example/)'],
  ] as const)
    it(`${name} does not change what is opened, asked and linked`, async () => {
      element = createIn(world.environment);
      const attribute = document.createElement('template');
      attribute.innerHTML = `<i ${name}></i>`; // the parser accepts names that setAttribute refuses
      const [parsed] = attribute.content.firstElementChild?.attributes ?? [];
      if (parsed) {
        parsed.value = value;
        element.setAttributeNode(attribute.content.firstElementChild?.removeAttributeNode(parsed) ?? parsed);
      }
      const heard = record(element);
      element.setAttribute('uuid', UUID);
      document.body.append(element);
      await element.updateComplete;
      expect(namesOf(heard)).to.deep.equal([]);
      expect(element.state).to.equal('waiting');
      expect(world.sockets.map(({ url }) => url)).to.deep.equal([SOCKET_URL]);
      await element.checkStatus();
      expect(world.questions).to.have.length(0);
      const links = [...element.renderRoot.querySelectorAll('a')].map(({ href }) => href);
      expect(new Set(links)).to.deep.equal(new Set([SIGN_URL, 'https://xaman.app/']));
      expect(element.renderRoot.querySelector('img, script, iframe')).to.equal(null);
    });

  for (const [payload, code] of [
    [{ refs: { websocket_status: EVIL } }, 'untrusted-host'],
    [{ uuid: UUID, next: { always: `https://evil.example/sign/${UUID}` } }, 'untrusted-host'],
    [{ uuid: UUID, next: { always: 'javascript:alert(1)' } }, 'invalid-url'],
  ] as const)
    it(`payload='${JSON.stringify(payload)}' may say no more than the other attributes: ${code}`, async () => {
      const heard = await mount({ payload: JSON.stringify(payload) });
      expect(heard.at(-1)?.detail['code']).to.equal(code);
      expect(world.sockets).to.have.length(0);
      expect(element.renderRoot.querySelector('a')).to.equal(null);
    });

  for (const lang of [
    '__proto__',
    'constructor',
    'toString',
    '../../evil',
    'de<script>',
    'a b',
    '😀',
    '-',
    'de-',
    'en-u-nu-xxxx',
    'i-klingon',
    'x'.repeat(100_000),
  ])
    it(`lang=${JSON.stringify(lang.slice(0, 20))} is some language, and the code is shown`, async () => {
      await mount({ uuid: UUID, lang });
      world.socket.open();
      world.socket.frame({ expires_in_seconds: 300 });
      await element.updateComplete;
      expect(partOf(element, 'qr')).not.to.equal(null);
      expect(partOf(element, 'countdown')?.textContent).to.match(/\d/);
    });
});

/** Broken and malicious pages. A script of the page can do anything, but it must not cause harm by accident. */
describe('a page', () => {
  let world: VirtualWorld;
  let element: XummPayloadStatus;

  const mount = async (place: Node = document.body): Promise<void> => {
    place.appendChild(element);
    await element.updateComplete;
  };
  const greet = (): void => {
    world.socket.open();
    world.socket.frame(welcome);
  };

  beforeEach(() => {
    world = new VirtualWorld();
    element = createIn(world.environment, { websocketUrl: SOCKET_URL });
  });
  afterEach(() => {
    element.remove();
  });

  it('that pollutes Object.prototype has no effect', async () => {
    const pollution = {
      signed: true,
      resolved: true,
      verification: 'verified',
      opened: true,
      expired: true,
      payload_uuidv4: UUID,
      txid: 'x',
      websocket_status: 'wss://evil.example/',
      web: 'javascript:alert(1)',
    };
    for (const [name, value] of Object.entries(pollution))
      Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
    try {
      element.getStatus = () => Promise.resolve({ opened: false });
      await mount();
      greet();
      world.socket.frame({});
      await world.pass(5_000);
      expect(element.state).to.equal('waiting');
      element.payload = {} as never;
      await element.updateComplete;
      expect(element.state).to.equal('waiting');
      element.websocketUrl = null;
      await element.updateComplete;
      expect(element.state).to.equal('error');
      expect(world.sockets.every(({ url }) => url === SOCKET_URL)).to.equal(true);
    } finally {
      for (const name of Object.keys(pollution)) Reflect.deleteProperty(Object.prototype, name);
    }
  });

  it('whose WebSocket throws: the socket is retried, and the backend is asked', async () => {
    world.socketFault = new TypeError('patched');
    world.answer = () => Promise.resolve(respond({ opened: true }));
    element.statusUrl = '/status';
    await mount();
    await world.pass(30_000);
    expect(element.connection).to.equal('retrying');
    expect(element.state).to.equal('opened');
  });

  it('whose fetch never answers: it ends in "unverified", and can check again', async () => {
    world.answer = (_url, { signal }) => untilAborted(signal);
    element.statusUrl = '/status';
    await mount();
    greet();
    world.socket.frame(signed);
    await world.pass(61_000);
    expect(element.state).to.equal('unverified');
    expect(partOf(element, 'check-button')).not.to.equal(null);
  });

  it('whose handlers throw in each event still gets the others', async () => {
    const thrown: string[] = [];
    const { onerror } = window;
    window.onerror = (_message, _file, _line, _column, error) => {
      thrown.push((error as Error).message);
      return true;
    };
    try {
      const heard = record(element);
      for (const name of EVENT_NAMES)
        element.addEventListener(name, () => {
          throw Object.assign(new Error('of the page'), { stack: '' });
        });
      element.getStatus = () => Promise.resolve({ resolved: true, signed: true, verification: 'verified' });
      await mount();
      greet();
      for (const frame of [opened, preSigned, dispatched, signed]) world.socket.frame(frame);
      await world.pass(2_000);
      expect(element.state).to.equal('verified');
      expect(namesOf(heard)).to.deep.equal([
        'xumm-opened',
        'xumm-pre-signed',
        'xumm-dispatched',
        'xumm-resolved',
        'xumm-verified',
      ]);
      expect(thrown.length).to.equal(heard.length);
    } finally {
      window.onerror = onerror;
    }
  });

  it('that has it in a closed shadow root gets its events there, and outside', async () => {
    const host = document.createElement('div');
    document.body.append(host);
    const heard = record(element, host);
    await mount(host.attachShadow({ mode: 'closed' }));
    greet();
    world.socket.frame(declined);
    expect(namesOf(heard)).to.deep.equal(['xumm-opened', 'xumm-resolved']);
    host.remove();
    await world.settle();
    expect(world.openSockets).to.equal(0);
  });

  it('that keeps it in a <template> opens nothing, until it is cloned into the document', async () => {
    const template = document.createElement('template');
    template.innerHTML = `<${element.localName} websocket-url="${SOCKET_URL}"></${element.localName}>`;
    document.body.append(template);
    await world.settle();
    expect(world.sockets).to.have.length(0);
    const copy = document.importNode(template.content, true).firstElementChild as XummPayloadStatus;
    document.body.append(copy);
    await copy.updateComplete;
    expect(world.sockets).to.have.length(1);
    copy.remove();
    template.remove();
  });

  it('that clones it gets a new element without its state', async () => {
    element.setAttribute('websocket-url', SOCKET_URL);
    await mount();
    greet();
    world.socket.frame(declined);
    await element.updateComplete;
    const copy = element.cloneNode(true);
    if (!(copy instanceof XummPayloadStatus)) throw new Error('it is no element of ours');
    expect(copy.state).to.equal('idle');
    document.body.append(copy);
    await copy.updateComplete;
    expect(copy.state).to.equal('waiting');
    expect(copy.getAttribute('state')).to.equal('waiting');
    expect(copy.resolution).to.equal(null);
    copy.remove();
  });

  it('that has it in a form is not submitted by its buttons, and sends nothing of it', async () => {
    const form = document.createElement('form');
    let submits = 0;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submits += 1;
    });
    document.body.append(form);
    element.renewable = true;
    await mount(form);
    greet();
    partOf(element, 'copy-button')?.click();
    world.socket.frame(declined);
    await element.updateComplete;
    partOf(element, 'renew-button')?.click();
    expect(submits).to.equal(0);
    expect([...new FormData(form).keys()]).to.deep.equal([]);
    form.remove();
  });

  it('flooded by ten thousand frames renders only as often as it paints', async () => {
    await mount();
    greet();
    const heard = record(element);
    let renders = 0;
    element.addController({ hostUpdated: () => (renders += 1) });
    for (let batch = 0; batch < 100; batch++) {
      for (let index = 0; index < 100; index++) {
        world.socket.frame({ expires_in_seconds: 300 - (index % 7), message: 'x', opened: index % 2 === 0 });
      }
      await world.settle();
    }
    expect(renders).to.be.at.most(101);
    // The countdown is reported once a second; no time passed here.
    expect(heard.filter(({ type }) => type === 'xumm-countdown').length).to.be.at.most(1);
    expect(heard.length).to.be.at.most(10);
  });
});
