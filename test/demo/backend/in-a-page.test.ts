import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { build } from 'esbuild';
import { openShop } from './shop.js';

describe('the backend inside a page', () => {
  it('bundles for a browser: nothing of Node, and no SDK unless it is handed one', async () => {
    const { errors, metafile } = await build({
      entryPoints: ['demo/backend/backend.ts'],
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'browser',
      logLevel: 'silent',
    });
    assert.deepEqual(errors, []);
    const strangers = Object.keys(metafile.inputs).filter(
      (file) => !/^(demo\/backend|node_modules\/hono)\//.test(file),
    );
    assert.deepEqual(strangers, []);
  });

  it('keeps the session where it is told to', async () => {
    let kept: string | undefined;
    const sessionKeeper = {
      read: () => kept,
      write: (_c: unknown, _origin: string, id: string) => {
        kept = id;
      },
    };
    const visitor = openShop({ sessionKeeper }).visitor();
    const uuid = await visitor.buy('coffee');
    assert.equal(visitor.cookie, null);
    assert.equal((await visitor.status(uuid)).status, 200);
  });
});
