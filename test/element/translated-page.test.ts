import { expect } from '@open-wc/testing';
import type { PayloadStatus, XummPayloadStatus } from '../../src/index.js';
import { createIn, partOf, textOf } from '../support/element.js';
import {
  declined,
  dispatched,
  expired,
  opened,
  preSigned,
  seconds,
  signed,
  SOCKET_URL,
  welcome,
} from '../support/frames.js';
import { VirtualWorld } from '../support/virtual-world.js';

function textsIn(root: Node): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  return texts;
}

const originals: [Text, Element][] = [];

/** How browsers translate the texts of a page, including open shadow roots. */
const translators: Readonly<Record<string, (root: Node) => void>> = {
  'wraps each in elements of its own': (root) => {
    for (const text of textsIn(root)) {
      const around = document.createRange().createContextualFragment('<font><font></font></font>');
      around.querySelector('font font')?.append(`[${text.data}]`);
      text.replaceWith(around);
    }
  },
  'puts other text nodes in their place': (root) => {
    for (const text of textsIn(root)) text.replaceWith(`[${text.data}]`);
  },
  'writes into them': (root) => {
    for (const text of textsIn(root)) if (text.data.trim()) text.data = `[${text.data}]`;
  },
  'splits them': (root) => {
    for (const text of textsIn(root)) if (text.length > 2) text.splitText(2);
  },
  'replaces all that a block holds, comments too': (root) => {
    for (const block of (root as ShadowRoot).querySelectorAll('p, bdi, .step > span:not(.dot)'))
      if (block.textContent.trim()) block.innerHTML = `<i>[${block.textContent}]</i>`;
  },
  // Extensions that show both languages.
  'adds a translation beside each': (root) => {
    for (const text of textsIn(root)) {
      if (!text.data.trim() || text.parentElement?.localName === 'i') continue;
      const added = document.createElement('i');
      added.append('[]');
      text.after(added);
    }
  },
  'adds a translation to each block': (root) => {
    for (const block of (root as ShadowRoot).querySelectorAll('p, a, button, summary, .step > span')) {
      if (!block.textContent.trim() || block.querySelector('i')) continue;
      const added = document.createElement('i');
      added.append('[]');
      block.append(added);
    }
  },
  'puts the originals back, and translates anew': (root) => {
    for (const [text, added] of originals.splice(0)) added.replaceWith(text);
    for (const text of textsIn(root)) {
      const added = document.createElement('i');
      added.append(`[${text.data}]`);
      text.replaceWith(added);
      originals.push([text, added]);
    }
  },
};

/** The text without the marks of the translation, because unchanged text keeps it. */
const said = (element: XummPayloadStatus, selector: string): string =>
  textOf(element, selector).replace(/[[\]]/g, '');

describe('on a page that the browser translates', () => {
  let world: VirtualWorld;
  const elements: XummPayloadStatus[] = [];
  let status: PayloadStatus = {};

  const create = async (): Promise<XummPayloadStatus> => {
    const element = createIn(world.environment, {
      websocketUrl: SOCKET_URL,
      network: 'mainnet',
      renewable: true,
      getStatus: () => Promise.resolve(status),
    });
    elements.push(element);
    document.body.append(element);
    await element.updateComplete;
    world.socket.open();
    world.socket.frame(welcome);
    world.socket.frame(seconds(75));
    await world.settle();
    await element.updateComplete;
    return element;
  };
  const each = async (frame: unknown): Promise<void> => {
    for (const socket of world.sockets) if (!socket.isClosed) socket.frame(frame);
    await world.settle();
    await Promise.all(elements.map(({ updateComplete }) => updateComplete));
  };

  beforeEach(() => {
    world = new VirtualWorld();
    status = {};
  });
  afterEach(() => {
    for (const element of elements.splice(0)) element.remove();
  });

  for (const [how, translate] of Object.entries(translators)) {
    for (const [end, frames, last] of [
      [
        'confirmed',
        [opened, preSigned, dispatched, signed],
        { resolved: true, signed: true, verification: 'verified' },
      ],
      ['refused', [opened, signed], { resolved: true, signed: true, verification: 'refused' }],
      ['rejected', [opened, declined], {}],
      ['expired', [expired], { expired: true, resolved: false }],
    ] as const)
      it(`one that ${how}: the card says the same as an untranslated one, until it is ${end}`, async () => {
        const [translated, untouched] = [await create(), await create()];
        for (const [index, frame] of frames.entries()) {
          translate(translated.renderRoot);
          if (index === frames.length - 1) status = last;
          await each(frame);
          await world.pass(5000);
          for (const selector of ['.title', '[part~=message]', '[role=status] p', '[part~=step-current]'])
            expect(said(translated, selector), `${translated.state}, ${selector}`).to.equal(
              textOf(untouched, selector),
            );
          expect(translated.state).to.equal(untouched.state);
        }
        expect(textOf(translated, '[role=status]')).to.equal(textOf(untouched, '[role=status]'));
      });

    it(`one that ${how}: the time still counts down, and the button says that the link was copied`, async () => {
      const element = await create();
      translate(element.renderRoot);
      await world.pass(1000);
      expect(textOf(element, '[part~=countdown] bdi')).to.equal('1:14');
      translate(element.renderRoot);
      partOf(element, 'copy-button')?.click();
      await world.settle();
      expect(textOf(element, '[part~=copy-button]')).to.equal('Link copied');
      expect(textOf(element, '[role=status] p:last-child')).to.equal('Link copied');
      translate(element.renderRoot);
      await world.pass(4000);
      expect(textOf(element, '[part~=copy-button]')).to.equal('Copy link');
    });

    it(`one that ${how}: unchanged text keeps its translation`, async () => {
      const element = await create();
      translate(element.renderRoot);
      const before = textOf(element, '.title');
      await world.pass(3000);
      expect(textOf(element, '.title')).to.equal(before);
    });
  }
});
