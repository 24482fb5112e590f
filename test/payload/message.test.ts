import { expect } from '@open-wc/testing';
import { readFrame, type Message } from '../../src/payload/message.js';
import { OTHER_UUID, resolution, signed, TXID, UUID } from '../support/frames.js';

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

/** The least that is a resolution: what the frame does not tell is null. */
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

    // inherited, or meant to be
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

  it('markup stays the text that it is', () => {
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

  it('what a page put on Object.prototype does not speak', () => {
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
