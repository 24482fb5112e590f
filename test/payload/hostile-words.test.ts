import { expect } from '@open-wc/testing';
import { explorerUrl } from '../../src/payload/links.js';
import { readRequest, type RequestReading, type RequestSource } from '../../src/payload/request.js';
import { SOCKET_URL, TXID, UUID } from '../support/frames.js';
import { DISGUISED, fillIn, FOREIGN, NEVER, RELATIVE } from './hostile-urls.js';

const page = { origin: 'https://shop.example', baseUrl: 'https://shop.example/' };
const trust = { trustedHosts: new Set(['xumm.app']), page };

const read = (source: Partial<RequestSource>): RequestReading =>
  readRequest({ payload: null, websocketUrl: null, uuid: null, signUrl: null, ...source }, trust);

const title = (text: string): string => JSON.stringify(text).slice(0, 120);

/** Addresses, where a bare word is asked for. */
const ADDRESSES = [...NEVER, ...RELATIVE, ...DISGUISED, ...FOREIGN.map(([template]) => template)].map(
  (template) => fillIn(template, { scheme: 'wss:', plain: 'ws:', host: 'xumm.app' }),
);

/** No words of any kind, however they are put. */
const NO_WORDS = [
  ...['.', '..', '../..', '/', '//', '\\', '%', '%2e', '$&', '"', "'", '`', '<b>', '{uuid}', '@evil.example'],
  ...[
    ' ',
    '\n',
    '\t',
    '\u0000',
    '\ud800',
    '\u200b',
    '\u202e',
    '😀',
    '__proto__',
    '<img src=x onerror=alert(1)>',
  ],
];

/** A word with something about it that does not belong. */
const around = (word: string): readonly string[] => [
  ...[` ${word}`, `${word} `, `${word}\n`, `\n${word}`, `${word}\u0000`, `{${word}}`, `\ufeff${word}`],
  ...[`${word}/`, `/${word}`, `${word}/..`, `${word}\\..`, `${word}?x`, `${word}#x`, `${word}%2f..`],
  ...[`${word}:443`, `${word}@evil.example`, `urn:uuid:${word}`, `${word},${word}`, `${word} ${word}`],
];

/** Each list stands for itself, and none of its rows stands there twice. */
const holdsAtLeast60 = (rows: readonly string[]): void => {
  it('is a list of at least 60', () => {
    expect(new Set(rows).size).to.equal(rows.length);
    expect(rows.length).to.be.above(60);
  });
};

describe('hostile uuid', () => {
  const rows = [
    ...[...ADDRESSES, ...NO_WORDS, ...around(UUID)],
    ...[UUID.slice(1), `${UUID}0`, UUID.replaceAll('-', ''), UUID.replace('f', 'g'), 'x'.repeat(36)],
    ...[UUID.replace('-', '\u2010'), UUID.replace('3', '３'), UUID.replace('a', '\u0430')],
    ...[UUID.replace('b', '%62'), 'null', 'undefined', '0', 'constructor'],
  ];
  holdsAtLeast60(rows);
  for (const uuid of rows)
    it(`${title(uuid)} → invalid-url, alone, beside a socket and in a payload`, () => {
      for (const source of [{ uuid }, { uuid, websocketUrl: SOCKET_URL }, { payload: { uuid } }])
        expect(read(source)).to.have.nested.property('fault.code', 'invalid-url');
    });

  it('a million characters → invalid-url, in a short sentence', () => {
    const reading = read({ uuid: UUID.repeat(30_000) });
    expect(reading).to.have.nested.property('fault.code', 'invalid-url');
    expect(reading).to.have.nested.property('fault.message').with.length.below(300);
  });
});

describe('hostile network', () => {
  const rows = [
    ...[...ADDRESSES, ...NO_WORDS, ...around('mainnet'), '', 'x'.repeat(33), 'x'.repeat(1_000_000)],
    ...['m\u0430innet', 'ｍainnet', 'main net', 'main\tnet', 'main.net', 'main_net'],
  ];
  holdsAtLeast60(rows);
  for (const network of rows)
    it(`${title(network)} → no link`, () => {
      expect(explorerUrl(network, TXID)).to.equal(null);
    });
});

describe('hostile txid', () => {
  const rows = [
    ...[...ADDRESSES, ...NO_WORDS, ...around(TXID), '', 'x'.repeat(129), 'x'.repeat(1_000_000)],
    ...['А'.repeat(64), `${TXID.slice(1)}-`],
  ];
  holdsAtLeast60(rows);
  for (const txid of rows)
    it(`${title(txid)} → no link`, () => {
      expect(explorerUrl('mainnet', txid)).to.equal(null);
    });
});
