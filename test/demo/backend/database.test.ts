import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
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
