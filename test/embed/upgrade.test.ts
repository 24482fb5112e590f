import { expect } from '@open-wc/testing';
import '../../src/define.js';
import { upgradeDivs } from '../../src/embed/upgrade.js';
import { XummPayloadStatus } from '../../src/index.js';
import { OTHER_UUID, SIGN_URL, SOCKET_URL, UUID } from '../support/frames.js';
import { VirtualWorld } from '../support/virtual-world.js';

const world = new VirtualWorld();
XummPayloadStatus.environment = world.environment;

const MARKUP = `<div data-xumm-payload-status data-websocket-url="${SOCKET_URL}"><a href="${SIGN_URL}">Open in Xaman</a></div>`;

/** Resolves once the observer has had its turn. */
const observed = () =>
  new Promise<void>((resolve) => {
    queueMicrotask(resolve);
  });

describe('a div in place of the tag', () => {
  const place = document.createElement('main');
  const found = () => [...place.querySelectorAll('xumm-payload-status')];

  before(() => {
    document.body.append(place);
    place.innerHTML = MARKUP;
    upgradeDivs();
  });
  afterEach(() => {
    place.replaceChildren();
  });

  it('that is there already becomes the element, and its link goes', async () => {
    expect(found()).to.have.length(1);
    expect(place.querySelectorAll('a')).to.have.length(0);
    await found()[0]?.updateComplete;
    expect(found()[0]?.state).to.equal('waiting');
    expect(world.socket.url).to.equal(SOCKET_URL);
  });

  it('that is added later, alone or deep in something else, becomes one too, once', async () => {
    place.innerHTML = MARKUP;
    const article = document.createElement('article');
    article.innerHTML = `<section>${MARKUP}</section>`;
    place.append(article);
    await observed();
    expect(found()).to.have.length(2);
    place.append('more');
    await observed();
    expect(found()).to.have.length(2);
  });

  it('hands over the listed attributes only', async () => {
    const listed = {
      'websocket-url': SOCKET_URL,
      uuid: UUID,
      'sign-url': SIGN_URL,
      pushed: '',
      renewable: 'false',
      network: 'testnet',
      lang: 'de',
      dir: 'rtl',
    };
    const ignored = {
      onclick: 'globalThis.hit = 1',
      'status-url': '/api/{uuid}',
      'auto-return': '',
      style: 'position: fixed',
      class: 'x',
      id: 'x',
      slot: 'x',
    };
    const div = document.createElement('div');
    div.setAttribute('data-xumm-payload-status', '');
    for (const [name, value] of Object.entries({ ...listed, ...ignored }))
      div.setAttribute(`data-${name}`, value);
    place.append(div);
    await observed();
    const [element] = found();
    const names = element?.getAttributeNames().filter((name) => name !== 'state' && name !== 'connection');
    expect(Object.fromEntries(names?.map((name) => [name, element?.getAttribute(name)]) ?? [])).to.deep.equal(
      listed,
    );
    expect(element?.renewable).to.equal(false);
  });

  it('keeps what an editor put beside the link, wrapped as editors do', async () => {
    place.innerHTML = `<div class="mine" data-xumm-payload-status data-uuid="${UUID}"><p>Scan: <a href="/terms">Terms</a></p><p><a href="${SIGN_URL}"><b>Open</b></a></p></div>`;
    await observed();
    expect(found()).to.have.length(1);
    expect(place.querySelector('.mine')?.textContent).to.equal('Scan: Terms');
    expect(place.querySelector('.mine > p + p > xumm-payload-status')).not.to.equal(null);
  });

  it('without a link gets the element behind what it has', async () => {
    place.innerHTML = `<div data-xumm-payload-status data-uuid="${OTHER_UUID}">Scan:</div>`;
    await observed();
    expect(place.querySelector('div')?.lastElementChild).to.equal(found()[0]);
  });

  it('and nothing but a div with the attribute is touched', async () => {
    place.innerHTML = `<p data-xumm-payload-status></p><div class="data-xumm-payload-status"></div>`;
    await observed();
    expect(found()).to.have.length(0);
  });

  it('leaves no socket behind when it is taken away', async () => {
    await world.settle();
    expect(world.openSockets).to.equal(0);
  });
});
