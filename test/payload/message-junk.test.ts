import { expect } from '@open-wc/testing';
import { readFrame } from '../../src/payload/message.js';

const LIMIT = 64 * 1024;

describe('readFrame: what is no frame', () => {
  const junk = [
    ...[
      '',
      ' ',
      'null',
      'true',
      '7',
      '"opened"',
      '[]',
      '[{"opened":true}]',
      '{"opened":true',
      '{opened:true}',
    ],
    ...[
      '<html>',
      '\u0000',
      '{"opened":true}{"opened":true}',
      '\ufeff{"opened":true}',
      'NaN',
      '['.repeat(5000),
    ],
  ];
  for (const text of junk)
    it(`${JSON.stringify(text).slice(0, 120)} is no frame`, () => {
      expect(readFrame(text)).to.equal(null);
    });

  it('nesting as deep as 64 KiB allow throws nothing', () => {
    const depth = 10_900;
    expect(readFrame('{"a":'.repeat(depth) + '1' + '}'.repeat(depth)) ?? []).to.deep.equal([]);
  });

  const binary: readonly [string, unknown][] = [
    ['an ArrayBuffer', new TextEncoder().encode('{"opened":true}').buffer],
    ['a Uint8Array', new TextEncoder().encode('{"opened":true}')],
    ['a Blob', new Blob(['{"opened":true}'])],
    ['an object', { opened: true }],
    ['a String object', Object('{"opened":true}')],
    ['undefined', undefined],
    ['null', null],
  ];
  for (const [name, data] of binary)
    it(`${name} is no frame`, () => {
      expect(readFrame(data)).to.equal(null);
    });

  /** A frame of so many bytes of UTF-8, filled up with one character. */
  const frameOf = (bytes: number, character: string): string => {
    const room = bytes - '{"opened":true,"pad":""}'.length;
    const width = new TextEncoder().encode(character).length;
    const pad = character.repeat(Math.floor(room / width)) + 'x'.repeat(room % width);
    return `{"opened":true,"pad":"${pad}"}`;
  };
  for (const [name, character] of [
    ['1 byte each', 'x'],
    ['2 bytes each', 'é'],
    ['3 bytes each', '€'],
    ['4 bytes each', '😀'],
    ['lone surrogates, 3 bytes each', '\ud800'],
  ] as const) {
    it(`64 KiB of ${name} is a frame`, () => {
      expect(readFrame(frameOf(LIMIT, character))).to.deep.equal([{ type: 'opened' }]);
    });
    it(`64 KiB and a byte of ${name} is none`, () => {
      expect(readFrame(frameOf(LIMIT + 1, character))).to.equal(null);
    });
  }
  it('1 MiB is no frame', () => {
    expect(readFrame(frameOf(1024 * 1024, 'x'))).to.equal(null);
  });
});
