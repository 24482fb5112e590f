/** Compares the QR codes of the built scripts with those of the stock `qrcode`, module by module. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { before, describe, test } from 'node:test';
import { build } from 'vite';
import { asModule, leanQrcode } from '../../scripts/lean-qrcode.js';

interface Code {
  readonly modules: { readonly size: number; readonly data: Uint8Array };
  readonly maskPattern: number;
}
type Create = (text: unknown, options: { errorCorrectionLevel: string }) => Code;

const core = createRequire(import.meta.url).resolve('qrcode/lib/core/qrcode.js');
const { create: stock } = createRequire(import.meta.url)(core) as { create: Create };
/** The stock encoder would pack digits tighter, so it is told to use bytes. */
const asBytes = (text: string): unknown => [{ data: new TextEncoder().encode(text), mode: 'byte' }];

let lean: Create;
before(async () => {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [leanQrcode()],
    build: { write: false, lib: { entry: core, formats: ['es'], fileName: 'qrcode' } },
  });
  const [output] = [result].flat();
  assert(output && 'output' in output);
  const { code } = output.output[0];
  ({ create: lean } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
    create: Create;
  });
});

const link = 'https://xumm.app/sign/2a5b9f02-3f1c-4d3e-9a11-7c1f0e6d5b4a';
const texts = [
  link,
  link.toUpperCase(),
  '0',
  '12345678901234567890',
  'https://xaman.app/sign/ä→漢字😀',
  // Lengths on both sides of each step between versions.
  ...Array.from({ length: 90 }, (_, index) => link.repeat(10).slice(0, 1 + index * 4)),
  ...[500, 700, 900, 1273, 1700, 2331].map((length) => 'x'.repeat(length)),
];

describe('the lean core of qrcode', () => {
  for (const level of ['M', 'H'])
    test(`draws ${String(texts.length)} texts like the stock one at level ${level}`, () => {
      let drawn = 0;
      for (const text of texts) {
        const options = { errorCorrectionLevel: level };
        if (new TextEncoder().encode(text).length > (level === 'M' ? 2331 : 1273)) continue;
        const expected = stock(asBytes(text), options);
        const actual = lean(text, options);
        assert.equal(actual.maskPattern, expected.maskPattern, text);
        assert.deepEqual(actual.modules.data, expected.modules.data, text);
        drawn++;
      }
      assert(drawn > 95);
    });

  for (const [level, most] of [
    ['M', 2331],
    ['H', 1273],
  ] as const)
    test(`holds ${String(most)} bytes at level ${level}, and throws for more, like the stock one`, () => {
      const options = { errorCorrectionLevel: level };
      assert.equal(lean('x'.repeat(most), options).modules.size, 177);
      assert.throws(() => lean('x'.repeat(most + 1), options), /too big/);
      assert.throws(() => stock(asBytes('x'.repeat(most + 1)), options), /too big/);
    });

  test('refuses a core whose parts have other names', () => {
    const changed = readFileSync(core, 'utf8').replace("require('./utils')", "require('./tools/utils')");
    assert.throws(() => asModule(changed), /no longer fits/);
  });
});
