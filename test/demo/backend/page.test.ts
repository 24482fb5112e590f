import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { it } from 'node:test';
import { JSDOM } from 'jsdom';

it('the page asks for the session again on a click, if it failed at first', async () => {
  const html = await readFile(new URL('../../../demo/backend/page.html', import.meta.url), 'utf8');
  const asked: string[] = [];
  let isAway = true;
  const { window } = new JSDOM(html.replace(/<script src.*/, ''), {
    url: 'http://shop.test/',
    runScripts: 'dangerously',
    beforeParse: (page) => {
      page['fetch'] = (path: string) => {
        asked.push(path);
        return Promise.resolve(
          isAway
            ? Response.json({ error: { message: 'The shop is busy.' } }, { status: 503 })
            : Response.json(path === '/api/session' ? { open: [] } : { uuid: 'a payload' }),
        );
      };
    },
  });
  const { document } = window;
  const told = document.querySelector('#told');
  const turns = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  };
  await turns();
  assert.equal(told?.textContent, 'The shop is busy.');
  isAway = false;
  document.querySelector<HTMLElement>('#buy')?.click();
  await turns();
  assert.deepEqual(asked, ['/api/session', '/api/session', '/api/payloads']);
  assert.equal(told.textContent, '');
  const card = document.querySelector<HTMLElement & { payload?: unknown }>('xumm-payload-status');
  assert.deepEqual(card?.payload, { uuid: 'a payload' });
});
