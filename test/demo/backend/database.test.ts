import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { openDatabase } from '../../../demo/backend/database.js';
import { ConfigurationError } from '../../../demo/backend/environment.js';
import { DatabaseUnavailable } from '../../../demo/backend/errors.js';
import { MemoryStore } from '../../../demo/backend/memory-store.js';
import { failure, openShop } from './shop.js';

describe('openDatabase', () => {
  it('a missing server: one sentence, without the password', async () => {
    await assert.rejects(
      openDatabase('postgres://shop:hunter2@127.0.0.1:1/shop', () => undefined),
      (error) => {
        assert.ok(error instanceof ConfigurationError);
        assert.match(error.message, /^The database at DATABASE_URL cannot be used: [^\n]+\.$/);
        assert.ok(!error.message.includes('hunter2'));
        return true;
      },
    );
  });
});

it('works in a folder whose name has a space', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'my shop '));
  try {
    await cp('demo/backend', join(folder, 'backend'), { recursive: true });
    await symlink(resolve('node_modules'), join(folder, 'node_modules'));
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    const { href } = pathToFileURL(join(folder, 'backend/database.ts'));
    const copy = (await import(href)) as { openDatabase: typeof openDatabase };
    const database = await copy.openDatabase('memory://', () => undefined);
    assert.deepEqual(await database.query('SELECT id FROM orders'), []);
    await database.close();
  } finally {
    await rm(folder, { recursive: true });
  }
});

describe('the database goes away during work', () => {
  class Fragile extends MemoryStore {
    isAway = false;
    override findSession(token: string): ReturnType<MemoryStore['findSession']> {
      if (this.isAway) throw new DatabaseUnavailable('gone');
      return super.findSession(token);
    }
  }

  it('503 with Retry-After, and nothing is lost when it is back', async () => {
    let store = new Fragile();
    const shop = openShop({ makeStore: (now) => (store = new Fragile(now)) });
    const visitor = shop.visitor();
    const uuid = await visitor.buy('coffee');
    store.isAway = true;
    for (const answer of [
      await visitor.status(uuid),
      await visitor.post({ product: 'coffee' }),
      await visitor.ask('/api/session'),
    ]) {
      assert.equal(answer.headers.get('Retry-After'), '5');
      assert.equal(await failure(answer), '503 unavailable');
    }
    store.isAway = false;
    assert.equal((await visitor.status(uuid)).status, 200);
  });
});
