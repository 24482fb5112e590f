import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { build } from 'esbuild';
import { openShop } from '../shop.js';

describe('the backend inside a page', () => {
  it('bundles for a browser: nothing of Node, and no SDK', async () => {
    const { errors, metafile } = await build({
      entryPoints: ['demo/backend/backend.ts', 'demo/backend/memory-store.ts'],
      bundle: true,
      write: false,
      outdir: 'nowhere',
      metafile: true,
      format: 'esm',
      platform: 'browser',
      logLevel: 'silent',
    });
    assert.deepEqual(errors, []);
    const strangers = Object.keys(metafile.inputs).filter(
      (file) => !/^(demo\/backend|src\/server|node_modules\/hono)\//.test(file),
    );
    assert.deepEqual(strangers, []);
  });

  it('keeps the session where it is told', async () => {
    let kept: string | undefined;
    const sessionKeeper = {
      read: () => kept,
      write: (_c: unknown, _origin: string, id: string) => {
        kept = id;
      },
      clear: () => {
        kept = undefined;
      },
    };
    const visitor = openShop({ sessionKeeper }).visitor();
    const uuid = await visitor.buy('coffee');
    assert.equal(visitor.cookie, null);
    assert.equal((await visitor.status(uuid)).status, 200);
  });
});
