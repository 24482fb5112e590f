import { expect } from '@open-wc/testing';
import { XummPayloadStatus } from '../../src/index.js';
import { createIn, namesOf, partOf, record } from '../support/element.js';
import { OTHER_UUID, SIGN_URL, SOCKET_URL, UUID } from '../support/frames.js';
import { VirtualWorld } from '../support/virtual-world.js';

const EVIL = `wss://evil.example/sign/${UUID}`;

/** Somebody who may write the tag's attributes, and nothing else of the page. */
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
    it(`${name} trusts nobody: that is a script's to say`, async () => {
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
    it(`${name} changes nothing of what is opened, asked and linked`, async () => {
      element = createIn(world.environment);
      const attribute = document.createElement('template');
      attribute.innerHTML = `<i ${name}></i>`; // the parser takes names that setAttribute refuses
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
