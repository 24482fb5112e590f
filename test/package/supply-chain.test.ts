import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { run } from '../support/tarball.js';

const ROOT = join(import.meta.dirname, '../..');

interface LockEntry {
  readonly dev?: boolean;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

const read = (file: string): unknown => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
const { packages } = read('package-lock.json') as { packages: Record<string, LockEntry> };
const locked = Object.entries(packages).filter(([path]) => path !== '');

/** Everything that is installed with the package, and its licence. */
const PRODUCTION = [
  '@lit-labs/ssr-dom-shim BSD-3-Clause installed',
  '@lit/reactive-element BSD-3-Clause installed',
  '@types/trusted-types MIT installed',
  'lit BSD-3-Clause installed',
  'lit-element BSD-3-Clause installed',
  'lit-html BSD-3-Clause installed',
  'qrcode MIT inside',
];

describe('the supply chain', () => {
  test('the production dependencies are these, and no others', () => {
    const rows = JSON.parse(run('node', ['scripts/licenses.mjs', '--json'])) as Record<string, string>[];
    assert.deepEqual(
      rows.map(({ name, license, comes }) => [name, license, comes].join(' ')).sort(),
      PRODUCTION,
    );
  });

  test('none of them runs anything when it is installed', () => {
    assert.deepEqual(
      locked.filter(([, { dev, hasInstallScript }]) => !dev && hasInstallScript).map(([path]) => path),
      [],
    );
  });

  test('the lock file has a sha512 of each package, and names only the usual registry', () => {
    assert.ok(locked.length > 100);
    for (const [path, { integrity, resolved, link }] of locked) {
      assert.equal(link ?? false, false, path);
      assert.match(integrity ?? '', /^sha512-[\w+/]{86}==$/, path);
      assert.match(resolved ?? 'https://registry.npmjs.org/', /^https:\/\/registry\.npmjs\.org\//, path);
    }
  });

  test('the versions of the tools are pinned', () => {
    const { devDependencies } = read('package.json') as { devDependencies: Record<string, string> };
    for (const [name, version] of Object.entries(devDependencies))
      assert.match(version, /^\d+\.\d+\.\d+$/, name);
  });

  test('npm knows of no vulnerability in production dependencies', (context) => {
    const { stdout } = spawnSync(
      'npm',
      ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=20000'],
      { cwd: ROOT, encoding: 'utf8', shell: process.platform === 'win32' },
    );
    const answer = JSON.parse(stdout) as { auditReportVersion?: number; vulnerabilities?: object };
    if (answer.auditReportVersion === undefined) {
      context.skip('the registry in use answers no audits; run `npm audit --omit=dev` against one that does');
      return;
    }
    assert.deepEqual(answer.vulnerabilities, {});
  });
});
