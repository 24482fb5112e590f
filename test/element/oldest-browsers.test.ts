import { expect } from '@open-wc/testing';
import type { XummPayloadStatus } from '../../src/index.js';

/** Features that are newer than the oldest supported browsers: Chrome 111, Firefox 115, Safari 16.4. */
const YOUNG: readonly (readonly [object, readonly string[]])[] = [
  [URL, ['canParse', 'parse']],
  [AbortSignal, ['any']],
  [Promise, ['withResolvers', 'try']],
  [Array, ['fromAsync']],
  [Array.prototype, ['toSorted', 'toReversed', 'toSpliced', 'with']],
  [Object, ['groupBy']],
  [Map, ['groupBy']],
  [String.prototype, ['isWellFormed', 'toWellFormed']],
  [Set.prototype, ['union', 'difference', 'intersection', 'isSubsetOf']],
  [Element.prototype, ['setHTML', 'setHTMLUnsafe', 'moveBefore', 'checkVisibility', 'getHTML']],
  [Intl, ['DurationFormat', 'Segmenter']],
  [window, ['URLPattern', 'scheduler', 'navigation', 'CookieStore', 'requestIdleCallback']],
  [Response, ['json']],
];
/** The same for style sheets. */
const YOUNG_STYLES =
  /light-dark|(?<=[\s:])round(?=\()|(?<=\d)r?lh\b|text-wrap|:has\(|@property|@starting-style|@scope|&/g;

const luminance = (colour: string): number => {
  const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? [])
    .map(Number)
    .map((value) => (colour.startsWith('color(') ? value : value / 255))
    .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

describe('the oldest browsers that are supported', () => {
  let element: XummPayloadStatus;

  before(async () => {
    for (const [object, names] of YOUNG)
      for (const name of names) {
        Reflect.deleteProperty(object, name);
        expect(Reflect.get(object, name), name).to.equal(undefined);
      }
    const { prototype } = CSSStyleSheet;
    const replaceSync: (this: CSSStyleSheet, text: string) => void = Reflect.get(prototype, 'replaceSync');
    // An engine ignores what it does not know: here a name that no engine knows.
    prototype.replaceSync = function (text) {
      replaceSync.call(this, text.replace(YOUNG_STYLES, 'unknown'));
    };
    await import('../../src/define.js');
    element = document.createElement('xumm-payload-status');
    element.uuid = '3fb2a5ee-1b0c-4f0e-9a3c-7d2f1c5e8b90';
    element.statusUrl = '/status/{uuid}';
    document.body.append(element);
    await element.updateComplete;
  });
  after(() => {
    element.remove();
  });

  const inScheme = async (scheme: string): Promise<void> => {
    document.documentElement.style.colorScheme = scheme;
    await new Promise<void>((resolve) => {
      queueMicrotask(resolve); // an observer reports the change in a microtask
    });
    await element.updateComplete;
  };

  it('draw the code and the link', () => {
    expect(element.state).to.equal('waiting');
    const width = element.renderRoot.querySelector('[part=qr]')?.getBoundingClientRect().width;
    expect(width).to.be.greaterThan(150);
    expect(element.renderRoot.querySelector<HTMLAnchorElement>('[part=open-link]')?.href).to.match(/^https:/);
  });

  for (const scheme of ['light', 'dark'])
    for (const [foreground, background, least] of [
      ['--foreground', '--background', 4.5],
      ['--muted', '--background', 4.5],
      ['--accent', '--background', 4.5],
      ['--on-accent', '--accent', 4.5],
      ['--danger', '--background', 4.5],
      ['--success', '--background', 3],
    ] as const)
      it(`show ${foreground} on ${background} at ${least} : 1, ${scheme}`, async () => {
        await inScheme(scheme);
        const probe = document.createElement('i');
        element.renderRoot.querySelector('.card')?.append(probe);
        const read = (token: string): number => {
          probe.style.color = `var(${token})`;
          return luminance(getComputedStyle(probe).color);
        };
        const [dark = 0, light = 0] = [read(foreground), read(background)].sort((one, other) => one - other);
        probe.remove();
        document.documentElement.style.colorScheme = '';
        expect((light + 0.05) / (dark + 0.05)).to.be.at.least(least);
      });

  it('follow the scheme', async () => {
    const colours: number[] = [];
    for (const scheme of ['light', 'dark']) {
      await inScheme(scheme);
      const card = element.renderRoot.querySelector('.card');
      colours.push(card ? luminance(getComputedStyle(card).backgroundColor) : NaN);
    }
    document.documentElement.style.colorScheme = '';
    expect(colours[0]).to.be.greaterThan(0.9);
    expect(colours[1]).to.be.lessThan(0.1);
  });
});
