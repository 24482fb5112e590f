import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { chromium, type Browser } from 'playwright-core';
import { invoiceId, newestLedger, paymentRequest, type Order } from 'xumm-payload-status/server';
import { XummSdk } from 'xumm-sdk';
import { createPlatform, type Platform } from '../../demo/platform/index.js';
import type { CreatedPayload, State, XummPayloadStatus } from '../../src/index.js';
import { CHROMIUM_ARGS, MAX_WAIT_MS } from '../support/browsers.js';
import { browserOrExit } from '../support/find-browser.js';
import { installed, type Installed } from '../support/tarball.js';
import { inState } from './actions.js';

const ROOT = join(import.meta.dirname, '../..');
const QUICK_START = join(ROOT, 'examples/quick-start');

const KEYS = {
  XUMM_APIKEY: '00000000-0000-4000-8000-000000000001',
  XUMM_APISECRET: '00000000-0000-4000-8000-000000000002',
};
const ACCOUNT = 'rN7n7otQDd6FczFgLdSqtcsAUxDkw6fzRH';

let install: Installed;
let platform: Platform;
let platformServer: Server;
let simulated: string;
let shop: ChildProcess;
let origin: string;
let browser: Browser;

/** The README's page and backend, in a project that has installed the package, as somebody would set it up. */
before(async () => {
  install = installed();
  cpSync(QUICK_START, install.project, { recursive: true });
  cpSync(
    join(install.folder, 'dist/xumm-payload-status.min.js'),
    join(install.project, 'public/xumm-payload-status.min.js'),
  );
  // Whether the hash is that of this build is asserted in integrity.test.ts.
  const page = join(install.project, 'public/index.html');
  writeFileSync(page, readFileSync(page, 'utf8').replace(/integrity="[^"]*"/, ''));
  for (const name of ['express', 'xumm-sdk'])
    symlinkSync(join(ROOT, 'node_modules', name), join(install.project, 'node_modules', name), 'junction');

  platform = createPlatform();
  platformServer = createServer((request, response) => {
    void getRequestListener(platform.app.fetch)(request, response);
  });
  platformServer.on('upgrade', (request, socket, head) => {
    if (!platform.upgrade(request, socket, head)) socket.destroy();
  });
  platformServer.listen(0, '127.0.0.1');
  await once(platformServer, 'listening');
  simulated = `http://127.0.0.1:${(platformServer.address() as AddressInfo).port}`;

  shop = spawn(process.execPath, ['server.mjs'], {
    cwd: install.project,
    env: {
      ...process.env,
      XUMM_ENDPOINT: simulated,
      PORT: '0',
      ...KEYS,
      SHOP_ACCOUNT: ACCOUNT,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  assert(shop.stdout);
  [origin] = (await once(createInterface(shop.stdout), 'line')) as [string];
  browser = await chromium.launch({ executablePath: browserOrExit('chromium'), args: [...CHROMIUM_ARGS] });
});

after(async () => {
  await browser.close();
  shop.kill();
  platformServer.close();
  platformServer.closeAllConnections();
  await platform.close();
  install.remove();
});

test("the README's page and backend reach verified, also when the page is reloaded before and after the payment", async () => {
  const page = await browser.newPage({ baseURL: origin });
  page.setDefaultTimeout(MAX_WAIT_MS);
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', ({ message }) => said.push(message));
  await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
  const [answer] = await Promise.all([page.waitForResponse(`${origin}/api/payloads`), page.goto('/')]);
  const created = await answer.text();
  const { uuid } = JSON.parse(created) as CreatedPayload;
  await inState(page, 'waiting');
  const reload = async (state: State): Promise<void> => {
    await page.reload();
    await inState(page, state);
    const payload = page
      .locator('xumm-payload-status')
      .evaluate((element) => (element as XummPayloadStatus).payload);
    assert.equal(await payload, created);
  };
  await reload('waiting');

  const played = await fetch(`${simulated}/control/${uuid}/play`, {
    method: 'POST',
    body: JSON.stringify({ scenario: 'as-asked', stepMs: 0 }),
  });
  assert.equal(played.status, 200);
  await inState(page, 'verified');
  assert.equal(await page.title(), 'Paid');
  await reload('verified');
  assert.deepEqual(said, []);
});

type Renew = (
  order: Order,
  uuid: string,
  tools: { sdk: XummSdk; ledgers: readonly string[] },
) => Promise<{ uuid: string } | null>;

for (const [what, control, isRenewed] of [
  ['declined', [['play', { scenario: 'declined', stepMs: 0 }]], true],
  ['not opened in time', [['expire', {}]], true],
  [
    'opened and then expired',
    [
      ['open', {}],
      ['expire', {}],
    ],
    false,
  ],
  ['paid', [['play', { scenario: 'as-asked', stepMs: 0 }]], false],
] as const)
  test(`renew.mjs, when the old payload was ${what}: ${isRenewed ? 'another payload' : 'none'}`, async () => {
    const { renew } = (await import(pathToFileURL(join(install.project, 'renew.mjs')).href)) as {
      renew: Renew;
    };
    const sdk = new XummSdk(KEYS.XUMM_APIKEY, KEYS.XUMM_APISECRET);
    sdk.setEndpoint(simulated);
    const ledgers = ['a', 'b'].map((server) => `${simulated}/ledger/mainnet/${server}`);
    const order = {
      id: crypto.randomUUID(),
      network: 'MAINNET',
      destination: ACCOUNT,
      amount: '10000000',
      invoiceId: invoiceId(),
      firstLedger: await newestLedger(ledgers),
    };
    const old = await sdk.payload.create(await paymentRequest(order, { expire: 10 }));
    assert(old);
    for (const [action, body] of control)
      await fetch(`${simulated}/control/${old.uuid}/${action}`, {
        method: 'POST',
        body: JSON.stringify(body),
      });
    const isResolved = async (): Promise<boolean> =>
      (await sdk.payload.get(old.uuid))?.meta.resolved === true;
    if (control.some(([action]) => action === 'play')) while (!(await isResolved()));
    assert.equal((await renew(order, old.uuid, { sdk, ledgers })) !== null, isRenewed);
  });
