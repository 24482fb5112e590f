import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../support/free-port.js';
import { Postgres, Process } from './processes.js';

const ORDERS = 300;
const AT_ONCE = 10;

/** Longer than the longest pause before an order is asked about or delivered again. */
const MAX_WAIT_MS = 1_200_000;

/**
 * The receiver takes up to a second, so that processes die in the middle of a delivery, and it counts the calls. It still
 * ships each key once.
 */
const SLOW_RECEIVER = `
  CREATE TABLE calls (key uuid NOT NULL);
  CREATE FUNCTION receive() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO calls VALUES (NEW.key);
    PERFORM pg_sleep(random());
    RETURN NEW;
  END $$;
  CREATE TRIGGER receive BEFORE INSERT ON shipments FOR EACH ROW EXECUTE FUNCTION receive()`;

/** What visitors do with their payloads, in this order, for each ten. */
const DEEDS = [
  'pay',
  'pay',
  'pay',
  'pay',
  'pay',
  'pay and watch',
  'pay too little',
  'decline',
  'fail',
  'leave',
] as const;

const seed = Number(process.env['SEED'] ?? Date.now() % 100_000);
/** mulberry32: the same seed, the same choices. */
const random = ((state: number) => () => {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
})(seed);
const oneOf = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;

interface Buyer {
  readonly cookie: string;
  readonly uuid: string;
  readonly deed: (typeof DEEDS)[number];
}

let postgres: Postgres;
let platform: Process;
let platformUrl = '';
let shops: { readonly process: Process; readonly url: string }[] = [];

before(async () => {
  postgres = new Postgres(await freePort());
  postgres.start();
  const [platformPort, ...ports] = await Promise.all([1, 2, 3, 4].map(freePort));
  platformUrl = `http://127.0.0.1:${platformPort}`;
  platform = new Process([
    ...['demo/platform/cli.ts', 'platform'],
    ...['--port', String(platformPort), '--webhook', `http://127.0.0.1:${ports[0]}/api/webhook`],
  ]);
  await platform.start();
  await post(`${platformUrl}/control/platform`, { failEvery: 10, failStatus: '503' });
  shops = ports.map((port) => ({
    url: `http://127.0.0.1:${port}`,
    process: new Process(['demo/backend/main.ts'], {
      PORT: String(port),
      PLATFORM_URL: platformUrl,
      DATABASE_URL: postgres.url,
    }),
  }));
  await Promise.all(shops.map(({ process: shop }) => shop.start()));
  await withDatabase((db) => db.query(SLOW_RECEIVER));
});

after(async () => {
  await Promise.all([platform, ...shops.map(({ process: shop }) => shop)].map((each) => each.kill()));
  postgres.remove();
});

async function withDatabase<T>(act: (db: pg.Client) => Promise<T>): Promise<T> {
  const db = new pg.Client(postgres.url);
  await db.connect();
  try {
    return await act(db);
  } finally {
    await db.end();
  }
}

const post = (url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/** Asks any of the shops until one answers properly, like a browser would. */
async function insist(path: string, init: RequestInit = {}): Promise<Response> {
  for (;;) {
    try {
      const answer = await fetch(`${oneOf(shops).url}${path}`, {
        ...init,
        signal: AbortSignal.timeout(20_000),
      });
      if (answer.status < 500) return answer;
    } catch {
      // It was killed.
    }
    await pause(200);
  }
}

async function buy(deed: Buyer['deed']): Promise<Buyer> {
  const answer = await insist('/api/payloads', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{"product":"coffee"}',
  });
  const { uuid } = (await answer.json()) as { uuid: string };
  return { uuid, deed, cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
}

async function act({ uuid, deed, cookie }: Buyer): Promise<void> {
  const phone = async (action: string, body: object = {}): Promise<void> => {
    const { status } = await post(`${platformUrl}/control/${uuid}/${action}`, body);
    assert.equal(status, 200, action);
  };
  if (deed === 'leave') return;
  await phone('open');
  if (deed === 'decline') await phone('decline');
  // Sometimes the wallet's report is lost, and only the ledger knows.
  else if (deed === 'pay') await phone('sign', random() < 0.2 ? { report: 'lost' } : {});
  else if (deed === 'pay too little') await phone('sign', { deliver: 'less' });
  else if (deed === 'fail') await phone('sign', { result: 'tecPATH_DRY' });
  else {
    await phone('sign');
    for (;;) {
      const status = (await (
        await insist(`/api/payloads/${uuid}/status`, { headers: { Cookie: cookie } })
      ).json()) as {
        verification?: string;
      };
      if (status.verification === 'verified') return;
      await pause(1000);
    }
  }
}

it('300 orders, three processes killed at random, the database crashed, the platform refusing one call of ten', async (t) => {
  const counts = { kills: 0, databaseCrashes: 0 };
  const closed = new AbortController();
  const killer = (async () => {
    while (!closed.signal.aborted) {
      await pause(300 + random() * 1500);
      const { process: shop } = oneOf(shops);
      await shop.kill();
      counts.kills += 1;
      await shop.start();
    }
  })();

  const buyers: Buyer[] = [];
  const started = Date.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < ORDERS) {
        const index = next;
        next += 1;
        const buyer = await buy(DEEDS[index % DEEDS.length] ?? 'leave');
        buyers.push(buyer);
        if (index === ORDERS / 2) {
          postgres.crash();
          counts.databaseCrashes += 1;
          postgres.start();
        }
        await act(buyer);
      }
    }),
  );
  closed.abort();
  await killer;

  // No other visitor's payload is shown.
  for (let times = 0; times < 20; times += 1) {
    const [one, other] = [oneOf(buyers), oneOf(buyers)];
    const { status } = await insist(`/api/payloads/${one.uuid}/status`, {
      headers: { Cookie: other.cookie },
    });
    assert.equal(status, one === other ? 200 : 404);
  }

  const wanted = buyers
    .filter(({ deed }) => deed === 'pay' || deed === 'pay and watch')
    .map(({ uuid }) => uuid);
  const found = await withDatabase(async (db) => {
    const undelivered = async (): Promise<{ next: Date | null }[]> => {
      const { rows } = await db.query<{ next: Date | null }>(
        `SELECT p.uuid, o.verdict, o.reason, o.delivery, coalesce(o.deliver_at, o.ask_again_at) AS next
         FROM payloads p JOIN orders o ON o.id = p.order_id LEFT JOIN shipments s ON s.key = o.id
         WHERE p.uuid = ANY ($1) AND (s.key IS NULL OR o.delivery <> 'delivered')`,
        [wanted],
      );
      return rows;
    };
    // An order whose processes were killed often waits for minutes. It is lost only if nothing more is planned for it.
    const deadline = Date.now() + MAX_WAIT_MS;
    for (let left = await undelivered(); left.length > 0; left = await undelivered()) {
      const isLost = Date.now() > deadline || left.some(({ next }) => next === null);
      assert.ok(!isLost, JSON.stringify(left));
      await pause(500);
    }
    const { rows } = await db.query<Record<string, number>>(
      `SELECT (SELECT count(*) FROM orders)::int AS orders, (SELECT count(*) FROM shipments)::int AS shipments,
         (SELECT count(*) FROM orders WHERE verdict IN ('paid', 'overpaid'))::int AS paid,
         (SELECT count(*) FROM calls)::int AS calls, (SELECT sum(attempts) FROM orders)::int AS attempts,
         (SELECT sum(questions) FROM orders)::int AS questions`,
    );
    return rows[0] ?? {};
  });
  assert.equal(found['shipments'], wanted.length, 'each once, by its key, and nothing unpaid');
  assert.equal(found['paid'], wanted.length);
  assert.ok((found['attempts'] ?? 0) > wanted.length, 'a delivery was cut off, and tried again');
  const seconds = Math.round((Date.now() - started) / 1000);
  t.diagnostic(JSON.stringify({ seed, seconds, buyers: buyers.length, ...counts, ...found }));
});
