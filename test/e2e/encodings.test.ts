import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { builtScript } from '../support/built-script.js';
import { UUID } from '../support/frames.js';
import { part } from './actions.js';
import { site } from './site.js';

const LOST = 'Connection lost. Reconnecting…';
const LOST_IN_RUSSIAN = 'Соединение потеряно. Подключаемся снова…';
const visit = site();
const scripts = { production: '', all: '' };
before(async () => {
  for (const mode of ['production', 'all'] as const) scripts[mode] = await builtScript(mode);
});

for (const encoding of [null, 'windows-1251', 'shift_jis', 'utf-16le', 'utf-8'])
  for (const mode of ['production', 'all'] as const)
    test(`the script, ${mode}, works in a page whose encoding is ${encoding ?? 'not declared'}`, () =>
      visit(async ({ page, put }) => {
        // A refused socket: the note on it ends with a character that no old encoding writes like UTF-8.
        await page.routeWebSocket(/^wss:/, (socket) => socket.close());
        put('/x.js', { type: 'text/javascript', body: scripts[mode] });
        const body = `<!doctype html><html lang="${mode === 'all' ? 'ru' : 'en'}"><link rel="icon" href="data:,">
          <title>x</title><xumm-payload-status uuid="${UUID}"></xumm-payload-status><script src="/x.js"></script>`;
        put('/', {
          type: encoding ? `text/html; charset=${encoding}` : 'text/html',
          body: Buffer.from(body, encoding === 'utf-16le' ? 'utf16le' : 'ascii'),
        });
        await page.goto('/');
        if (encoding !== 'utf-8')
          assert.notEqual(await page.evaluate(() => document.characterSet), 'UTF-8', 'the page is another');
        await part(page, 'connection')
          .filter({ hasText: mode === 'all' ? LOST_IN_RUSSIAN : LOST })
          .waitFor();
      }));
