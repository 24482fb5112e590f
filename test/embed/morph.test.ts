import { expect } from '@open-wc/testing';
import { Idiomorph } from 'idiomorph';
import * as morphdomModule from 'morphdom';
import '../../src/define.js';
import { upgradeDivs } from '../../src/embed/upgrade.js';
import { XummPayloadStatus } from '../../src/index.js';
import { opened, OTHER_UUID, SIGN_URL, signed, SOCKET_URL } from '../support/frames.js';
import { greet } from '../support/stage.js';
import { VirtualWorld } from '../support/virtual-world.js';

// Its types are those of CommonJS.
const { default: morphdom } = morphdomModule as unknown as typeof morphdomModule.default;

const LINK = `<a href="${SIGN_URL}">Open in Xaman</a>`;
const divWith = (inside: string, data = `data-websocket-url="${SOCKET_URL}"`): string =>
  `<div data-xumm-payload-status ${data}>${inside}</div>`;
const MARKUP = divWith(LINK);

/** Ways to bring what is in the page in line with what the server sent. */
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

const observed = (): Promise<void> =>
  new Promise((resolve) => {
    queueMicrotask(resolve);
  });

describe('a page that is morphed to what the server sent', () => {
  const main = document.createElement('main');
  const cards = (): XummPayloadStatus[] => [...main.querySelectorAll('xumm-payload-status')];
  let world: VirtualWorld;

  before(() => {
    document.body.append(main);
    upgradeDivs();
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

      it('gives the card another request where the div names one', async () => {
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

  // What innerHTML puts there is another element.
  for (const [name, morph] of Object.entries(morphs).filter(([name]) => name !== 'innerHTML'))
    it(`by ${name}, the tag itself stays as it is, and says its state again`, async () => {
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

  it('replaced by words, and later by the link again: the same card comes back, in its state', async () => {
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

  it('a second link to the request that the author wrote stays where it is', async () => {
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

  it('moved elsewhere by the page, the card is not taken back: the link serves beside it', async () => {
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
