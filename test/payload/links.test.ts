import { expect } from '@open-wc/testing';
import { explorerUrl, readReturnUrl } from '../../src/payload/links.js';
import { readPayload } from '../../src/payload/created.js';
import { readStatusUrl } from '../../src/payload/request.js';
import { sameUuid } from '../../src/payload/uuid.js';
import { OTHER_UUID, SIGN_URL, SOCKET_URL, TXID, UUID } from '../support/frames.js';

const SHOP = { origin: 'https://shop.example', baseUrl: 'https://shop.example/pay/' };
const LOCAL = { origin: 'http://localhost:8000', baseUrl: 'http://localhost:8000/' };
const UPPER = UUID.toUpperCase();
const created = {
  uuid: UUID,
  next: { always: SIGN_URL },
  refs: { websocket_status: SOCKET_URL },
  pushed: true,
};

describe('readStatusUrl', () => {
  const rows: readonly [string | null, string | null][] = [
    [null, null],
    ['', null],
    ['/api/{uuid}', `https://shop.example/api/${UUID}`],
    ['status?id={uuid}&again={uuid}', `https://shop.example/pay/status?id=${UUID}&again=${UUID}`],
    ['https://shop.example/status', 'https://shop.example/status'],
    ['../{uuid}', `https://shop.example/${UUID}`],
    ['?{uuid}', `https://shop.example/pay/?${UUID}`],
  ];
  for (const [text, href] of rows)
    it(`${text} → ${href}`, () => {
      expect(readStatusUrl(text, UUID, SHOP)).to.deep.equal(href === null ? null : { href });
    });
  it('a <base> of another origin is not followed', () => {
    const page = { ...SHOP, baseUrl: 'https://evil.example/' };
    expect(readStatusUrl('/api/{uuid}', UUID, page)).to.have.nested.property('fault.code', 'untrusted-host');
  });
  it('is null on a server, where there is nothing to resolve against', () => {
    expect(readStatusUrl('/api/{uuid}', UUID, { origin: 'null', baseUrl: null })).to.equal(null);
  });
  it('of an http: page is http:', () => {
    expect(readStatusUrl('/api', UUID, LOCAL)).to.deep.equal({ href: 'http://localhost:8000/api' });
  });
});

describe('readReturnUrl', () => {
  const rows: readonly [string | null, string, object | null][] = [
    [null, SHOP.origin, null],
    ['', SHOP.origin, null],
    ['/thanks', SHOP.origin, null],
    [
      'https://shop.example/thanks?a=1#b',
      SHOP.origin,
      { href: 'https://shop.example/thanks?a=1#b', foreignHost: null },
    ],
    [
      'https://bank.example:8443/',
      SHOP.origin,
      { href: 'https://bank.example:8443/', foreignHost: 'bank.example:8443' },
    ],
    ['https://shop.example/', 'null', { href: 'https://shop.example/', foreignHost: 'shop.example' }],
    [
      'http://localhost:8000/thanks',
      LOCAL.origin,
      { href: 'http://localhost:8000/thanks', foreignHost: null },
    ],
    ['http://localhost:8001/thanks', LOCAL.origin, null],
  ];
  for (const [text, origin, expected] of rows)
    it(`${text} on ${origin}`, () => {
      expect(readReturnUrl(text, origin)).to.deep.equal(expected);
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

describe('readPayload and sameUuid', () => {
  it('reads what "create payload" answered', () => {
    const expected = { websocketUrl: SOCKET_URL, uuid: UUID, signUrl: SIGN_URL, pushed: true };
    expect(readPayload(created)).to.deep.equal({ created: expected });
  });
  const nothing = { websocketUrl: null, uuid: null, signUrl: null, pushed: null };
  for (const payload of [{}, { pushed: 'true' }, Object.create(created) as unknown])
    it(`${JSON.stringify(payload)} names nothing`, () => {
      expect(readPayload(payload)).to.deep.equal({ created: nothing });
    });
  for (const payload of [null, undefined, ''])
    it(`${JSON.stringify(payload)} is none`, () => {
      expect(readPayload(payload)).to.deep.equal({ created: null });
    });
  for (const payload of [7, 'x', []])
    it(`${JSON.stringify(payload)} is a fault`, () => {
      expect(readPayload(payload)).to.have.nested.property('fault.code', 'invalid-url');
    });
  it('compares without case', () => {
    expect(sameUuid(UUID, UPPER)).to.equal(true);
    expect(sameUuid(UUID, OTHER_UUID)).to.equal(false);
  });
});
