import { expect } from '@open-wc/testing';
import axe from 'axe-core';
import { scenes, stage } from '../../demo/site/gallery/scenes.js';
import type { XummPayloadStatus } from '../../src/index.js';
import '../../src/locales/ar.js';

describe('axe', () => {
  const around = document.createElement('main');

  let elements: readonly XummPayloadStatus[] = [];

  before(async () => {
    const { error } = console;
    console.error = () => undefined; // the misconfigured scene says so
    document.documentElement.lang = 'en';
    document.title = 'axe';
    around.style.cssText = 'width: 360px; background: Canvas';
    // What fades in is not judged halfway.
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
      it(`finds nothing in any state, ${scheme}, ${language}`, async function () {
        this.timeout(60_000);
        document.documentElement.style.colorScheme = scheme;
        around.lang = language;
        around.dir = language === 'ar' ? 'rtl' : 'ltr';
        await new Promise<void>((resolve) => {
          queueMicrotask(resolve); // a change of language is observed in one
        });
        await Promise.all(elements.map(({ updateComplete }) => updateComplete));
        const { violations, passes } = await axe.run(around);
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        ).to.deep.equal([]);
        expect(passes.map(({ id }) => id)).to.include('color-contrast');
      });
});
