import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const ROOT = join(import.meta.dirname, '../..');

test('each promise of SECURITY.md names tests that are there', () => {
  const rows = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| promise') && !line.startsWith('| ---'));
  assert.ok(rows.length > 30);
  for (const row of rows) {
    const holders = row.split('|').at(-2) ?? '';
    const named = [...holders.matchAll(/`([\w-]+(?:\/[\w-]+)+)`/g)].map(([, path = '']) => path);
    assert.ok(named.length > 0, row);
    for (const path of named)
      assert.ok(
        ['.test.ts', '.ts'].some((ending) => existsSync(join(ROOT, 'test', `${path}${ending}`))),
        `${path}: ${row}`,
      );
  }
});
