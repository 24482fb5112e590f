import { expect } from '@open-wc/testing';
import { scenes, stage, type Scene } from '../../demo/site/gallery/scenes.js';
import type { XummPayloadStatus } from '../../src/index.js';
import { languages } from '../../src/locales/all.js';
import { lookUp } from '../../src/locales/registry.js';
import { addFonts, FONT_FAMILY, loadFontsFor } from '../support/fonts.js';
import { setWindow } from '../support/emulation.js';
import { createIn } from '../support/element.js';
import { SOCKET_URL } from '../support/frames.js';
import { VirtualWorld } from '../support/virtual-world.js';

/** Parents whose width depends on their content. */
const PARENTS: Readonly<Record<string, string>> = {
  'an inline block': '<div style="display: inline-block"></div>',
  'a float': '<div style="float: left"></div>',
  'a flex row': '<div style="display: flex"><p>beside</p></div>',
  'a flex column that does not stretch':
    '<div style="display: flex; flex-direction: column; align-items: center"></div>',
  'a grid that does not stretch': '<div style="display: grid; justify-items: center"></div>',
  'an absolutely placed box': '<div style="position: absolute"></div>',
  'a box that fits its content': '<div style="width: fit-content"></div>',
  'a table cell': '<table style="border-spacing: 0"><tr><td></td></tr></table>',
  'an inline block with spaced words':
    '<div style="display: inline-block; word-spacing: 9px; text-indent: 40px"></div>',
  'a dialog': '<dialog style="padding: 0; border: 0"></dialog>',
};

describe('the width of the card', () => {
  let element: XummPayloadStatus;
  const room = document.createElement('div');

  const put = async (markup: string, widthPx: number): Promise<number> => {
    room.style.cssText = `width: ${widthPx}px; position: relative`;
    room.innerHTML = markup;
    document.body.append(room);
    element = createIn(new VirtualWorld().environment, { websocketUrl: SOCKET_URL });
    (room.querySelector('td') ?? room.firstElementChild)?.append(element);
    room.querySelector('dialog')?.show();
    await element.updateComplete;
    return element.renderRoot.querySelector('.card')?.getBoundingClientRect().width ?? 0;
  };
  afterEach(() => {
    room.remove();
  });

  for (const [name, markup] of Object.entries(PARENTS)) {
    it(`is 360 px in ${name} with room`, async () => {
      expect(await put(markup, 700)).to.equal(360);
    });
    it(`is the available width in ${name} without room`, async () => {
      // A dialog gets its width from the window.
      const width = await put(markup, 300);
      if (name !== 'a dialog') expect(width).to.be.within(240, 300);
      expect(element.getBoundingClientRect().width).to.be.at.least(240);
    });
  }

  for (const display of ['inline-block', 'inline-flex', 'block; float: left', 'block; position: absolute'])
    it(`is 360 px if the element itself is ${display}`, async () => {
      await put('<div></div>', 700);
      element.style.cssText = `display: ${display}`;
      expect(element.getBoundingClientRect().width).to.equal(360);
    });

  it('is never below 240 px', async () => {
    expect(await put('<div></div>', 100)).to.equal(240);
  });

  it('opens in a modal dialog at its full width', async () => {
    // In a low window a dialog has a scrollbar, whose width Firefox takes from the content.
    await put('<dialog style="padding: 0; border: 0; overflow: visible"></dialog>', 700);
    const dialog = room.querySelector('dialog');
    dialog?.close();
    dialog?.showModal();
    expect(element.getBoundingClientRect().width).to.equal(360);
  });
});

interface Size {
  readonly width: number;
  readonly text: string;
  /** All states from waiting on have one height. In less room, words may need one more line in some of them. */
  readonly hasOneHeight?: boolean;
}

const SIZES: readonly Size[] = [
  { width: 240, text: '100%' },
  { width: 320, text: '100%', hasOneHeight: true },
  { width: 360, text: '100%', hasOneHeight: true },
  { width: 560, text: '100%', hasOneHeight: true },
  { width: 900, text: '100%', hasOneHeight: true },
  { width: 400, text: '125%', hasOneHeight: true },
  { width: 360, text: '150%', hasOneHeight: true },
  { width: 720, text: '150%', hasOneHeight: true },
  { width: 240, text: '200%' },
  { width: 320, text: '200%' },
  { width: 560, text: '200%' },
  { width: 900, text: '200%' },
];
/** Blocks that must not overlap. */
const BLOCKS = '.tile, .picture > .face, .title, .pill, .text, .steps, .actions > *, .foot .link, .foot p';
/** Half pixels do not count. */
const SLACK = 1;

interface Staged {
  readonly scene: Scene;
  readonly element: XummPayloadStatus;
}

const overlaps = (a: DOMRect, b: DOMRect): boolean =>
  a.left + SLACK < b.right &&
  b.left + SLACK < a.right &&
  a.top + SLACK < b.bottom &&
  b.top + SLACK < a.bottom;

/** What is wrong with one element, in words. */
function faults({ scene, element }: Staged): string[] {
  const root = element.renderRoot;
  const card = root.querySelector('.card');
  if (!card) return [`${scene.name}: no card`];
  const bounds = card.getBoundingClientRect();
  const shown = [...root.querySelectorAll<HTMLElement>(BLOCKS)].filter((block) => block.checkVisibility());
  const blocks = shown.map((block) => ({
    name: `${block.className} "${block.textContent.trim().slice(0, 24)}"`,
    rect: block.getBoundingClientRect(),
    block,
  }));
  const found: string[] = [];
  if (card.scrollWidth > card.clientWidth + SLACK)
    found.push(`the card scrolls: ${card.scrollWidth} > ${card.clientWidth}`);
  for (const [index, { name, rect, block }] of blocks.entries()) {
    if (
      rect.left < bounds.left - SLACK ||
      rect.right > bounds.right + SLACK ||
      rect.bottom > bounds.bottom + SLACK
    )
      found.push(`${name} leaves the card`);
    // A picture has no text to cut, and a rotating one has corners outside of its circle.
    if (!block.matches('.face') && block.scrollWidth > block.clientWidth + SLACK)
      found.push(`${name} is cut`);
    if (block.matches('a, button') && (rect.height < 44 || rect.width < 44))
      found.push(`${name} is a small target`);
    for (const other of blocks.slice(index + 1))
      if (overlaps(rect, other.rect)) found.push(`${name} overlaps ${other.name}`);
  }
  const step = root.querySelector('.steps > .current, .steps > .failed');
  const word = step?.querySelector('span');
  if (step && word && !overlaps(step.getBoundingClientRect(), word.getBoundingClientRect()))
    found.push(`"${word.textContent}" is not at its step`);
  return found.map((fault) => `${scene.name}: ${fault}`);
}

/** The picture keeps its size. On the phone there is none, unless the user asked for the code. */
function pictureFaults(all: readonly Staged[]): string[] {
  const found: string[] = [];
  for (const isPhone of [true, false]) {
    const heights = all
      .filter(({ scene }) => (scene.isPhone ?? false) === isPhone && !scene.press)
      .map(({ element }) => element.renderRoot.querySelector('.picture'))
      .flatMap((picture) => (picture ? [Math.round(picture.getBoundingClientRect().height)] : []));
    if (new Set(heights).size !== 1 || (heights[0] === 0) !== isPhone)
      found.push(`heights of the picture${isPhone ? ' on the phone' : ''}: ${heights.join(', ')}`);
  }
  return found;
}

/** The scenes of each height, if there is more than one. */
function jumps(all: readonly Staged[]): string[] {
  const scenesOf = new Map<number, string[]>();
  for (const { scene, element } of all) {
    const card = element.renderRoot.querySelector('.card');
    // On the phone the card is shorter, and a press may show more on purpose.
    if (!card?.querySelector('.picture') || scene.isPhone || scene.press) continue;
    if (scene.name === 'Waiting a day') continue; // hours and minutes may need a line of their own
    const height = Math.round(card.getBoundingClientRect().height);
    scenesOf.set(height, [...(scenesOf.get(height) ?? []), scene.name]);
  }
  return scenesOf.size > 1 ? [`jumps: ${JSON.stringify([...scenesOf])}`] : [];
}

describe('the layout of every state', () => {
  const around = document.createElement('div');
  let all: Staged[] = [];

  const speak = async (language: string): Promise<void> => {
    around.lang = language;
    await new Promise<void>((resolve) => {
      queueMicrotask(resolve);
    });
    await Promise.all(all.map(({ element }) => element.updateComplete));
    expect(all[1]?.element.renderRoot.querySelector('.card')?.getAttribute('lang')).to.equal(language);
  };
  const resize = ({ width, text }: Size): void => {
    around.style.cssText = `width: ${width}px; font-size: ${text}; font-family: ${FONT_FAMILY}`;
  };

  before(async () => {
    await addFonts();
    const terms = languages.flatMap((language) => Object.values(lookUp(language).terms));
    await loadFontsFor(`0123456789:${terms.join('')}`);
    const { error } = console;
    console.error = () => undefined; // one scene is misconfigured on purpose
    document.body.append(around);
    all = await Promise.all(scenes().map(async (scene) => ({ scene, element: await stage(scene, around) })));
    console.error = error;
  });
  after(() => {
    around.remove();
  });

  for (const language of languages)
    it(`holds in ${language}: nothing overflows, overlaps, is cut or jumps`, async () => {
      await speak(language);
      for (const size of SIZES) {
        resize(size);
        const found = [
          ...all.flatMap(faults),
          ...pictureFaults(all),
          ...(size.hasOneHeight ? jumps(all) : []),
        ];
        expect(found, `${size.width} px, text ${size.text}`).to.deep.equal([]);
      }
    });

  it('does not jump in a low window either, in any language', async () => {
    await setWindow({ width: 1000, height: 600 });
    resize({ width: 360, text: '100%' });
    for (const language of languages) {
      await speak(language);
      expect(jumps(all), language).to.deep.equal([]);
    }
  });
});
