import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SESSION_LIMITS, Sessions, SpentTransactions, type Order } from '../../../demo/backend/sessions.js';
import { coffee } from './fixtures.js';

const order = (uuid: string): Order => ({
  uuid,
  identifier: `order-${uuid}`,
  product: coffee,
  settled: null,
  checking: null,
});

describe('Sessions', () => {
  it('have ids of 128 bits, all different', () => {
    const sessions = new Sessions(SESSION_LIMITS, () => 0);
    const ids = Array.from({ length: 100 }, () => sessions.start().id);
    assert.equal(new Set(ids).size, 100);
    for (const id of ids) assert.match(id, /^[0-9a-f]{32}$/);
  });

  it('are not made by a cookie', () => {
    const sessions = new Sessions(SESSION_LIMITS, () => 0);
    assert.equal(sessions.find(undefined), null);
    assert.equal(sessions.find('f'.repeat(32)), null);
    assert.equal(sessions.find('__proto__'), null);
  });

  it('end with their age, to the millisecond', () => {
    let nowMs = 0;
    const sessions = new Sessions({ ...SESSION_LIMITS, maxAgeMs: 1000 }, () => nowMs);
    const { id } = sessions.start();
    nowMs = 999;
    assert.equal(sessions.find(id)?.id, id);
    nowMs = 1000;
    assert.equal(sessions.find(id), null);
  });

  it('are bounded: the longest unseen one goes', () => {
    const sessions = new Sessions({ ...SESSION_LIMITS, maxSessions: 2 }, () => 0);
    const [first, second] = [sessions.start(), sessions.start()];
    sessions.find(first.id);
    const third = sessions.start();
    assert.equal(sessions.find(second.id), null);
    assert.equal(sessions.find(first.id), first);
    assert.equal(sessions.find(third.id), third);
  });

  it('hold a bounded number of orders: the oldest goes', () => {
    const sessions = new Sessions({ ...SESSION_LIMITS, maxOrdersPerSession: 2 }, () => 0);
    const session = sessions.start();
    for (const uuid of ['a', 'b', 'c']) sessions.addOrder(session, order(uuid));
    assert.deepEqual([...session.orders.keys()], ['b', 'c']);
  });
});

describe('SpentTransactions', () => {
  it('a transaction pays for one order, however often that one asks', () => {
    const spent = new SpentTransactions();
    assert.equal(spent.claim('T', 'first'), true);
    assert.equal(spent.claim('T', 'second'), false);
    assert.equal(spent.claim('T', 'first'), true);
  });

  it('is bounded', () => {
    const spent = new SpentTransactions(1);
    spent.claim('T', 'first');
    spent.claim('U', 'second');
    assert.equal(spent.claim('T', 'third'), true);
  });
});
