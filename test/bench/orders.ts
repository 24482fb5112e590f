import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openDatabase, type Database } from '../../demo/backend/database.js';
import { createBackend, createShop, trustPlatform, type Shop } from '../../demo/backend/index.js';
import { SIMULATED_LIMITS } from '../../demo/backend/shop.js';
import { SqlStore } from '../../demo/backend/sql-store.js';
import { sweep } from '../../demo/backend/worker.js';
import { FakeLedger } from '../demo/backend/fake-ledger.js';
import { payload, SHOP } from '../demo/backend/fixtures.js';
import { FakePlatform, NO_LIMIT } from '../demo/backend/shop.js';
import { Postgres } from '../kill/processes.js';
import { freePort } from '../support/free-port.js';

/**
 * `npm run bench -- orders`: of 100,000 stored orders 1,000 are open. Measures how long it takes to ask about all open
 * ones, and how long one status answer takes, with one process and with three that share the work.
 */
const STORED = 100_000;
const OPEN = 1000;
const ANSWERS = 500;
const TOKEN = '0'.repeat(32);

interface Figures {
  readonly sweepMs: number;
  readonly asked: number;
  readonly answersMs: readonly number[];
  readonly queriesPerAnswer: readonly number[];
}

class AnyPlatform extends FakePlatform {
  override get(uuid: string): ReturnType<FakePlatform['get']> {
    return Promise.resolve({ ...payload({ meta: { uuid } }) });
  }
}

async function measure(url: string): Promise<Figures> {
  const database = await openDatabase(url, () => undefined);
  let queries = 0;
  const counted: Database = {
    ...database,
    query: (text, params) => {
      queries += 1;
      return database.query(text, params);
    },
  };
  const shop: Shop = createShop({
    store: new SqlStore(counted, Date.now),
    platform: new AnyPlatform(),
    products: [],
    ledgers: { MAINNET: ['http://a.test/', 'http://b.test/'], TESTNET: [] },
    verifySignIn: trustPlatform,
    fetch: new FakeLedger().fetch,
    limits: { ...SIMULATED_LIMITS, perSession: NO_LIMIT, questions: NO_LIMIT },
  });
  const from = performance.now();
  let asked = 0;
  for (const age of ['recent', 'older'] as const)
    for (let count = -1; count !== 0; asked += count) count = await sweep(shop, age);
  const sweepMs = performance.now() - from;

  const app = createBackend(shop);
  const rows = await database.query(
    `SELECT p.uuid FROM payloads p JOIN orders o ON o.id = p.order_id WHERE o.verdict = 'pending' ORDER BY random() LIMIT ${ANSWERS}`,
  );
  const answersMs: number[] = [];
  const queriesPerAnswer: number[] = [];
  for (const { uuid } of rows) {
    // Its last answer is old, so this one needs every step.
    await database.query(
      'UPDATE orders SET asked_at = NULL WHERE id = (SELECT order_id FROM payloads WHERE uuid = $1)',
      [uuid],
    );
    queries = 0;
    const began = performance.now();
    const answer = await app.request(`http://shop.test/api/payloads/${String(uuid)}/status`, {
      headers: { Cookie: `shop_session=${TOKEN}` },
    });
    if (answer.status !== 200) throw new Error(`HTTP ${answer.status}`);
    answersMs.push(performance.now() - began);
    queriesPerAnswer.push(queries);
  }
  await database.close();
  return { sweepMs, asked, answersMs, queriesPerAnswer };
}

async function fill(url: string): Promise<void> {
  const database = await openDatabase(url, () => undefined);
  const product = JSON.stringify({
    id: 'coffee',
    kind: 'payment',
    network: 'MAINNET',
    destination: SHOP,
    amount: '10000000',
    instruction: 'Pay',
  });
  await database.script(`
    INSERT INTO sessions (id, token_hash, expires_at)
      VALUES ('00000000-0000-4000-8000-000000000000', encode(sha256('${TOKEN}'), 'hex'), now() + interval '1 day');
    INSERT INTO orders (id, session_id, cart, product_id, product, network, invoice_id, first_ledger, placed_at, verdict, is_final, delivery)
      SELECT gen_random_uuid(), '00000000-0000-4000-8000-000000000000', n, 'coffee', '${product}', 'MAINNET',
        upper(lpad(to_hex(n), 64, '0')), 1000, now() - interval '1 hour', 'paid', true, 'delivered' FROM generate_series(1, ${STORED}) n;
    UPDATE orders SET verdict = 'pending', is_final = false, delivery = 'none' WHERE cart::int <= ${OPEN};
    INSERT INTO payloads (uuid, order_id, created, status, created_at)
      SELECT gen_random_uuid(), id, '{}', '{}', placed_at FROM orders;
    ANALYZE;`);
  await database.close();
}

async function due(url: string): Promise<void> {
  const database = await openDatabase(url, () => undefined);
  await database.query(`UPDATE orders SET ask_again_at = now(), asked_at = NULL WHERE verdict = 'pending'`);
  await database.close();
}

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

function print(processes: number, all: readonly Figures[]): void {
  const answers = all.flatMap(({ answersMs }) => answersMs);
  const queries = all.flatMap(({ queriesPerAnswer }) => queriesPerAnswer);
  console.log(
    `${processes} process(es): ${all.reduce((sum, { asked }) => sum + asked, 0)} open of ${STORED} orders asked about in ` +
      `${Math.max(...all.map(({ sweepMs }) => sweepMs)).toFixed(0)} ms; an answer takes ` +
      `${percentile(answers, 0.5).toFixed(1)} ms (p50), ${percentile(answers, 0.99).toFixed(1)} ms (p99) and ` +
      `${Math.min(...queries)}–${Math.max(...queries)} queries`,
  );
}

async function asParent(): Promise<void> {
  const postgres = new Postgres(await freePort());
  postgres.start();
  try {
    await fill(postgres.url);
    await due(postgres.url);
    print(1, [await measure(postgres.url)]);
    await due(postgres.url);
    const children = [1, 2, 3].map(() =>
      fork(import.meta.filename, [], {
        execArgv: ['--import', 'tsx'],
        env: { ...process.env, MEASURE: postgres.url },
      }),
    );
    const figures = children.map(
      async (child: ChildProcess) => ((await once(child, 'message')) as [Figures])[0],
    );
    print(3, await Promise.all(figures));
  } finally {
    postgres.remove();
  }
}

const url = process.env['MEASURE'];
if (url === undefined) await asParent();
else {
  process.send?.(await measure(url));
  process.disconnect();
}
