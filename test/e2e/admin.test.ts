import assert from 'node:assert/strict';
import { getRequestListener } from '@hono/node-server';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import { demoProducts, readEnvironment, startShop, type RunningShop } from '../../demo/backend/index.js';
import { CHROMIUM_ARGS, MAX_WAIT_MS } from '../support/browsers.js';
import { browserOrExit } from '../support/find-browser.js';
import { entry, FakeLedger } from '../demo/backend/fake-ledger.js';
import { CUSTOMER, SHOP, TXID } from '../demo/backend/fixtures.js';
import { FakePlatform } from '../demo/backend/shop.js';

const TOKEN = 'correct horse battery';
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

describe('the operator’s page', () => {
  const platform = new FakePlatform();
  const ledger = new FakeLedger(Date.now());
  let isInStock = true;
  let running: RunningShop;
  let server: Server;
  let browser: Browser;
  let origin = '';

  before(async () => {
    const ledgers = ['http://a.test/', 'http://b.test/'];
    running = await startShop(
      { ...readEnvironment({ ADMIN_TOKEN: TOKEN }), database: 'memory://' },
      {
        log: () => undefined,
        world: {
          platform,
          products: demoProducts({ destination: SHOP }),
          ledgers: { MAINNET: ledgers, TESTNET: ledgers },
          fetch: ledger.fetch,
          deliver: () => (isInStock ? Promise.resolve() : Promise.reject(new Error('no stock'))),
        },
      },
    );
    server = createServer((req, res) => void getRequestListener(running.fetch)(req, res));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await chromium.launch({ executablePath: browserOrExit('chromium'), args: [...CHROMIUM_ARGS] });
  });
  after(async () => {
    await browser.close();
    server.close();
    server.closeAllConnections();
    await running.close();
  });

  async function buy(): Promise<{ uuid: string; id: string; invoiceId: string }> {
    const answer = await fetch(`${origin}/api/payloads`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"product":"coffee"}',
    });
    const { uuid } = (await answer.json()) as { uuid: string };
    const current = await running.shop.store.find(uuid);
    assert.ok(current);
    return { uuid, id: current.order.id, invoiceId: current.order.invoiceId };
  }

  /** @returns the page, with the token entered, and its console output */
  async function visit(act: (page: Page) => Promise<void>): Promise<void> {
    const page = await browser.newPage({ viewport: { width: 1000, height: 760 } });
    page.setDefaultTimeout(MAX_WAIT_MS);
    const said: string[] = [];
    page.on('pageerror', (error) => said.push(error.message));
    await page.goto(`${origin}/admin`);
    await page.getByLabel('Operator’s token').fill(TOKEN);
    await page.getByRole('button', { name: 'Open' }).click();
    await act(page);
    assert.deepEqual(said, []);
    await page.close();
  }
  const card = (page: Page, id: string) => page.locator(`li[id="${id}"]`);

  it('is closed without the token, and shows no order', async () => {
    const { id } = await buy();
    for (const headers of [{}, { Authorization: 'Bearer wrong' }, { Authorization: TOKEN.slice(1) }]) {
      const answer = await fetch(`${origin}/admin/api/orders?view=all`, { headers });
      assert.equal(answer.status, 401);
      assert.ok(!(await answer.text()).includes(id));
    }
    const page = await browser.newPage();
    page.setDefaultTimeout(MAX_WAIT_MS);
    await page.goto(`${origin}/admin`);
    await page.getByLabel('Operator’s token').fill('let me in, please');
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByText('That is not the operator’s token.').waitFor();
    assert.equal(await page.locator('#orders').isVisible(), false);
    await page.close();
  });

  it('shows what needs a person and why, live, and finds an order by each of its names', async () => {
    const { uuid, id, invoiceId } = await buy();
    await visit(async (page) => {
      await page.getByText('Nothing here.').waitFor();
      platform.sign(uuid);
      ledger.entries.push(entry(invoiceId, { delivered: '4000000' }));
      ledger.index = 1010;
      await running.shop.store.hurry(uuid);
      const order = card(page, id);
      await order.getByText('Ask for the rest, or pay it back.').waitFor();
      await order.locator('summary').click();
      await order.getByText('4 XRP', { exact: true }).waitFor();

      await page.getByRole('button', { name: /^All/ }).click();
      for (const name of [id, uuid.toUpperCase(), TXID.toLowerCase(), CUSTOMER, invoiceId]) {
        await page.getByRole('searchbox').fill(name);
        await page.waitForFunction(() => document.querySelectorAll('#list li').length === 1);
        await order.waitFor();
      }
      await page.getByRole('searchbox').fill('nobody’s');
      await page.getByText('Nothing here.').waitFor();
    });
  });

  it('a request that the platform does not know: what to do about it', async () => {
    const { uuid, id } = await buy();
    platform.payloads.delete(uuid);
    await visit(async (page) => {
      await running.shop.store.hurry(uuid);
      const order = card(page, id);
      await order.getByText('the API keys are probably another application’s').waitFor();
      await order.locator('summary').click();
      await order.getByText('unknown-payload', { exact: true }).waitFor();
    });
  });

  it('answers whatever is searched for, in whatever list', async () => {
    for (const query of ['search=%00', 'search=%00%ff', 'view=constructor', 'view=__proto__', 'view=']) {
      const answer = await fetch(`${origin}/admin/api/orders?${query}`, {
        headers: { Authorization: `Bearer ${TOKEN}` },
      });
      assert.equal(answer.status, 200, query);
    }
  });

  it('after "Leave" no order is shown, whatever answer is still on its way', async () => {
    const { id } = await buy();
    await visit(async (page) => {
      await page.getByRole('button', { name: /^All/ }).click();
      await card(page, id).waitFor();
      let release = (): void => undefined;
      const isReleased = new Promise<void>((resolve) => (release = resolve));
      const asked = page.waitForRequest(/search=late/);
      const answered = new Promise<void>((resolve) => {
        void page.route(/search=late/, async (route) => {
          await isReleased;
          // The page may have ended it.
          await route.fulfill({ json: { orders: [], counts: {} } }).catch(() => undefined);
          resolve();
        });
      });
      await page.getByRole('searchbox').fill('late');
      await asked;
      await page.getByRole('button', { name: 'Leave' }).click();
      release();
      await answered;
      await page.evaluate(() => new Promise(requestAnimationFrame));
      assert.equal(await page.locator('#orders').isVisible(), false);
      assert.equal(await page.locator('#list li').count(), 0);
    });
  });

  it('"Check again" asks now; a dead delivery is tried again', async () => {
    const { uuid, id, invoiceId } = await buy();
    isInStock = false;
    ledger.entries = [entry(invoiceId, { hash: 'CD'.repeat(32) })];
    await visit(async (page) => {
      await page.getByRole('searchbox').fill(uuid);
      const order = card(page, id);
      await order.locator('summary').click();
      await order.getByRole('button', { name: 'Check again' }).click();
      await order.getByText('paid', { exact: true }).waitFor();
      await order.getByText('Nothing: it is delivered by itself.').waitFor();
      await running.shop.store.notDelivered(id, 'no stock', null);
      await order.getByText('dead', { exact: true }).waitFor();
      isInStock = true;
      await order.getByRole('button', { name: 'Deliver again' }).click();
      await order.getByText('delivered', { exact: true }).waitFor();
    });
  });

  it('a person accepts a late payment, which is delivered, or notes that it was paid back; each once', async () => {
    const orders = [await buy(), await buy()];
    ledger.index = 1020;
    ledger.entries = orders.map(({ invoiceId }, index) =>
      entry(invoiceId, { hash: `${index}E`.repeat(32), delivered: '4000000' }),
    );
    const [accepted, refunded] = orders;
    assert.ok(accepted && refunded);
    await visit(async (page) => {
      for (const { uuid } of orders) await running.shop.store.hurry(uuid);
      const [first, second] = [card(page, accepted.id), card(page, refunded.id)];
      await first.locator('summary').click();
      await first.getByRole('button', { name: 'Accept and deliver' }).click();
      await first.waitFor({ state: 'detached' });
      await second.locator('summary').click();
      await second.getByRole('button', { name: 'Note as paid back' }).click();
      await second.waitFor({ state: 'detached' });

      await page.getByRole('button', { name: /^All/ }).click();
      await first.getByText('delivered', { exact: true }).waitFor();
      await first.getByText('accepted', { exact: true }).waitFor();
      await second.getByText('refunded', { exact: true }).waitFor();
      assert.equal(await second.getByRole('button', { name: 'Accept' }).count(), 0);
    });
    for (const [id, what] of [
      [refunded.id, 'accepted'],
      [accepted.id, 'refunded'],
    ] as const) {
      const { status } = await fetch(`${origin}/admin/api/orders/${id}/${what}`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${TOKEN}` },
      });
      assert.equal(status, 400, 'decided is decided');
    }

    // The rest arrives after all: a person must look, and nothing is delivered by itself.
    ledger.entries.push(entry(refunded.invoiceId, { hash: 'EF'.repeat(32), delivered: '6000000' }));
    await visit(async (page) => {
      await page.getByRole('searchbox').fill(refunded.id);
      const order = card(page, refunded.id);
      await order.locator('summary').click();
      await order.getByRole('button', { name: 'Check again' }).click();
      await order.getByText('after you paid something back').waitFor();
      assert.equal((await running.shop.store.find(refunded.uuid))?.order.delivery, 'none');
      await order.getByRole('button', { name: 'Accept and deliver' }).click();
      await order.getByText('delivered', { exact: true }).waitFor();
    });
  });

  it('axe finds nothing, light and dark, wide and narrow', async () => {
    await visit(async (page) => {
      await page.getByRole('button', { name: /^All/ }).click();
      await page.locator('summary').first().click();
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const width of [1000, 360]) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await page.setViewportSize({ width, height: 760 });
          const folder = process.env['SCREENSHOTS'];
          if (folder)
            await page.screenshot({ path: `${folder}/admin-${colorScheme}-${width}.png`, fullPage: true });
          // The page's own policy forbids added scripts, so the test's runs outside of it.
          const source = await import('node:fs/promises').then(({ readFile }) => readFile(AXE, 'utf8'));
          const found = await page.evaluate<string[]>(
            `${source}; axe.run().then(({ violations }) => violations.map(({ id }) => id))`,
          );
          assert.deepEqual(found, [], `${colorScheme} ${width}`);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(overflow <= 0, `${overflow} px stick out at ${width} px`);
        }
      }
    });
  });

  it('is off if no token is set', async () => {
    const other = await startShop(readEnvironment({ DATABASE_URL: 'memory:' }), {
      world: { platform, products: [], ledgers: { MAINNET: [], TESTNET: [] } },
    });
    assert.equal(other.isOwn('/admin'), false);
    await other.close();
  });
});
