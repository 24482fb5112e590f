import { expect } from '@open-wc/testing';
import { EVENT_NAMES } from '../../src/event-names.js';
import { XummPayloadStatus } from '../../src/index.js';
import { namesOf, partOf, textOf } from '../support/element.js';
import {
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
import { codesOf, countOf, greeted, stage, strike, type Stage } from '../support/stage.js';

const MARKUP = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>';
const EVIL = `wss://evil.example/sign/${UUID}`;

/** Replaces every string in a value. */
const poison = (value: unknown): unknown =>
  typeof value === 'string'
    ? MARKUP
    : Array.isArray(value)
      ? value.map(poison)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, poison(inner)]))
        : value;

const faults: unknown[] = [];
const onFault = (event: ErrorEvent | PromiseRejectionEvent): void => {
  faults.push(event);
};
const { error } = console;

beforeEach(() => {
  faults.length = 0;
  console.error = () => undefined;
  window.addEventListener('error', onFault);
  window.addEventListener('unhandledrejection', onFault);
});
afterEach(async () => {
  await strike();
  console.error = error;
  window.removeEventListener('error', onFault);
  window.removeEventListener('unhandledrejection', onFault);
  expect(faults).to.deep.equal([]);
  expect('pwned' in window).to.equal(false);
});

describe('a hostile socket', () => {
  for (const [name, data] of [
    ['junk', 'no JSON'],
    ['a Blob', new Blob(['{"opened":true}'])],
    ['1 MiB', JSON.stringify({ opened: true, padding: 'x'.repeat(1_048_576) })],
  ] as const)
    it(`${name} is ignored and reported once a connection`, async () => {
      const { world, element, heard } = await greeted();
      world.socket.frame(data);
      await element.updateComplete;
      expect(codesOf(heard)).to.deep.equal(['bad-frame']);
      expect(partOf(element, 'qr')).not.to.equal(null);
      world.socket.frame(data);
      world.socket.frame(opened);
      expect(namesOf(heard)).to.deep.equal(['xumm-error', 'xumm-opened']);
    });

  it('a bad frame is reported again on another connection only after an answer of the backend', async () => {
    const { world, element, heard } = await greeted();
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
    expect(codesOf(heard)).to.deep.equal(['bad-frame']);
    element.getStatus = () => Promise.resolve({ opened: false });
    await element.updateComplete;
    await world.pass(3_000);
    await loseAndSpoil();
    expect(codesOf(heard)).to.deep.equal(['bad-frame', 'bad-frame']);
  });

  for (const frame of [{ ...welcome }, { ...resolution(true) }, { ...resolution(false) }])
    it(`makes no element of markup in the strings of ${Object.keys(frame).join(', ')}`, async () => {
      const { world, element } = await greeted({ network: 'mainnet' });
      world.socket.frame(poison(frame));
      world.socket.frame({ ...(poison(resolution(true)) as object), payload_uuidv4: UUID });
      await element.updateComplete;
      expect(
        element.renderRoot.querySelector('img, script, [part~=explorer-link], [part~=return-link]'),
      ).to.equal(null);
    });

  for (const [web, href, text] of [
    ['javascript:alert(1)', null, ''],
    ['http://shop.example/', null, ''],
    ['https://shop.example/thanks?x=1', 'https://shop.example/thanks?x=1', 'Continue to shop.example'],
  ] as const)
    it(`the return URL ${web} leads to ${href}, with the words "${text}"`, async () => {
      const { world, element } = await greeted();
      world.socket.frame(resolution(true, { return_url: { app: web, web } }));
      await element.updateComplete;
      expect(partOf(element, 'return-link')?.getAttribute('href') ?? null).to.equal(href);
      expect(textOf(element, '[part~=return-link]')).to.equal(text);
    });

  it('flooded by ten thousand frames the element renders only as often as it paints', async () => {
    const { world, element, heard } = await greeted();
    let renders = 0;
    element.addController({ hostUpdated: () => (renders += 1) });
    for (let batch = 0; batch < 100; batch++) {
      for (let index = 0; index < 100; index++)
        world.socket.frame({ expires_in_seconds: 300 - (index % 7), message: 'x', opened: index % 2 === 0 });
      await world.settle();
    }
    expect(renders).to.be.at.most(101);
    // The countdown is reported once a second; no time passed here.
    expect(countOf(heard, 'xumm-countdown')).to.be.at.most(1);
    expect(heard.length).to.be.at.most(20);
  });
});

/** Somebody who may write only the tag's attributes. */
describe('hostile markup', () => {
  /** As a parser does, which accepts names that a script may not set. */
  const write = (element: Element, name: string, value: string): void => {
    const template = document.createElement('template');
    template.innerHTML = `<i ${name}></i>`;
    const [parsed] = template.content.firstElementChild?.attributes ?? [];
    if (!parsed) throw new Error(`no attribute ${name}`);
    parsed.ownerElement?.removeAttributeNode(parsed);
    parsed.value = value;
    element.setAttributeNode(parsed);
  };
  const mount = async (attributes: Readonly<Record<string, string>>): Promise<Stage> => {
    const staged = await stage({ websocketUrl: null });
    for (const [name, value] of Object.entries(attributes)) write(staged.element, name, value);
    await staged.element.updateComplete;
    return staged;
  };

  for (const name of ['trusted-hosts', 'trustedhosts', 'data-trusted-hosts'])
    it(`${name} adds no trusted host: only a script can`, async () => {
      const { world, heard } = await mount({ [name]: 'evil.example', 'websocket-url': EVIL });
      expect(codesOf(heard)).to.deep.equal(['untrusted-host']);
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
      const { world, element, heard } = await mount({ [name]: value, uuid: UUID });
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
      const { world, element, heard } = await mount({ payload: JSON.stringify(payload) });
      expect(codesOf(heard)).to.deep.equal([code]);
      expect(world.sockets).to.have.length(0);
      expect(element.renderRoot.querySelector('a')).to.equal(null);
    });

  it('network="../../evil" makes no explorer link', async () => {
    const { world, element } = await mount({ network: '../../evil', uuid: UUID });
    world.socket.open();
    world.socket.frame({ ...resolution(true), dispatched: true });
    await element.updateComplete;
    expect(element.state).to.equal('signed');
    expect(partOf(element, 'explorer-link')).to.equal(null);
  });

  for (const lang of [
    ...['__proto__', 'constructor', 'toString', '../../evil', 'de<script>', 'a b', '😀', '-', 'de-'],
    ...['en-u-nu-xxxx', 'i-klingon', 'x'.repeat(100_000)],
  ])
    it(`lang=${JSON.stringify(lang.slice(0, 20))} is some language, and the code is shown`, async () => {
      const { world, element } = await mount({ uuid: UUID, lang });
      world.socket.open();
      world.socket.frame({ expires_in_seconds: 300 });
      await element.updateComplete;
      expect(partOf(element, 'qr')).not.to.equal(null);
      expect(partOf(element, 'countdown')?.textContent).to.match(/\d/);
    });
});

/** A script of the page can do anything, but it must not cause harm by accident. */
describe('a hostile page', () => {
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
      const { world, element } = await greeted({ getStatus: () => Promise.resolve({ opened: false }) });
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

  it('whose handlers throw in each event still gets the others', async () => {
    const thrown: string[] = [];
    const { onerror } = window;
    window.onerror = (_message, _file, _line, _column, error) => {
      thrown.push((error as Error).message);
      return true;
    };
    window.removeEventListener('error', onFault);
    try {
      const { world, element, heard } = await stage({
        getStatus: () => Promise.resolve({ resolved: true, signed: true, verification: 'verified' }),
      });
      const before = heard.length;
      for (const name of EVENT_NAMES)
        element.addEventListener(name, () => {
          throw Object.assign(new Error('of the page'), { stack: '' });
        });
      world.socket.open();
      for (const frame of [welcome, opened, preSigned, dispatched, signed]) world.socket.frame(frame);
      await world.pass(2_000);
      expect(element.state).to.equal('verified');
      expect(namesOf(heard)).to.deep.equal(
        ['opened', 'pre-signed', 'dispatched', 'resolved', 'verified'].map((name) => `xumm-${name}`),
      );
      expect(thrown.length).to.equal(heard.length - before);
    } finally {
      window.onerror = onerror;
    }
  });
});
