import { expect } from '@open-wc/testing';
import { readReturnUrl } from '../../src/payload/links.js';
import {
  readRequest,
  readStatusUrl,
  type RequestReading,
  type RequestSource,
} from '../../src/payload/request.js';
import { SIGN_URL, SOCKET_URL, UUID } from '../support/frames.js';
import { DISGUISED, fillIn, FOREIGN, NEVER, RELATIVE, type Place } from './hostile-urls.js';

const ORIGIN = 'https://shop.example';
const page = { origin: ORIGIN, baseUrl: `${ORIGIN}/pay/` };
const trust = { trustedHosts: new Set(['xumm.app', 'xaman.app']), page };

const request = (source: Partial<RequestSource>): RequestReading =>
  readRequest({ payload: null, websocketUrl: null, uuid: null, signUrl: null, ...source }, trust);

const codeOf = (reading: object): unknown =>
  'fault' in reading ? (reading.fault as { code: string }).code : reading;

const title = (text: string): string => JSON.stringify(text);

interface Taker {
  readonly name: string;
  readonly place: Place;
  readonly read: (text: string) => object;
}

const SOCKET: Taker = {
  name: 'websocket-url',
  place: { scheme: 'wss:', plain: 'ws:', host: 'xumm.app' },
  read: (websocketUrl) => request({ websocketUrl }),
};
const LINK: Taker = {
  name: 'sign-url',
  place: { scheme: 'https:', plain: 'http:', host: 'xumm.app' },
  read: (signUrl) => request({ websocketUrl: SOCKET_URL, signUrl }),
};

for (const { name, place, read } of [SOCKET, LINK])
  describe(`hostile ${name}`, () => {
    const rows: readonly (readonly [string, string])[] = [
      ...[...NEVER, ...RELATIVE].map((template) => [template, 'invalid-url'] as const),
      ...FOREIGN.map(([template]) => [template, 'untrusted-host'] as const),
    ];
    for (const [template, code] of rows) {
      const text = fillIn(template, place);
      // Without encryption it is an address, but nobody's that can be trusted.
      const expected = template.startsWith('{p}') ? 'untrusted-host' : code;
      it(`${title(text)} → ${expected}`, () => {
        expect(codeOf(read(text))).to.equal(expected);
      });
    }
    for (const template of DISGUISED) {
      const text = fillIn(template, place);
      it(`${title(text)} → in its plain form`, () => {
        expect(read(text)).to.deep.equal({
          request: { uuid: UUID, socketUrl: SOCKET_URL, signUrl: SIGN_URL },
        });
      });
    }
    it('1025 characters → invalid-url', () => {
      const base = `${place.scheme}//xumm.app/sign/${UUID}?`;
      expect(codeOf(read(base.padEnd(1024, 'x')))).to.have.property('request');
      expect(codeOf(read(base.padEnd(1025, 'x')))).to.equal('invalid-url');
      expect(codeOf(read(base.padEnd(1_000_000, 'x')))).to.equal('invalid-url');
    });
  });

describe('hostile status-url', () => {
  const place: Place = { scheme: 'https:', plain: 'http:', host: 'shop.example' };
  const refused = [...NEVER, ...RELATIVE, ...FOREIGN.map(([template]) => template)];
  for (const [origin, name] of [
    [ORIGIN, ''],
    // What has no origin of its own, as a sandboxed page, shares `null` with every data: address.
    ['null', ' on a sandboxed page'],
  ] as const)
    for (const template of refused) {
      const text = fillIn(template, place);
      it(`${title(text)}${name} → never asked`, () => {
        const reading = readStatusUrl(text, UUID, { ...page, origin });
        expect(reading).to.have.property('fault');
      });
    }
  for (const template of DISGUISED) {
    const text = fillIn(template, place);
    it(`${title(text)} → in its plain form`, () => {
      expect(readStatusUrl(text, UUID, page)).to.deep.equal({ href: `${ORIGIN}/sign/${UUID}` });
    });
  }
});

describe('hostile return_url.web', () => {
  const place: Place = { scheme: 'https:', plain: 'http:', host: 'shop.example' };
  for (const template of [...NEVER, ...RELATIVE]) {
    const text = fillIn(template, place);
    for (const origin of [ORIGIN, 'null'])
      it(`${title(text)} on ${origin} → no link`, () => {
        expect(readReturnUrl(text, origin)).to.equal(null);
      });
  }
  for (const [template, host] of FOREIGN) {
    const text = fillIn(template, place);
    const foreignHost = fillIn(host, place);
    it(`${title(text)} → named ${foreignHost}`, () => {
      const target = readReturnUrl(text, ORIGIN);
      expect(target?.foreignHost).to.equal(foreignHost);
      expect(target?.href.startsWith(`https://${foreignHost}/`)).to.equal(true);
    });
  }
  for (const template of DISGUISED) {
    const text = fillIn(template, place);
    it(`${title(text)} → in its plain form, one's own`, () => {
      expect(readReturnUrl(text, ORIGIN)).to.deep.equal({
        href: `${ORIGIN}/sign/${UUID}`,
        foreignHost: null,
      });
    });
  }
  it('2049 characters → no link', () => {
    expect(readReturnUrl(`${ORIGIN}/`.padEnd(2048, 'x'), ORIGIN)).not.to.equal(null);
    expect(readReturnUrl(`${ORIGIN}/`.padEnd(2049, 'x'), ORIGIN)).to.equal(null);
  });
});

describe('the hostile lists', () => {
  it('hold at least 60 addresses for each', () => {
    const refused = NEVER.length + FOREIGN.length + RELATIVE.length;
    expect(refused).to.be.above(60);
    expect(
      new Set([...NEVER, ...RELATIVE, ...DISGUISED, ...FOREIGN.map(([template]) => template)]).size,
    ).to.equal(refused + DISGUISED.length);
  });
});
