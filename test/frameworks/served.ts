import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { inState } from '../e2e/actions.js';
import type { Visit } from '../e2e/site.js';
import { freePort } from '../support/free-port.js';
import type { Apps } from './apps.js';

/** Apps that their own servers render, and that hydrate in the page. */
export const SERVED = ['next', 'nuxt', 'sveltekit', 'preact-ssr', 'angular-ssr'] as const;

/** Resolves once somebody listens there. */
function listening(port: number, process: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const knock = (): void => {
      if (process.exitCode !== null) {
        reject(new Error(`The server of the app ended with ${process.exitCode}.`));
        return;
      }
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve();
      });
      socket.on('error', () => setTimeout(knock, 100));
    };
    knock();
  });
}

/** One app: built by its own tool, rendered by its own server, hydrated, and used to the end. */
export function servedApp(name: string, apps: Apps, visit: Visit): void {
  let server: ChildProcess | undefined;
  let port = 0;

  before(async () => {
    await apps.run(name, 'npm', ['run', 'build']);
    port = await freePort();
    server = spawn('npm', ['run', '--silent', 'start'], {
      cwd: join(apps.folder, name),
      env: { ...apps.env, PORT: String(port), HOST: '127.0.0.1' },
      stdio: ['ignore', 'ignore', 'ignore'],
      detached: true,
    });
    await listening(port, server);
  });
  after(() => {
    // Including the processes that npm started.
    if (server?.pid !== undefined) process.kill(-server.pid);
  });

  test('rendered on the server, hydrated and verified: the page gets the event', () =>
    visit(async ({ page, order, control, said, forward }) => {
      forward(port);
      const payload = await order('coffee');
      const address = `/payment?payload=${encodeURIComponent(JSON.stringify(payload))}`;
      const drawn = await (await page.request.get(address)).text();
      assert.match(drawn, /<xumm-payload-status [^>]*payload="\{&quot;uuid&quot;/);
      await page.goto(address);
      await page.locator('xumm-payload-status[connection="open"]').waitFor();
      await control(payload.uuid, 'open');
      await inState(page, 'opened');
      await page.request.post(`/control/${payload.uuid}/sign`, { data: { validateAfterMs: 0 } });
      await page.getByText('Paid. Thank you.').waitFor();
      await inState(page, 'verified');
      assert.deepEqual(said, []);
    }));
}
