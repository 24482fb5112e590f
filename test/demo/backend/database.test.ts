import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openDatabase } from '../../../demo/backend/database.js';
import { ConfigurationError } from '../../../demo/backend/environment.js';

describe('openDatabase', () => {
  it('a server that is not there: one sentence, without the password', async () => {
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
