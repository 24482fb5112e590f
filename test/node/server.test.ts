import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../src/locales/de.js';
import { readQrCode } from '../support/read-qr-code.js';
import { serveMarkup } from '../support/serve-markup.js';
import { SIGN_URL, UUID } from '../support/frames.js';

/** The text of the QR code in the markup, drawn from its path: runs of dark modules, row by row. */
function decode(markup: string): string | undefined {
  const [, side = ''] = /viewBox="0 0 (\d+) \1"/.exec(markup) ?? [];
  const [, path = ''] = / d="([^"]*)"/.exec(markup) ?? [];
  const scale = 4;
  const width = Number(side) * scale;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++)
      data.fill(
        0,
        (row * width + Number(x) * scale) * 4,
        (row * width + (Number(x) + Number(run)) * scale) * 4,
      );
  for (let alpha = 3; alpha < data.length; alpha += 4) data[alpha] = 255;
  return readQrCode({ data, width, height: width });
}

test('a server renders the QR code in declarative shadow DOM, and it contains the sign link', async () => {
  const markup = await serveMarkup({ uuid: UUID });
  assert.match(markup, /<xumm-payload-status[^>]*><template [^>]*shadowrootmode="open">/);
  assert.equal(decode(markup), SIGN_URL);
  assert.ok(markup.includes(`href="${SIGN_URL}"`));
});

test("uses the language of the element's own lang", async () => {
  const markup = await serveMarkup({ uuid: UUID, lang: 'de' });
  assert.match(markup, /lang="de"\s+dir="ltr"/);
  assert.match(markup, /Mit Xaman scannen/);
});

test('renders what is set by properties too', async () => {
  assert.equal(decode(await serveMarkup({ payload: { uuid: UUID } })), SIGN_URL);
});

for (const [what, uuid] of [
  ['nothing set', ''],
  ['a uuid that is none', 'javascript:alert(1)'],
] as const)
  test(`renders no code and no link with ${what}`, async () => {
    const markup = await serveMarkup({ uuid });
    assert.equal(decode(markup), undefined);
    assert.doesNotMatch(markup, /<a\s/);
  });

test('opens nothing and waits for nothing: no socket, no timer', async () => {
  const kept = process.getActiveResourcesInfo().length;
  await serveMarkup({ uuid: UUID });
  assert.equal(process.getActiveResourcesInfo().length, kept);
});
