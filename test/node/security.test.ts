import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const ROOT = join(import.meta.dirname, '../..');

test('each promise of SECURITY.md names existing tests', () => {
  const promises = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8').match(/^- .+(?:\n {2}.+)*/gm) ?? [];
  assert.ok(promises.length > 30);
  for (const promise of promises) {
    const [tests = ''] = /\([^()]*\)\.?$/.exec(promise) ?? [];
    const named = [...tests.matchAll(/`([\w-]+(?:\/[\w-]+)+)`/g)].map(([, path = '']) => path);
    assert.ok(named.length > 0, promise);
    for (const path of named)
      assert.ok(
        ['.test.ts', '.ts'].some((ending) => existsSync(join(ROOT, 'test', `${path}${ending}`))),
        `${path}: ${promise}`,
      );
  }
});
