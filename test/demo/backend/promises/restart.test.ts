import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { after, describe, it } from 'node:test';
import { openDatabase } from '../../../../demo/backend/database.js';
import { deliverTo } from '../../../../demo/backend/deliver.js';
import { createShop, trustPlatform } from '../../../../demo/backend/index.js';
import { emptyOutbox } from '../../../../demo/backend/outbox.js';
import { SqlStore } from '../../../../demo/backend/sql-store.js';
import { FakePlatform } from '../shop.js';

const CHILD = join(import.meta.dirname, '../kept-demo.ts');

describe('one process on a database in a folder, killed during a payment and started again', () => {
  const running: ChildProcess[] = [];
  const folders: string[] = [];

  function start(folder: string): ChildProcess {
    const child = spawn(process.execPath, ['--import', 'tsx', CHILD], {
      env: { PATH: process.env['PATH'], DATA_DIR: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.push(child);
    return child;
  }
  async function addressOf({ stdout }: ChildProcess): Promise<string> {
    assert.ok(stdout);
    const [origin] = (await once(createInterface(stdout), 'line')) as [string];
    return origin;
  }
  const kill = async (child: ChildProcess): Promise<void> => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  after(async () => {
    for (const child of running) child.kill('SIGKILL');
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });

  it('order, session and verdict are still there; it is delivered once; a second process cannot start', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'shop-'));
    folders.push(folder);
    const first = start(folder);
    let origin = await addressOf(first);
    let cookie = '';
    const post = async (path: string, body: unknown): Promise<unknown> => {
      const answer = await fetch(`${origin}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: origin, Cookie: cookie },
        body: JSON.stringify(body),
      });
      cookie ||= answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      return answer.json();
    };
    const get = async (path: string): Promise<unknown> =>
      (await fetch(`${origin}${path}`, { headers: { Cookie: cookie } })).json();

    const second = start(folder);
    assert.ok(second.stderr);
    assert.match(await text(second.stderr), /in use by process \d+/);

    const { uuid } = (await post('/api/payloads', { product: 'coffee' })) as { uuid: string };
    await post(`/control/${uuid}/open`, {});
    await post(`/control/${uuid}/sign`, { validateAfterMs: 1000 });
    await kill(first);

    const again = start(folder);
    origin = await addressOf(again);
    const { open } = (await get('/api/session')) as { open: { payload: { uuid: string } }[] };
    // The sweep may have been quicker than this question.
    if (open[0]) assert.equal(open[0].payload.uuid, uuid);
    let status: { verification?: string } = {};
    while (status.verification !== 'verified')
      status = (await get(`/api/payloads/${uuid}/status`)) as typeof status;
    await kill(again);

    const last = start(folder);
    origin = await addressOf(last);
    assert.equal(((await get(`/api/payloads/${uuid}/status`)) as typeof status).verification, 'verified');
    await kill(last);
    const database = await openDatabase(`${folder}/orders`, () => undefined);
    // Much later, so that everything that a killed process had begun is due again.
    const now = (): number => Date.now() + 3_600_000;
    const shop = createShop({
      store: new SqlStore(database, now),
      deliver: deliverTo(database),
      now,
      platform: new FakePlatform(),
      products: [],
      ledgers: { MAINNET: [], TESTNET: [] },
      verifySignIn: trustPlatform,
    });
    await emptyOutbox(shop);
    await emptyOutbox(shop);
    const orders = await database.query('SELECT verdict, delivery FROM orders');
    assert.deepEqual(orders, [{ verdict: 'paid', delivery: 'delivered' }]);
    assert.equal((await database.query('SELECT key FROM shipments')).length, 1);
    await database.close();
  });
});
