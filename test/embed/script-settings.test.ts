import { expect } from '@open-wc/testing';
import { readSettings } from '../../src/embed/script-settings.js';
import { XummPayloadStatus } from '../../src/index.js';
import { createIn } from '../support/element.js';
import { SOCKET_URL, UUID } from '../support/frames.js';
import { respond } from '../support/stage.js';
import { VirtualWorld } from '../support/virtual-world.js';

describe("the settings on the script's own tag", () => {
  const logged: unknown[][] = [];
  const { error } = console;
  let world: VirtualWorld;

  beforeEach(() => {
    world = new VirtualWorld();
    logged.length = 0;
    console.error = (...words: unknown[]) => logged.push(words);
  });
  afterEach(() => {
    console.error = error;
  });

  /** The class after a script with these attributes was read. */
  function settingsOf(attributes: Record<string, string>): typeof XummPayloadStatus {
    class Element extends XummPayloadStatus {
      static override trustedHosts = new Set(['xumm.app']);
      static override environment = world.environment;
    }
    const script = document.createElement('script');
    for (const [name, value] of Object.entries(attributes)) script.setAttribute(name, value);
    readSettings(script, Element);
    return Element;
  }

  for (const [text, hosts] of [
    ['a.example b.example', ['a.example', 'b.example']],
    ['\n  A.Example:8443\t', ['a.example:8443']],
    ['a.example:443', ['a.example']],
    ['xn--bcher-kva.example', ['xn--bcher-kva.example']],
    ['', []],
  ] as const)
    it(`data-trusted-hosts=${JSON.stringify(text)} adds ${JSON.stringify(hosts)}`, () => {
      expect([...settingsOf({ 'data-trusted-hosts': text }).trustedHosts]).to.deep.equal([
        'xumm.app',
        ...hosts,
      ]);
      expect(logged).to.have.length(0);
    });

  for (const wrong of [
    'https://a.example',
    'a.example,b.example',
    '*.example',
    'a.example/sign',
    'user@a.example',
    'a.example:port',
    'a.example?',
    '256.256.256.256',
    'a.example:99999',
  ])
    it(`data-trusted-hosts="${wrong} good.example" adds the good one, and says what is wrong with the other`, () => {
      const { trustedHosts } = settingsOf({ 'data-trusted-hosts': `${wrong} good.example` });
      expect([...trustedHosts]).to.deep.equal(['xumm.app', 'good.example']);
      expect(logged).to.have.length(1);
      expect(logged[0]?.[0])
        .to.contain(`data-trusted-hosts: "${wrong}" is no host`)
        .and.to.contain('a.example b.example:8443');
    });

  it('data-status-url is used by an element that sets no status-url', async () => {
    world.answer = () => Promise.resolve(respond({ opened: true }));
    const { defaultStatusUrl } = settingsOf({ 'data-status-url': '/api/{uuid}' });
    expect(defaultStatusUrl).to.equal('/api/{uuid}');
    const asked = async (statusUrl: string | null): Promise<string | undefined> => {
      const element = createIn(world.environment, { websocketUrl: SOCKET_URL, statusUrl });
      (element.constructor as typeof XummPayloadStatus).defaultStatusUrl = defaultStatusUrl;
      document.body.append(element);
      await element.updateComplete;
      const before = world.questions.length;
      await element.checkStatus();
      element.remove();
      await world.settle();
      return world.questions[before]?.url;
    };
    expect(await asked(null)).to.equal(new URL(`/api/${UUID}`, document.baseURI).href);
    expect(await asked('/own/{uuid}')).to.equal(new URL(`/own/${UUID}`, document.baseURI).href);
    expect(await asked('')).to.equal(undefined);
  });

  it('a data-status-url of another origin is ignored, and the console recommends getStatus', () => {
    const { defaultStatusUrl } = settingsOf({ 'data-status-url': 'https://other.example/{uuid}' });
    expect(defaultStatusUrl).to.equal(null);
    expect(logged).to.have.length(1);
    expect(logged[0]?.[0])
      .to.contain('data-status-url leads to https://other.example')
      .and.to.contain('set the property getStatus');
  });

  it('without a script, and with markup that poses as one, nothing is set and nothing thrown', () => {
    const image = document.createElement('img');
    image.setAttribute('name', 'currentScript');
    image.setAttribute('data-trusted-hosts', 'evil.example');
    for (const script of [null, undefined, image]) readSettings(script, XummPayloadStatus);
    expect([...XummPayloadStatus.trustedHosts]).to.deep.equal(['xumm.app', 'xaman.app']);
    expect(logged).to.have.length(0);
  });
});
