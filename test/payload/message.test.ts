import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { MAX_BYTES } from '../../src/payload/json.js';
import { readFrame, type Message } from '../../src/payload/message.js';
import { OTHER_UUID, resolution, signed, TXID, UUID } from '../support/frames.js';
import { always } from './always.js';
import { anyFrame } from './arbitraries.js';

const signedMessage: Message = {
  type: 'resolved',
  uuid: UUID,
  resolution: {
    signed: true,
    txid: TXID,
    returnUrl: { app: null, web: null },
    customMeta: { identifier: 'order-1', blob: { lines: 2 }, instruction: 'Pay' },
    openedByDeeplink: false,
    userToken: true,
    referenceCallUuid: null,
    source: 'websocket',
  },
};

/** The smallest resolution: what the frame does not say is null. */
const bare = (isSigned: boolean): Message => ({
  type: 'resolved',
  uuid: UUID,
  resolution: {
    signed: isSigned,
    txid: null,
    returnUrl: { app: null, web: null },
    customMeta: { identifier: null, blob: null, instruction: null },
    openedByDeeplink: null,
    userToken: null,
    referenceCallUuid: null,
    source: 'websocket',
  },
});

const expired: Message = { type: 'expired', cancelled: null };
const countdown = (seconds: number): Message => ({ type: 'countdown', seconds });

describe('readFrame', () => {
  const rows: readonly [string, readonly Message[] | null][] = [
    // what the platform sends
    [`{"message":"Welcome ${UUID}"}`, [{ type: 'welcome', uuid: UUID }]],
    ['{"expires_in_seconds":54}', [countdown(54)]],
    ['{"expires_in_seconds":0}', [countdown(0), expired]],
    ['{"expires_in_seconds":-15,"expired":true}', [countdown(-15), expired]],
    ['{"expires_in_seconds":-15,"opened":true}', [countdown(-15), { type: 'opened' }, expired]],
    ['{"expires_in_seconds":-15}', [countdown(-15), expired]],
    ['{"expires_in_seconds":0.5}', [countdown(0.5)]],
    ['{"opened":true}', [{ type: 'opened' }]],
    ['{"devapp_fetched":true}', [{ type: 'devapp-fetched' }]],
    ['{"pre_signed":true}', [{ type: 'pre-signed' }]],
    ['{"dispatched":true}', [{ type: 'dispatched' }]],
    ['{"expired":true}', [expired]],
    ['{"message":"Right back at you!"}', [{ type: 'pong' }]],
    ['{"message":"Payload does not exist"}', [{ type: 'text' }]],
    [JSON.stringify(signed), [signedMessage]],
    [`{"payload_uuidv4":"${UUID}","signed":true}`, [bare(true)]],
    [`{"payload_uuidv4":"${UUID}","signed":false,"txid":""}`, [bare(false)]],

    // welcomes
    [`{"message":"welcome ${UUID.toUpperCase()}"}`, [{ type: 'welcome', uuid: UUID.toUpperCase() }]],
    [`{"message":"Welcome   ${OTHER_UUID}"}`, [{ type: 'welcome', uuid: OTHER_UUID }]],
    ['{"message":"Welcome"}', [{ type: 'text' }]],
    [`{"message":" Welcome ${UUID}"}`, [{ type: 'text' }]],
    [`{"message":"Welcome to ${UUID}"}`, [{ type: 'text' }]],
    [`{"message":"Unwelcome ${UUID}"}`, [{ type: 'text' }]],
    ['{"message":"right back at you!"}', [{ type: 'text' }]],
    ['{"message":""}', []],

    // unknown keys, and values of another type, say nothing
    ['{}', []],
    ['{"Opened":true,"opened ":true,"signed":true}', []],
    ['{"opened":true,"colour":"red"}', [{ type: 'opened' }]],
    ['{"opened":false,"pre_signed":null,"dispatched":0,"expired":"true"}', []],
    ['{"opened":1,"pre_signed":"true","dispatched":{},"expired":[true]}', []],
    ['{"message":7}', []],
    ['{"message":{"message":"Right back at you!"}}', []],
    ['{"expires_in_seconds":"54"}', []],
    ['{"expires_in_seconds":null}', []],
    [`{"payload_uuidv4":"${UUID}","signed":"true"}`, []],
    [`{"payload_uuidv4":"${UUID}","signed":1}`, []],
    [`{"payload_uuidv4":"${UUID}"}`, []],
    ['{"payload_uuidv4":"","signed":true}', []],
    ['{"payload_uuidv4":7,"signed":true}', []],
    [
      JSON.stringify({
        ...{ payload_uuidv4: UUID, signed: true, txid: 7, return_url: 'https://shop.example' },
        ...{ custom_meta: ['x'], opened_by_deeplink: 'no', user_token: 1, reference_call_uuidv4: {} },
      }),
      [bare(true)],
    ],
    [`{"payload_uuidv4":"${UUID}","signed":false,"return_url":{"app":1,"web":[]}}`, [bare(false)]],

    // huge numbers
    ['{"expires_in_seconds":5184000}', [countdown(5_184_000)]],
    ['{"expires_in_seconds":1e12}', []],
    ['{"expires_in_seconds":-1e12}', []],
    ['{"expires_in_seconds":1e999}', []],
    ['{"expires_in_seconds":-1e999}', []],

    // inherited keys, and attempts at it
    ['{"__proto__":{"opened":true,"expired":true}}', []],
    ['{"constructor":{"prototype":{"opened":true}}}', []],
    [`{"payload_uuidv4":"${UUID}","__proto__":{"signed":true}}`, []],
    [
      `{"payload_uuidv4":"${UUID}","signed":true,"return_url":{"__proto__":{"web":"https://x"}}}`,
      [bare(true)],
    ],

    [' {"opened":true}\n', [{ type: 'opened' }]],
    ['{"opened":true,"opened":false}', []],
  ];
  for (const [text, expected] of rows)
    it(`${text.slice(0, 120)} → ${expected?.map(({ type }) => type).join() ?? 'no frame'}`, () => {
      expect(readFrame(text)).to.deep.equal(expected);
    });

  it('several known keys in one frame all count, in the order of the event table', () => {
    const all = {
      ...{ expired: true, dispatched: true, pre_signed: true, devapp_fetched: true, opened: true },
      ...{ ...signed, expires_in_seconds: 9, message: `Welcome ${UUID}` },
    };
    const types = readFrame(JSON.stringify(all))?.map(({ type }) => type);
    expect(types).to.deep.equal([
      ...['welcome', 'countdown', 'opened', 'devapp-fetched', 'pre-signed', 'dispatched'],
      ...['resolved', 'expired'],
    ]);
  });

  it('markup stays text', () => {
    const html = '<img src=x onerror=alert(1)>';
    const urls = { app: html, web: 'javascript:alert(1)' };
    const meta = { identifier: html, blob: { html }, instruction: html };
    const frame = resolution(true, { txid: html, return_url: urls, custom_meta: meta });
    expect(readFrame(JSON.stringify(frame))).to.deep.equal([
      {
        ...signedMessage,
        resolution: { ...signedMessage.resolution, txid: html, returnUrl: urls, customMeta: meta },
      },
    ]);
    expect(readFrame(JSON.stringify({ message: html }))).to.deep.equal([{ type: 'text' }]);
  });

  it('keys on Object.prototype do not count', () => {
    const pollution = { opened: true, expired: true, message: 'Right back at you!', web: 'https://x' };
    for (const [key, value] of Object.entries(pollution))
      Object.defineProperty(Object.prototype, key, { value, configurable: true });
    try {
      expect(readFrame('{}')).to.have.length(0);
      const [message] = readFrame(JSON.stringify({ ...signed, return_url: {} })) ?? [];
      expect(message?.type === 'resolved' && message.resolution.returnUrl.web).to.equal(null);
    } finally {
      for (const key of Object.keys(pollution)) Reflect.deleteProperty(Object.prototype, key);
    }
  });
});

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
    ...['<html>', '\u0000', '{"opened":true}{"opened":true}', '\ufeff{"opened":true}', 'NaN'],
    '['.repeat(5000),
  ];
  for (const text of junk)
    it(`${JSON.stringify(text).slice(0, 120)} is no frame`, () => {
      expect(readFrame(text)).to.equal(null);
    });

  it('the deepest nesting in 64 KiB throws nothing', () => {
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

  /** A frame of this many bytes of UTF-8, filled with one character. */
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
    it(`64 KiB of ${name} is a frame, and a byte more is none`, () => {
      expect(readFrame(frameOf(MAX_BYTES, character))).to.deep.equal([{ type: 'opened' }]);
      expect(readFrame(frameOf(MAX_BYTES + 1, character))).to.equal(null);
    });
  }
  it('1 MiB is no frame', () => {
    expect(readFrame(frameOf(1024 * 1024, 'x'))).to.equal(null);
  });
});

describe('readFrame, for any input', () => {
  const known = new Set([
    ...['welcome', 'pong', 'text', 'countdown', 'opened', 'devapp-fetched', 'pre-signed', 'dispatched'],
    ...['resolved', 'expired'],
  ]);
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json({ maxDepth: 2 }),
    anyFrame.map((frame) => JSON.stringify(frame)),
  );

  always('a frame is read as messages or as none', fc.oneof(anyText, fc.anything()), (data) => {
    const messages = readFrame(data);
    return messages === null || (typeof data === 'string' && messages.every(({ type }) => known.has(type)));
  });
});
