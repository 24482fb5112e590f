import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { installed, type Installed } from '../support/tarball.js';

const ROOT = join(import.meta.dirname, '../..');

interface PackageJson {
  readonly scripts: { readonly start: string };
  readonly dependencies: Readonly<Record<string, string>>;
}

/** The folder `demo/backend`, copied as its README says, with only the packages that it names. */
describe('the example backend, copied', () => {
  let install: Installed;
  let folder = '';
  let declared: PackageJson;
  const running: ChildProcess[] = [];
  before(() => {
    install = installed();
    folder = join(install.project, 'shop');
    cpSync(join(ROOT, 'demo/backend'), folder, { recursive: true });
    declared = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageJson;
    for (const name of Object.keys(declared.dependencies)) {
      const link = join(folder, 'node_modules', name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(
        name === 'xumm-payload-status' ? install.folder : join(ROOT, 'node_modules', name),
        link,
        'junction',
      );
    }
  });
  after(async () => {
    for (const child of running) {
      child.kill();
      await once(child, 'exit');
    }
    install.remove();
  });

  /** @returns the address in its first line */
  async function start(args: readonly string[], env: Record<string, string> = {}): Promise<string> {
    const child = spawn(process.execPath, args, {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running.push(child);
    const { value } = (await createInterface(child.stdout)[Symbol.asyncIterator]().next()) as {
      value: string;
    };
    const origin = /http:\/\/[\w.]+:\d+$/.exec(value)?.[0];
    assert.ok(origin !== undefined, value);
    return origin;
  }

  test('starts with its one command, sells to a wallet of the simulated platform, and shows its page', async () => {
    const platform = await start([join(install.folder, 'dist/cli.js'), 'platform', '--port', '0']);
    assert.equal(declared.scripts.start, 'tsx main.ts');
    const shop = await start(['--import', 'tsx', 'main.ts'], { PLATFORM_URL: platform, PORT: '0' });

    for (const path of ['/', '/pay', '/xumm-payload-status.js'])
      assert.equal((await fetch(`${shop}${path}`)).status, 200, path);
    const bought = await fetch(`${shop}/api/payloads`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"product":"coffee"}',
    });
    const { uuid } = (await bought.json()) as { uuid: string };
    for (const action of ['open', 'sign'])
      await fetch(`${platform}/control/${uuid}/${action}`, { method: 'POST', body: '{"validateAfterMs":0}' });
    const Cookie = bought.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    let verification: string | undefined;
    while (verification !== 'verified') {
      const answer = await fetch(`${shop}/api/payloads/${uuid}/status`, { headers: { Cookie } });
      assert.equal(answer.status, 200);
      ({ verification } = (await answer.json()) as { verification?: string });
    }
  });
});
