import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import fc from 'fast-check';
import type { CreatedPayload } from '../../../../demo/backend/create-payload.js';
import type { Database } from '../../../../demo/backend/database.js';
import { MemoryStore } from '../../../../demo/backend/memory-store.js';
import type { Order, Verdict } from '../../../../demo/backend/orders.js';
import { SqlStore } from '../../../../demo/backend/sql-store.js';
import type { Store } from '../../../../demo/backend/store.js';
import { coffee, signIn } from '../fixtures.js';
import { openNewDatabase } from '../new-database.js';

let database: Database;
before(async () => {
  database = await openNewDatabase();
});
after(() => database.close());

const PRODUCTS = [coffee, { ...coffee, id: 'tea', network: 'TESTNET' as const }, signIn];
const id = (kind: number, index: number): string =>
  `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(index).padStart(12, '0')}`;
const txid = (index: number): string => String(index).padStart(64, 'A');

/** What has happened in one run, the same for both stores but for the ids of sessions, which each makes itself. */
interface Run {
  readonly store: Store;
  readonly sessions: Map<string, string>;
  /** The sessions' ids, each with what it is called here. */
  readonly names: Map<string, string>;
  readonly orders: string[];
  readonly payloads: string[];
}

type Call = (run: Run, now: number) => unknown;

/** A call with its name, so that a failure can be read. */
interface Step {
  readonly name: string;
  readonly call: Call;
}

const START = Date.UTC(2026, 10, 25);
const at = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];
const who = fc.constantFrom('ann', 'bob');
const session = ({ sessions }: Run, name: string): string => sessions.get(name) ?? id(9, name.charCodeAt(0));

async function place({ store, orders }: Run, order: Order): Promise<Order> {
  const placed = await store.placeOrder(order);
  if (placed.id === order.id) orders.push(order.id);
  return placed;
}

const newOrder = (
  index: number,
  sessionId: string,
  now: number,
): Omit<Order, 'product' | 'cart' | 'firstLedger'> => ({
  ...{ id: id(1, index), sessionId, invoiceId: txid(1000 + index), placedAtMs: now },
  ...{ verdict: 'pending', reason: null, isFinal: false, delivered: null, surplus: null, txids: [] },
  ...{ isSigned: false, askedAtMs: null, answeredAtMs: null, questions: 0 },
  ...{ delivery: 'none', attempts: 0, lastError: null },
});

async function addPayload({ store, payloads }: Run, orderId: string, now: number): Promise<unknown> {
  if (!(await store.claimCreation(orderId, now + 10_000))) return 'busy';
  const uuid = id(2, payloads.length);
  payloads.push(uuid);
  const created = { uuid } as unknown as CreatedPayload;
  return store.addPayload({
    uuid,
    orderId,
    isOpen: true,
    createdAtMs: now,
    created,
    status: {},
    evidence: null,
    account: null,
  });
}

const outcome = fc.record({
  judgement: fc.record({
    verdict: fc.constantFrom<Verdict>(
      'pending',
      'paid',
      'overpaid',
      'underpaid',
      'failed',
      'expired',
      'review',
      'signed-in',
    ),
    final: fc.boolean(),
    txids: fc.uniqueArray(fc.nat(4).map(txid), { maxLength: 2 }),
    delivered: fc.constantFrom('10', '20'),
  }),
  status: fc.constantFrom({}, { opened: true }, { resolved: true, signed: false }),
  evidence: fc.constantFrom(null, { meta: { signed: true } }),
  account: fc.constantFrom(null, 'rOne', 'rTwo'),
  isSigned: fc.boolean(),
  isAnswered: fc.boolean(),
  agoMs: fc.constantFrom(0, 500, 5000),
  againAfterMs: fc.constantFrom(null, 0, 5000),
});

/** One kind of call: how it looks with its arguments. */
const kind = <T>(name: string, given: fc.Arbitrary<T>, call: (given: T, run: Run, now: number) => unknown) =>
  given.map((value): Step => ({
    name: `${name} ${JSON.stringify(value)}`,
    call: (run, now) => call(value, run, now),
  }));

/** One about an order that exists. */
const about = (name: string, call: (run: Run, orderId: string, now: number) => unknown) =>
  kind(name, fc.nat(5), (index, run, now) => {
    const orderId = at(run.orders, index);
    return orderId === undefined ? null : call(run, orderId, now);
  });

/** One about a payload. */
const aboutPayload = (name: string, call: (run: Run, uuid: string) => unknown) =>
  kind(name, fc.nat(5), (index, run) => call(run, at(run.payloads, index) ?? id(2, 99)));

const step = fc.oneof(
  kind(
    'placeOrder',
    fc.record({
      who,
      product: fc.constantFrom(...PRODUCTS),
      cart: fc.constantFrom('', 'b'),
      firstLedger: fc.option(fc.nat(99)),
    }),
    ({ who: name, ...terms }, run, now) =>
      place(run, { ...newOrder(run.orders.length, session(run, name), now), ...terms }),
  ),
  kind('startSession', who, async (name, { store, sessions, names }, now) => {
    const started = await store.startSession(name, now + 20_000);
    sessions.set(name, started.id);
    if (!names.has(started.id)) names.set(started.id, `session ${names.size}`);
    return started;
  }),
  kind('findSession', who, (name, { store }) => store.findSession(name)),
  kind('endSession', who, (name, run) => run.store.endSession(session(run, name))),
  kind('forget', fc.constantFrom(0, 5000), (agoMs, { store }, now) => store.forget(now - agoMs)),
  kind('openOf', who, (name, run) => run.store.openOf(session(run, name))),
  about('replace', ({ store }, order) => store.replace(order)),
  about('claimCreation', ({ store }, order, now) => store.claimCreation(order, now + 10_000)),
  about('releaseCreation', ({ store }, order) => store.releaseCreation(order)),
  about('addPayload', addPayload),
  aboutPayload('closePayload', ({ store }, uuid) => store.closePayload(uuid)),
  aboutPayload('find', ({ store }, uuid) => store.find(uuid)),
  aboutPayload('hurry', ({ store }, uuid) => store.hurry(uuid)),
  kind('newestFirstLedger', fc.constantFrom('MAINNET', 'TESTNET'), (network, { store }) =>
    store.newestFirstLedger(network),
  ),
  about('claimQuestion', ({ store }, order, now) => store.claimQuestion(order, now - 3000)),
  kind(
    'claimQuestions',
    fc.record({ bound: fc.constantFrom('any', 'placedAfterMs', 'placedUntilMs'), isNews: fc.boolean() }),
    ({ bound, isNews }, { store }, now) =>
      store.claimQuestions(9, now + 3000, { ...(bound === 'any' ? {} : { [bound]: now - 2000 }), isNews }),
  ),
  kind(
    'spend',
    fc.record({
      capacity: fc.nat(3),
      perSecond: fc.constantFrom(0, 0.5),
      reserve: fc.nat(2),
      key: fc.constantFrom('a', 'b'),
    }),
    (budget, { store }) => store.spend(budget),
  ),
  kind('exhaust', fc.constantFrom(-5000, 5000), (ms, { store }, now) => store.exhaust('a', now + ms)),
  {
    weight: 4,
    arbitrary: kind(
      'record',
      fc.tuple(fc.nat(5), fc.option(fc.nat(5)), outcome),
      ([order, payload, { agoMs, againAfterMs, ...result }], run, now) => {
        const uuid = payload === null ? null : (at(run.payloads, payload) ?? null);
        const times = {
          askedAtMs: now - agoMs,
          askAgainAtMs: againAfterMs === null ? null : now + againAfterMs,
        };
        const orderId = at(run.orders, order);
        return orderId === undefined ? null : run.store.record(orderId, uuid, { ...result, ...times });
      },
    ),
  },
  kind('claimDeliveries', fc.constantFrom(1, 9), (limit, { store }, now) =>
    store.claimDeliveries(limit, now + 4000),
  ),
  about('delivered', ({ store }, order) => store.delivered(order)),
  about('notDelivered', ({ store }, order, now) => store.notDelivered(order, 'no', now + 2000)),
  about('notDelivered for good', ({ store }, order) => store.notDelivered(order, 'never', null)),
);

/** What only the memory's own values have. */
const INNER = ['askAgainAtMs', 'deliverAtMs', 'isReplaced', 'token', 'expiresAtMs', 'old', 'isTokenUsed'];

/** What was returned, with the names of sessions instead of their ids. Lists are sorted: some have no order. */
function told(value: unknown, { names }: Run): string {
  const plain = (_: string, inner: unknown): unknown => {
    if (typeof inner === 'string') return names.get(inner) ?? inner;
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(
      Object.entries(inner)
        .filter(([key]) => !INNER.includes(key))
        .sort(),
    );
  };
  const write = (one: unknown): string => JSON.stringify(one ?? null, plain);
  return Array.isArray(value) ? value.map(write).sort().join('\n') : write(value);
}

const steps = fc.array(fc.tuple(step, fc.constantFrom(1, 1000, 30_000)), { maxLength: 40, size: 'max' });

it('orders in memory and in Postgres are the same after whatever calls', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (calls) => {
      await database.script('TRUNCATE sessions, orders, payloads, payments, budgets, shipments CASCADE');
      let now = START;
      const runOn = (store: Store): Run => ({
        store,
        sessions: new Map(),
        names: new Map(),
        orders: [],
        payloads: [],
      });
      const [memory, sql] = [runOn(new MemoryStore(() => now)), runOn(new SqlStore(database, () => now))];
      const done: string[] = [];
      for (const [{ name, call }, passes] of calls) {
        now += passes;
        done.push(`${passes} ms later: ${name}`);
        assert.equal(told(await call(memory, now), memory), told(await call(sql, now), sql), done.join('\n'));
        for (const id of memory.orders) {
          const [one, other] = [await memory.store.currentOf(id), await sql.store.currentOf(id)];
          assert.equal(told(one, memory), told(other, sql), done.join('\n'));
        }
      }
    }),
    // Always the same calls, so that a change is what makes it fail; SEED tries others.
    { numRuns: 60, seed: Number(process.env['SEED'] ?? 20_261_126), includeErrorInReport: true },
  );
});

it('what Postgres cannot store as it is, a NUL or half of an emoji, keeps no paid order from its delivery', async () => {
  await database.script('TRUNCATE sessions, orders, payloads, payments, budgets, shipments CASCADE');
  const store = new SqlStore(database, () => START);
  const odd = 'tea \0 \ud83c';
  const order = { ...newOrder(0, id(9, 1), START), product: coffee, cart: '', firstLedger: 1 };
  await store.placeOrder(order);
  const created = { uuid: id(2, 0), refs: odd } as unknown as CreatedPayload;
  const payload = {
    uuid: id(2, 0),
    orderId: order.id,
    isOpen: true,
    createdAtMs: START,
    created,
    status: {},
  };
  await store.addPayload({ ...payload, evidence: null, account: null });
  const recorded = await store.record(order.id, payload.uuid, {
    judgement: { verdict: 'paid', reason: odd, txids: [txid(1)], final: true },
    status: {},
    evidence: { instruction: odd },
    account: odd,
    isSigned: true,
    askedAtMs: START,
    isAnswered: true,
    askAgainAtMs: null,
  });
  assert.equal(recorded, 'stored');
  assert.deepEqual((await store.find(payload.uuid))?.payload?.evidence, { instruction: 'tea \ufffd \ufffd' });
  const [queued] = await store.claimDeliveries(1, START + 1000);
  await store.notDelivered(order.id, odd, null);
  assert.deepEqual([queued?.id, (await store.currentOf(order.id))?.order.delivery], [order.id, 'dead']);
});
