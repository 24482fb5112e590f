import { expect } from '@open-wc/testing';
import { explorerUrl, ledgerTxidOf, readReturnUrl } from '../../src/payload/links.js';
import { dispatched, signed, TXID, UUID } from '../support/frames.js';
import {
  ADDRESSES,
  around,
  DISGUISED,
  fillIn,
  FOREIGN,
  NEVER,
  NO_WORDS,
  RELATIVE,
  type Place,
} from './hostile.js';
import { answered, heard, reduceAll, waiting } from './snapshots.js';

const SHOP = { origin: 'https://shop.example' };
const LOCAL = { origin: 'http://localhost:8000' };

describe('ledgerTxidOf', () => {
  const backend = answered({ resolved: true, signed: true, txid: 'A1' });
  for (const [name, inputs, txid] of [
    ['signed, as for a sign-in', [heard(signed)], null],
    ['dispatched and signed', [heard(dispatched), heard(signed)], TXID],
    ['signed, by the backend', [backend], 'A1'],
    [
      'signed, and named by the backend later',
      [heard(signed), { type: 'backend', failure: null, txid: 'B2' }],
      'B2',
    ],
  ] as const)
    it(`${name}: ${txid}`, () => {
      expect(ledgerTxidOf(reduceAll(inputs, waiting))).to.equal(txid);
    });
});

describe('readReturnUrl', () => {
  /** The address, the page's origin, whether it is a link, and the foreign host that is shown. */
  const rows: readonly [string | null, string, boolean, string | null][] = [
    [null, SHOP.origin, false, null],
    ['', SHOP.origin, false, null],
    ['/thanks', SHOP.origin, false, null],
    ['https://shop.example/thanks?a=1#b', SHOP.origin, true, null],
    ['https://bank.example:8443/', SHOP.origin, true, 'bank.example:8443'],
    ['https://shop.example/', 'null', true, 'shop.example'],
    ['http://localhost:8000/thanks', LOCAL.origin, true, null],
    ['http://localhost:8001/thanks', LOCAL.origin, false, null],
  ];
  for (const [href, origin, isLink, foreignHost] of rows)
    it(`${href} on ${origin}: ${isLink ? `a link to ${foreignHost ?? 'the page’s own'}` : 'no link'}`, () => {
      expect(readReturnUrl(href, origin)).to.deep.equal(isLink ? { href, foreignHost } : null);
    });
});

describe('hostile return_url.web', () => {
  const place: Place = { scheme: 'https:', plain: 'http:', host: 'shop.example' };
  for (const template of [...NEVER, ...RELATIVE]) {
    const text = fillIn(template, place);
    for (const origin of [SHOP.origin, 'null'])
      it(`${JSON.stringify(text)} on ${origin} → no link`, () => {
        expect(readReturnUrl(text, origin)).to.equal(null);
      });
  }
  for (const [template, host] of FOREIGN) {
    const text = fillIn(template, place);
    const foreignHost = fillIn(host, place);
    it(`${JSON.stringify(text)} → shown as ${foreignHost}`, () => {
      const target = readReturnUrl(text, SHOP.origin);
      expect(target?.foreignHost).to.equal(foreignHost);
      expect(target?.href.startsWith(`https://${foreignHost}/`)).to.equal(true);
    });
  }
  for (const template of DISGUISED) {
    const text = fillIn(template, place);
    it(`${JSON.stringify(text)} → in its plain form, on the page's origin`, () => {
      expect(readReturnUrl(text, SHOP.origin)).to.deep.equal({
        href: `${SHOP.origin}/sign/${UUID}`,
        foreignHost: null,
      });
    });
  }
  it('2049 characters → no link', () => {
    expect(readReturnUrl(`${SHOP.origin}/`.padEnd(2048, 'x'), SHOP.origin)).not.to.equal(null);
    expect(readReturnUrl(`${SHOP.origin}/`.padEnd(2049, 'x'), SHOP.origin)).to.equal(null);
  });
});

describe('explorerUrl', () => {
  for (const network of ['mainnet', 'testnet', 'Xahau', 'xahau-testnet', '21337', 'x'.repeat(32)])
    it(`${network} → its page`, () => {
      expect(explorerUrl(network, TXID)).to.equal(
        `https://xumm.app/explorer/${network.toLowerCase()}/${TXID}`,
      );
    });
  it('no network, or no transaction: no link', () => {
    expect(explorerUrl(null, TXID)).to.equal(null);
    expect(explorerUrl('mainnet', null)).to.equal(null);
  });
});

describe('hostile network', () => {
  const rows = [
    ...[...ADDRESSES, ...NO_WORDS, ...around('mainnet'), '', 'x'.repeat(33), 'x'.repeat(1_000_000)],
    ...['m\u0430innet', 'ｍainnet', 'main net', 'main\tnet', 'main.net', 'main_net'],
  ];
  for (const network of rows)
    it(`${JSON.stringify(network).slice(0, 120)} → no link`, () => {
      expect(explorerUrl(network, TXID)).to.equal(null);
    });
});

describe('hostile txid', () => {
  const rows = [
    ...[...ADDRESSES, ...NO_WORDS, ...around(TXID), '', 'x'.repeat(129), 'x'.repeat(1_000_000)],
    ...['А'.repeat(64), `${TXID.slice(1)}-`],
  ];
  for (const txid of rows)
    it(`${JSON.stringify(txid).slice(0, 120)} → no link`, () => {
      expect(explorerUrl('mainnet', txid)).to.equal(null);
    });
});
