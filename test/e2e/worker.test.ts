import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { builtScript } from '../support/built-script.js';
import { site } from './site.js';

const visit = site();
const scripts = new Map<string, string>();

function scriptOf(name: string): string {
  const script = scripts.get(name);
  assert(script, `${name} was not built`);
  return script;
}

before(async () => {
  for (const name of ['index', 'define', 'hydrate', 'locales/de']) {
    const { outputFiles } = await build({
      entryPoints: [join(import.meta.dirname, `../../src/${name}.ts`)],
      bundle: true,
      write: false,
      format: 'iife',
      platform: 'browser',
    });
    scripts.set(name, outputFiles[0]?.text ?? '');
  }
  scripts.set('the one-script file', await builtScript());
  scripts.set('the script with every language', await builtScript('all'));
});

const NAMES = [
  'index',
  'define',
  'hydrate',
  'locales/de',
  'the one-script file',
  'the script with every language',
];

for (const name of NAMES)
  test(`${name}, imported with nothing but the language: nothing is thrown or left behind`, () => {
    const context = createContext({});
    const names = (): readonly string[] =>
      (runInContext('Reflect.ownKeys(globalThis).map(String)', context) as string[]).filter(
        (key) => !/^(lit|reactiveElement)/.test(key),
      );
    const before = names();
    runInContext(scriptOf(name), context);
    assert.deepEqual([...names()], [...before]);
  });

for (const name of NAMES)
  test(`${name}, imported in a worker: nothing is thrown, opened, defined or left behind`, () =>
    visit(async ({ page, put, said }) => {
      put('/entry.js', { type: 'text/javascript', body: scriptOf(name) });
      put('/worker.js', {
        type: 'text/javascript',
        body: `
          // What lit itself notes.
          const LITS = /^(lit|reactiveElement)/;
          const used = [];
          for (const name of ['WebSocket', 'fetch', 'setTimeout', 'setInterval']) {
            const value = self[name];
            Object.defineProperty(self, name, { get() { used.push(name); return value; } });
          }
          const names = () => Reflect.ownKeys(globalThis).map(String);
          const before = names();
          let error = null;
          try {
            importScripts('/entry.js');
          } catch (thrown) {
            error = String(thrown);
          }
          postMessage({ error, used, added: names().filter((name) => !before.includes(name) && !LITS.test(name)) });`,
      });
      put('/', { body: '<!doctype html><link rel="icon" href="data:,">' });
      await page.goto('/');
      const seen: unknown = await page.evaluate(
        () =>
          new Promise((resolve) => {
            new Worker('/worker.js').addEventListener('message', ({ data }) => {
              resolve(data);
            });
          }),
      );
      assert.deepEqual(seen, { error: null, used: [], added: [] });
      assert.deepEqual(said, []);
    }));
