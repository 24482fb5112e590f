import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { build, type Rolldown } from 'vite';
import { installed, type Installed } from '../support/tarball.js';

const ROOT = join(import.meta.dirname, '../..');

describe('the build', () => {
  let install: Installed;
  before(() => {
    install = installed();
  });
  after(() => {
    install.remove();
  });

  for (const mode of ['production', 'all', 'modules'])
    test(`--mode ${mode}, built again: the same bytes as in the tarball`, async () => {
      const built = await build({
        configFile: join(ROOT, 'vite.config.ts'),
        mode,
        logLevel: 'error',
        build: { write: false },
      });
      const outputs = [built].flat().flatMap((bundle) => (bundle as Rolldown.RolldownOutput).output);
      assert.ok(outputs.length > 0);
      for (const output of outputs) {
        const file = join(install.folder, 'dist', output.fileName);
        assert.ok(existsSync(file), output.fileName);
        const again = output.type === 'chunk' ? output.code : output.source;
        assert.ok(readFileSync(file).equals(Buffer.from(again)), output.fileName);
      }
    });
});
