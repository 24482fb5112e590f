import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PNG } from 'pngjs';
import type { Page } from 'playwright-core';
import { readQrCode } from '../support/read-qr-code.js';
import { stage } from './stage.js';

const SIGN_URL = 'https://xumm.app/sign/3fb2a5ee-1b0c-4f0e-9a3c-7d2f1c5e8b90';

/** A page with only some scenes of the gallery, so that it renders fast. */
const PAGE = `<!doctype html><html lang="en"><head><title>Codes</title><link rel="icon" href="data:," />
  <style>:root { color-scheme: light dark; background: Canvas } .scene { width: 360px; margin: 12px } .wide { width: 700px }</style>
  </head><body><script type="module">
    import { scenes, stage } from '/gallery/scenes.ts';
    const show = async (name, classes = '', set = {}) => {
      const place = document.createElement('div');
      place.className = 'scene ' + classes;
      document.body.append(place);
      const element = await stage(scenes().find((scene) => scene.name === name), place);
      Object.assign(element, set);
    };
    await show('Waiting', 'stacked');
    await show('Waiting', 'wide');
    await show('Waiting', 'row', { layout: 'compact' });
    await show('Last minute', 'draining');
    await show('Expired', 'expired');
    await show('Confirmed', 'confirmed');
    await show('Confirming', 'confirming');
    document.body.dataset.done = '';
  </script></body></html>`;

/** Ratios of screen pixels to CSS pixels: browser zoom, and the screens of phones. */
const RATIOS = [0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.625, 3];

/** The picture without its veil. */
const UNVEILED = `.veiled .code { opacity: 1 !important; fill: #000 !important; filter: none !important }
  .veiled .face { visibility: hidden }`;

describe('the card on screens', () => {
  const visit = stage();

  const show = (look: (page: Page) => Promise<void>): Promise<void> =>
    visit({}, async ({ newTab, serve }) => {
      serve('/codes', 'text/html', PAGE);
      const page = await newTab('/codes');
      await page.locator('[data-done]').waitFor();
      await look(page);
    });

  async function read(page: Page, scene: string): Promise<string | undefined> {
    const picture = await page.locator(`.scene.${scene}`).screenshot({ animations: 'disabled' });
    const { data, width, height } = PNG.sync.read(picture);
    return readQrCode({ data: new Uint8ClampedArray(data), width, height });
  }

  it(`shows codes that can be scanned, and after the expiry cannot, at ${RATIOS.join(', ')} pixels`, () =>
    show(async (page) => {
      const client = await page.context().newCDPSession(page);
      for (const deviceScaleFactor of RATIOS) {
        await client.send('Emulation.setDeviceMetricsOverride', {
          width: 800,
          height: 900,
          deviceScaleFactor,
          mobile: false,
        });
        assert.equal(Math.fround(deviceScaleFactor), await page.evaluate(() => devicePixelRatio));
        for (const scene of ['stacked', 'wide', 'row', 'draining'])
          assert.equal(await read(page, scene), SIGN_URL, `${scene} at ${deviceScaleFactor}`);
        assert.equal(await read(page, 'expired'), undefined, `expired at ${deviceScaleFactor}`);
      }
    }));

  it('has no code under the veil that could be scanned', () =>
    show(async (page) => {
      await page.evaluate((rules) => {
        const root = document.querySelector('.expired > *')?.shadowRoot;
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(rules);
        root?.adoptedStyleSheets.push(sheet);
      }, UNVEILED);
      assert.equal(await read(page, 'expired'), undefined);
    }));

  for (const [reducedMotion, moving] of [
    ['no-preference', ['confirmed: appear', 'confirmed: draw', 'confirming: turn']],
    ['reduce', []],
  ] as const)
    it(`moves ${moving.join(', ') || 'nothing'} where the system says ${reducedMotion}`, () =>
      show(async (page) => {
        await page.emulateMedia({ reducedMotion });
        const found = await page.evaluate(() =>
          [...document.querySelectorAll('.scene')].flatMap((scene) => {
            const all = [...(scene.firstElementChild?.shadowRoot?.querySelectorAll('*') ?? [])];
            const styles = all.flatMap((each) =>
              ['', '::before', '::after'].map((pseudo) => getComputedStyle(each, pseudo)),
            );
            if (styles.some(({ transitionDuration }) => transitionDuration !== '0s'))
              throw new Error('a transition');
            return [...new Set(styles.map(({ animationName }) => animationName))]
              .filter((name) => name !== 'none')
              .map((name) => `${scene.className.split(' ')[1] ?? ''}: ${name}`);
          }),
        );
        assert.deepEqual(found.sort(), [...moving]);
      }));
});
