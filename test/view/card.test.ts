import { expect } from '@open-wc/testing';
import { scenes, stage } from '../../demo/site/gallery/scenes.js';
import type { XummPayloadStatus } from '../../src/index.js';

const TALLEST_SUMMARY_EM = 7.5;
/** The padding above and below, and the border. */
const PADDING_PX = 25;

describe('the card', () => {
  const around = document.createElement('div');
  let element: XummPayloadStatus;

  const show = async (name: string, width = 360): Promise<void> => {
    const scene = scenes().find((each) => each.name === name);
    if (!scene) throw new Error(`no scene "${name}"`);
    around.style.inlineSize = `${width}px`;
    element = await stage(scene, around);
  };
  const find = (selector: string): HTMLElement => {
    const found = element.renderRoot.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`no ${selector}`);
    return found;
  };
  const box = (selector: string): DOMRect => find(selector).getBoundingClientRect();
  const isSeen = (selector: string): boolean =>
    element.renderRoot.querySelector(selector)?.checkVisibility() ?? false;
  const put = async (slot: string, markup: string): Promise<void> => {
    element.insertAdjacentHTML('beforeend', markup);
    element.lastElementChild?.setAttribute('slot', slot);
    await new Promise<void>((resolve) => {
      queueMicrotask(resolve); // an observer reports changes in a slot in a microtask
    });
    await element.updateComplete;
  };

  beforeEach(() => {
    document.body.append(around);
  });
  afterEach(() => {
    around.replaceChildren();
    around.remove();
  });

  describe('summary', () => {
    it('is above the code', async () => {
      await show('Waiting');
      await put('summary', '<p>Morning Roast, 10 XRP</p>');
      const summary = element.querySelector('p')?.getBoundingClientRect();
      expect(summary?.top).to.equal(box('.card').top + 1);
      expect(summary?.bottom).to.be.at.most(box('.body').top);
    });

    for (const markup of [
      '<div></div>',
      '<span></span>',
      '<p><!-- nothing --></p>',
      '<div>\n  </div>',
      '<p>\u00a0</p>',
    ])
      it(`takes no room when it is empty: ${markup}`, async () => {
        await show('Waiting');
        const { height } = box('.card');
        await put('summary', markup);
        expect(box('.card').height).to.equal(height);
      });

    for (const markup of [
      '<img alt="" width="40" height="40">',
      '<shop-summary style="display: block; height: 40px"></shop-summary>',
      '<div><img alt="" width="40" height="40"></div>',
    ])
      it(`shows content without text: ${markup}`, async () => {
        await show('Waiting');
        const { height } = box('.card');
        await put('summary', markup);
        expect(box('.card').height).to.be.at.least(height + 40);
      });

    it('takes room when its text comes, and gives it back', async () => {
      await show('Waiting');
      const { height } = box('.card');
      await put('summary', '<div> </div>');
      const summary = element.lastElementChild;
      for (const text of ['10 XRP', '']) {
        if (summary) summary.textContent = text;
        await new Promise<void>((resolve) => {
          queueMicrotask(resolve);
        });
        await element.updateComplete;
        if (text) expect(box('.card').height).to.be.above(height);
        else expect(box('.card').height).to.equal(height);
      }
    });

    for (const tag of ['div', 'p'])
      for (const text of ['a word '.repeat(286), 'x'.repeat(2000)])
        it(`of 2,000 characters in a ${tag} scrolls by itself, and nothing else does: "${text.slice(0, 9)}…"`, async () => {
          await show('Waiting', 240);
          const { height } = box('.card');
          await put('summary', `<${tag}>${text}</${tag}>`);
          const em = parseFloat(getComputedStyle(find('.card')).fontSize);
          expect(box('.card').height - height).to.be.within(60, TALLEST_SUMMARY_EM * em + PADDING_PX);
          expect(find('.card').scrollWidth).to.be.at.most(find('.card').clientWidth);
          expect(find('.card').scrollHeight).to.be.at.most(find('.card').clientHeight + 1);
          expect(document.documentElement.scrollWidth).to.be.at.most(innerWidth);
        });
  });

  for (const layout of ['', 'wide', 'COMPACT', 'compact row', ' '])
    it(`with layout="${layout}", which is unknown, is the card`, async () => {
      await show('Waiting');
      const { height } = box('.card');
      element.setAttribute('layout', layout);
      await element.updateComplete;
      expect(box('.card').height).to.equal(height);
      expect(isSeen('.steps')).to.equal(true);
    });

  describe('with layout="compact"', () => {
    const showRow = async (name: string, width?: number): Promise<void> => {
      await show(name, width);
      element.layout = 'compact';
      await element.updateComplete;
    };

    for (const width of [360, 560, 900])
      it(`is a row, ${width} px wide: words and buttons beside the code`, async () => {
        await showRow('Waiting', width);
        expect(box('.tile').right).to.be.at.most(box('.title').left);
        expect(box('.tile').right).to.be.at.most(box('[part=copy-button]').left);
        expect(box('.card').height).to.be.below(box('.tile').height * 2);
        expect(isSeen('.steps')).to.equal(false);
      });

    it('still says that the connection is lost, and links the transaction', async () => {
      await showRow('Connection lost');
      expect(isSeen('[part=connection]')).to.equal(true);
      around.replaceChildren();
      await showRow('Confirmed');
      expect(isSeen('[part=explorer-link]')).to.equal(true);
    });
  });

  describe('on the phone itself', () => {
    for (const [name, label] of [
      ['On the phone', 'Open in Xaman'],
      ['Opened, on the phone', 'Continue in Xaman'],
    ] as const)
      it(`begins with the words, and the button follows them: ${name}`, async () => {
        await show(name);
        expect(find('[part=open-link]').textContent.trim()).to.equal(label);
        expect(box('[part=open-link]').top - box('.card').top).to.be.below(200);
        expect(isSeen('.face')).to.equal(false);
      });

    it('offers help with scanning only beside a code, and the app always', async () => {
      await show('On the phone');
      expect([isSeen('[part=help]'), isSeen('[part=app-link]')]).to.deep.equal([false, true]);
      find('[part=qr-button]').click();
      await element.updateComplete;
      expect([isSeen('[part=help]'), isSeen('[part=app-link]')]).to.deep.equal([true, true]);
    });
  });

  describe('the last minute', () => {
    for (const [direction, edge] of [
      ['ltr', 'left'],
      ['rtl', 'right'],
    ] as const)
      it(`is a line that shrinks to its start, ${direction}`, async () => {
        around.dir = direction;
        await show('Last minute');
        const share = box('.drain').width / (box('.tile').width - 2);
        expect(share).to.be.closeTo(43 / 60, 0.01);
        expect(Math.abs(box('.drain')[edge] - box('.tile')[edge])).to.be.at.most(1);
        around.removeAttribute('dir');
      });

    for (const name of ['Waiting', 'Opened, code again', 'Time is up'])
      it(`is not drawn: ${name}`, async () => {
        await show(name);
        expect(isSeen('.drain') && box('.drain').width > 0).to.equal(false);
      });
  });

  it('makes another code when a logo is added late, and when it is removed', async () => {
    await show('Waiting');
    const path = (): string | null => find('[part=qr] path').getAttribute('d');
    const plain = path();
    await put('logo', '<svg width="40" height="40"></svg>');
    expect(path()).not.to.equal(plain);
    const logo = element.querySelector('svg')?.getBoundingClientRect();
    expect(logo?.width).to.be.above(20);
    element.replaceChildren();
    await put('footer', '<p></p>');
    expect(path()).to.equal(plain);
  });
});
