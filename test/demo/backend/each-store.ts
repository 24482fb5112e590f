import { after, before, describe } from 'node:test';
import type { Database } from '../../../demo/backend/database.js';
import { MemoryStore } from '../../../demo/backend/memory-store.js';
import { SqlStore } from '../../../demo/backend/sql-store.js';
import { openNewDatabase } from './new-database.js';
import { openShop, type TestShop } from './shop.js';

type Open = (options?: Parameters<typeof openShop>[0]) => TestShop;

/** Runs the suite with orders in memory and with orders in Postgres. */
export function withEachStore(suite: (open: Open, name: string) => void): void {
  suite((options) => openShop({ makeStore: (now) => new MemoryStore(now), ...options }), 'in memory');

  describe('in Postgres', () => {
    let database: Database;
    before(async () => {
      database = await openNewDatabase();
    });
    after(() => database.close());

    suite((options) => {
      // Each test has the tables for itself: its first statement empties them.
      const emptied = database.script(
        'TRUNCATE sessions, orders, payloads, payments, budgets, shipments CASCADE',
      );
      const db: Database = {
        ...database,
        query: async (text, params) => {
          await emptied;
          return database.query(text, params);
        },
      };
      return openShop({ makeStore: (now) => new SqlStore(db, now), ...options });
    }, 'PGlite');
  });
}
