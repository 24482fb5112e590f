import { expect } from '@open-wc/testing';
import { Idiomorph } from 'idiomorph';
import * as morphdomModule from 'morphdom';
import '../../src/define.js';
import { upgradeDivs } from '../../src/embed/upgrade.js';
import { XummPayloadStatus } from '../../src/index.js';
import { opened, OTHER_UUID, SIGN_URL, signed, SOCKET_URL, UUID } from '../support/frames.js';
import { greet } from '../support/stage.js';
import { VirtualWorld } from '../support/virtual-world.js';

// Its types describe the CommonJS module.
const { default: morphdom } = morphdomModule as unknown as typeof morphdomModule.default;

const LINK = `<a href="${SIGN_URL}">Open in Xaman</a>`;
const divWith = (inside: string, data = `data-websocket-url="${SOCKET_URL}"`): string =>
  `<div data-xumm-payload-status ${data}>${inside}</div>`;
const MARKUP = divWith(LINK);

/** Resolves once the observer has had its turn. */
const observed = () =>
  new Promise<void>((resolve) => {
    queueMicrotask(resolve);
  });

describe('a div in place of the tag', () => {
  const world = new VirtualWorld();
  const place = document.createElement('main');
  const found = () => [...place.querySelectorAll('xumm-payload-status')];

  before(() => {
    XummPayloadStatus.environment = world.environment;
    document.body.append(place);
    place.innerHTML = MARKUP;
    upgradeDivs();
  });
  afterEach(() => {
    place.replaceChildren();
  });

  it('that already exists becomes the element, and its link goes', async () => {
    expect(found()).to.have.length(1);
    expect(place.querySelectorAll('a')).to.have.length(0);
    await found()[0]?.updateComplete;
    expect(found()[0]?.state).to.equal('waiting');
    expect(world.socket.url).to.equal(SOCKET_URL);
  });

  it('that is added later, alone or nested, becomes the element too, once', async () => {
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

  it('without an address keeps its link, which works', async () => {
    place.innerHTML = divWith(LINK, '');
    await observed();
    expect([found().length, place.querySelectorAll('a').length]).to.deep.equal([0, 1]);
  });

  it('passes on only the listed attributes', async () => {
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

  it('keeps what an editor put beside the link, and its wrapping', async () => {
    place.innerHTML = `<div class="mine" data-xumm-payload-status data-uuid="${UUID}"><p>Scan: <a href="/terms">Terms</a></p><p><a href="${SIGN_URL}"><b>Open</b></a></p></div>`;
    await observed();
    expect(found()).to.have.length(1);
    expect(place.querySelector('.mine')?.textContent).to.equal('Scan: Terms');
    expect(place.querySelector('.mine > p + p > xumm-payload-status')).not.to.equal(null);
  });

  it('without a link gets the element after its content', async () => {
    place.innerHTML = `<div data-xumm-payload-status data-uuid="${OTHER_UUID}">Scan:</div>`;
    await observed();
    expect(place.querySelector('div')?.lastElementChild).to.equal(found()[0]);
  });

  it('is the only kind of element that is changed', async () => {
    place.innerHTML = `<p data-xumm-payload-status></p><div class="data-xumm-payload-status"></div>`;
    await observed();
    expect(found()).to.have.length(0);
  });

  it('leaves no socket behind when it is removed', async () => {
    await world.settle();
    expect(world.openSockets).to.equal(0);
  });
});

/** Libraries that morph the page into what the server sent. */
const morphs: Readonly<Record<string, (main: HTMLElement, markup: string) => void>> = {
  idiomorph: (main, markup) => {
    Idiomorph.morph(main, markup, { morphStyle: 'innerHTML' });
  },
  morphdom: (main, markup) => {
    morphdom(main, `<main>${markup}</main>`);
  },
  'morphdom, told to keep custom elements': (main, markup) => {
    morphdom(main, `<main>${markup}</main>`, {
      onBeforeNodeDiscarded: (node) => !(node instanceof XummPayloadStatus),
    });
  },
  innerHTML: (main, markup) => {
    main.innerHTML = markup;
  },
};

describe('a page that is morphed to what the server sent', () => {
  const main = document.createElement('main');
  const cards = (): XummPayloadStatus[] => [...main.querySelectorAll('xumm-payload-status')];
  let world: VirtualWorld;

  before(() => {
    document.body.append(main); // where upgradeDivs() already watches
  });
  beforeEach(async () => {
    world = new VirtualWorld();
    XummPayloadStatus.environment = world.environment;
    main.innerHTML = MARKUP;
    await observed();
    greet(world);
    await world.settle();
  });
  afterEach(async () => {
    main.replaceChildren();
    await world.settle();
    expect(world.openSockets).to.equal(0);
  });

  for (const [name, morph] of Object.entries(morphs))
    describe(`by ${name}`, () => {
      it('keeps the card, its state and its socket, as often as it happens', async () => {
        const [card] = cards();
        world.socket.frame(opened);
        await world.settle();
        for (const inside of [LINK, `${LINK} more`, LINK]) {
          morph(main, divWith(inside));
          await observed();
          await world.settle();
          expect(cards()).to.deep.equal([card]);
          expect(main.querySelectorAll('a')).to.have.length(0);
        }
        world.socket.frame(signed);
        await world.settle();
        morph(main, MARKUP);
        await observed();
        await world.settle();
        expect(card?.state).to.equal('signed');
        expect(card?.isConnected).to.equal(true);
        expect(world.sockets).to.have.length(1);
      });

      it('gives the card another payload if the div names one', async () => {
        const [card] = cards();
        const [socketUrl, signUrl] = [SOCKET_URL, SIGN_URL].map((url) => url.replace(/[^/]+$/, OTHER_UUID));
        morph(main, divWith(`<a href="${signUrl}">Open</a>`, `data-websocket-url="${socketUrl}"`));
        await observed();
        await world.settle();
        expect(cards()).to.have.length(1);
        expect(cards()[0]?.websocketUrl).to.equal(socketUrl);
        expect(world.socket.url).to.equal(socketUrl);
        expect(main.querySelectorAll('a')).to.have.length(0);
        if (name !== 'innerHTML') expect(cards()[0]).to.equal(card);
      });
    });

  // innerHTML makes another element.
  for (const [name, morph] of Object.entries(morphs).filter(([name]) => name !== 'innerHTML'))
    it(`by ${name}, the tag itself stays, and reflects its state again`, async () => {
      const tag = `<xumm-payload-status websocket-url="${SOCKET_URL}"></xumm-payload-status>`;
      main.innerHTML = tag;
      await observed();
      greet(world);
      world.socket.frame(opened);
      await world.settle();
      const [card] = cards();
      const { length } = world.sockets;
      morph(main, tag);
      await world.settle();
      expect(cards()).to.deep.equal([card]);
      expect(card?.getAttribute('state')).to.equal('opened');
      expect(world.sockets).to.have.length(length);
    });

  for (const [what, html] of [
    ['words', 'Thank you.'],
    ['a paragraph', '<p>Thank you.</p>'],
    ['nothing', ''],
    ['a link to somewhere else', '<a href="/sign/up">Sign up</a>'],
  ] as const)
    it(`replaced by ${what}, the card stays away, whatever else happens`, async () => {
      const [card] = cards();
      if (card) card.outerHTML = html;
      await observed();
      main.append(document.createElement('hr'));
      await observed();
      expect(cards()).to.have.length(0);
    });

  for (const [how, copy] of [
    [
      'innerHTML +=',
      () => {
        main.innerHTML += '<p>more</p>';
      },
    ],
    [
      'a clone',
      () => {
        main.replaceChildren(...[...main.childNodes].map((node) => node.cloneNode(true)));
      },
    ],
  ] as const)
    it(`copied with its div by ${how}: the card continues in place of its copy`, async () => {
      const [card] = cards();
      world.socket.frame(opened);
      for (let time = 0; time < 2; time++) {
        copy();
        await observed();
        await world.settle();
        expect(cards()).to.deep.equal([card]);
        expect(card?.state).to.equal('opened');
        expect(world.openSockets).to.equal(1);
      }
      Idiomorph.morph(main, MARKUP, { morphStyle: 'innerHTML' });
      await observed();
      expect(cards()).to.deep.equal([card]);
    });

  it('replaced by text, and later by the link again: the same card comes back in its state', async () => {
    const [card] = cards();
    world.socket.frame(opened);
    await world.settle();
    card?.replaceWith('Wait.');
    await world.settle();
    expect(world.openSockets).to.equal(0);
    Idiomorph.morph(main, MARKUP, { morphStyle: 'innerHTML' });
    await observed();
    await world.settle();
    expect(cards()).to.deep.equal([card]);
    expect(card?.state).to.equal('opened');
    expect(world.openSockets).to.equal(1);
  });

  it('a second link that the author wrote stays', async () => {
    const both = divWith(
      `${LINK}<p>${LINK}</p>`,
      `data-websocket-url="${SOCKET_URL}" data-network="testnet"`,
    );
    main.innerHTML = both;
    await observed();
    for (const morph of Object.values(morphs)) {
      morph(main, both);
      await observed();
      expect(cards()).to.have.length(1);
      expect(main.querySelectorAll('p > a')).to.have.length(1);
      expect(main.querySelectorAll('a')).to.have.length(1);
    }
  });

  it('moved elsewhere by the page, the card stays there, and the link stays too', async () => {
    const [card] = cards();
    const dialog = document.createElement('section');
    if (card) dialog.append(card);
    main.append(dialog);
    main.querySelector('div')?.insertAdjacentHTML('beforeend', LINK);
    await observed();
    expect(card?.parentNode).to.equal(dialog);
    expect(main.querySelectorAll('div > a')).to.have.length(1);
  });
});
