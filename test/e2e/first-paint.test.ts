import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { PNG } from 'pngjs';
import { builtScript } from '../support/built-script.js';
import { screencast } from '../support/screencast.js';
import { part } from './actions.js';
import { site } from './site.js';

const PAGES = 10;
const visit = site();
let script = '';

before(async () => {
  script = await builtScript();
});

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Whether a place is more than blank: light and dark alternate, however pale. */
function isDrawn({ data, width }: PNG, box: Box): boolean {
  const row = Math.round(box.y + box.height / 2) * width;
  let turns = 0;
  for (let x = Math.ceil(box.x) + 1; x < box.x + box.width; x++)
    if (Math.abs((data[(row + x) * 4] ?? 0) - (data[(row + x - 1) * 4] ?? 0)) > 3) turns += 1;
  return turns > 8;
}

/** The QR code is what users need, so nothing may fade it in. */
for (const rate of [1, 4])
  test(`the code can be scanned in the first picture that shows it, CPU ${rate}× slower`, async () => {
    for (let pages = 0; pages < PAGES; pages++)
      await visit(async ({ page, put, order }) => {
        const { refs, next } = await order('coffee');
        put('/x.js', { type: 'text/javascript', body: script });
        put('/', {
          body: `<!doctype html><html lang="en"><link rel="icon" href="data:,"><script src="/x.js"></script>
            <xumm-payload-status websocket-url="${refs.websocket_status}"></xumm-payload-status></html>`,
        });
        const session = await page.context().newCDPSession(page);
        await session.send('Emulation.setCPUThrottlingRate', { rate });
        const cast = await screencast(page);
        await page.goto('/');
        await part(page, 'qr').waitFor();
        // Two paints later, the content of the document has been on the screen.
        await page.evaluate(
          () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
        );
        const box = await part(page, 'qr').boundingBox();
        const frames = await cast.stop();
        const first = frames.find(({ picture }) => box && isDrawn(picture(), box));
        assert.equal(first?.read(), next.always);
      });
  });
