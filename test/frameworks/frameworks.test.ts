import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { site } from '../e2e/site.js';
import { Apps, BUILT } from './apps.js';
import { cases, WITH_CASES } from './cases.js';
import { SERVED, servedApp } from './served.js';
import { sessions } from './sessions.js';

const apps = new Apps();
// A resolution can be read at once, so that one question is enough.
const visit = site({ platform: { publishLagMs: 0 } });

before(() => apps.install());
after(() => {
  apps.remove();
});

for (const name of BUILT)
  describe(name, () => {
    test('is built by its own tool', async () => {
      await apps.run(name, 'npm', ['run', 'build']);
    });

    sessions(visit, {
      hasProperties: true,
      put({ put }, payload, isLate) {
        apps.put(name, put);
        return `/${isLate ? '?late' : ''}#${encodeURIComponent(JSON.stringify(payload))}`;
      },
    });
    if (WITH_CASES.includes(name))
      cases(visit, (put) => {
        apps.put(name, put);
      });
  });

for (const name of SERVED)
  describe(name, () => {
    servedApp(name, apps, visit);
  });

describe('html', () => {
  const SCRIPT = '/xumm-payload-status.min.js';
  const OFFER = `
    window.define = () => new Promise((resolve) => {
      document.head.append(Object.assign(document.createElement('script'), { src: '${SCRIPT}', onload: resolve }));
    });
    window.unmount = () => document.querySelector('xumm-payload-status').remove();`;

  sessions(visit, {
    hasProperties: false,
    put({ put }, { uuid, refs, next }, isLate) {
      // As a page's backend would render it for this payload.
      const body = apps
        .read(`html/${isLate ? 'late' : 'payment'}.html`)
        .replace(/wss:[^"]*/, refs.websocket_status ?? '')
        .replace(/https:[^"]*/, next.always ?? '');
      const head = `<link rel="icon" href="data:,"><script>${OFFER}</script>`;
      put('/', { body: `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>` });
      put('/thanks', { body: `<link rel="icon" href="data:,">Paid. Thank you. ${uuid}` });
      put(SCRIPT, {
        body: apps.read(`node_modules/xumm-payload-status/dist${SCRIPT}`),
        type: 'text/javascript',
      });
      return '/';
    },
  });
});

describe('types', () => {
  const tools = { vue: 'vue-tsc', react: 'tsc', preact: 'tsc', solid: 'tsc', element: 'tsc' };

  for (const [name, tool] of Object.entries(tools))
    test(`${tool} accepts the app and all correct uses of ${name}, and refuses wrong ones`, async () => {
      await apps.run('.', tool, ['-p', `types/${name}`]);
    });

  test('svelte-check accepts the app and all correct uses of svelte, and refuses wrong ones, line by line', async () => {
    const check = (folder: string): Promise<string> =>
      apps.run('.', 'svelte-check', [
        '--workspace',
        folder,
        '--tsconfig',
        './tsconfig.json',
        '--output',
        'machine',
      ]);
    await check('svelte');
    const report = await check('types/svelte').catch(String);
    const refused = [...report.matchAll(/ERROR "(.*?)" (\d+):/g)].map(([, file, line]) => `${file}:${line}`);
    const wrong = apps
      .read('types/svelte/Wrong.svelte')
      .split('\n')
      .flatMap((text, index) => (text.startsWith('<xumm-') ? [`Wrong.svelte:${index + 1}`] : []));
    assert.deepEqual(refused, wrong);
  });
});
