import { expect } from '@open-wc/testing';
import axe from 'axe-core';
import { scenes, stage } from '../../demo/site/gallery/scenes.js';
import type { XummPayloadStatus } from '../../src/index.js';
import '../../src/locales/ar.js';
import { createIn } from '../support/element.js';
import { SOCKET_URL } from '../support/frames.js';
import { VirtualWorld } from '../support/virtual-world.js';

describe('axe', () => {
  const around = document.createElement('main');

  let elements: readonly XummPayloadStatus[] = [];

  before(async () => {
    const { error } = console;
    console.error = () => undefined; // one scene is misconfigured on purpose
    document.documentElement.lang = 'en';
    document.title = 'axe';
    around.style.cssText = 'width: 360px; background: Canvas';
    // Contrast is measured after everything has faded in.
    document.body.append(around);
    elements = await Promise.all(scenes().map((scene) => stage(scene, around)));
    for (const { renderRoot } of elements)
      for (const animation of [...renderRoot.querySelectorAll('*')].flatMap((node) => node.getAnimations()))
        animation.cancel();
    console.error = error;
  });
  after(() => {
    around.remove();
  });

  for (const scheme of ['light', 'dark'])
    for (const language of ['en', 'ar'])
      it(`finds nothing in any state, ${scheme}, ${language}`, async () => {
        document.documentElement.style.colorScheme = scheme;
        around.lang = language;
        around.dir = language === 'ar' ? 'rtl' : 'ltr';
        await new Promise<void>((resolve) => {
          queueMicrotask(resolve); // an observer reports a change of language in a microtask
        });
        await Promise.all(elements.map(({ updateComplete }) => updateComplete));
        const { violations, passes } = await axe.run(around);
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        ).to.deep.equal([]);
        expect(passes.map(({ id }) => id)).to.include('color-contrast');
      });
});

/** Relative luminance, WCAG 2.2. */
const luminance = (rgb: readonly number[]): number => {
  const [r = 0, g = 0, b = 0] = rgb.map((value) => {
    const channel = value / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

const contrast = (a: readonly number[], b: readonly number[]): number => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};

/** Foreground on background, the ratio that WCAG AA asks for, and what it is for. */
const pairs: readonly [string, string, number, string][] = [
  ['--foreground', '--background', 4.5, 'text'],
  ['--muted', '--background', 4.5, 'secondary text'],
  ['--accent', '--background', 4.5, 'links'],
  ['--on-accent', '--accent', 4.5, 'the main button'],
  ['--danger', '--background', 4.5, 'the last minute, a failed step'],
  ['--success', '--background', 3, 'the icon of a confirmed outcome'],
];

describe('contrast of the default tokens', () => {
  for (const scheme of ['light', 'dark'])
    for (const [foreground, background, least, what] of pairs)
      it(`${foreground} on ${background} is at least ${least} in the ${scheme} theme: ${what}`, async () => {
        const around = document.createElement('div');
        around.style.colorScheme = scheme;
        document.body.append(around);
        const element = createIn(new VirtualWorld().environment, { websocketUrl: SOCKET_URL });
        around.append(element);
        await element.updateComplete;
        const probe = document.createElement('i');
        element.renderRoot.querySelector('.card')?.append(probe);
        const read = (token: string): number[] => {
          probe.style.color = `var(${token})`;
          return (getComputedStyle(probe).color.match(/\d+/g) ?? []).map(Number);
        };
        expect(contrast(read(foreground), read(background))).to.be.at.least(least);
        around.remove();
      });

  it('differs between the themes, by the page’s own color-scheme', async () => {
    const background = async (scheme: string): Promise<string> => {
      const around = document.createElement('div');
      around.style.colorScheme = scheme;
      document.body.append(around);
      const element = createIn(new VirtualWorld().environment);
      around.append(element);
      await element.updateComplete;
      const card = element.renderRoot.querySelector('.card');
      const colour = card ? getComputedStyle(card).backgroundColor : '';
      around.remove();
      return colour;
    };
    expect(await background('light')).to.equal('rgb(255, 255, 255)');
    expect(await background('dark')).to.equal('rgb(23, 26, 33)');
  });
});
