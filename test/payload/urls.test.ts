import { expect } from '@open-wc/testing';
import { readRequest, type RequestReading, type RequestSource } from '../../src/payload/request.js';
import { isLoopback } from '../../src/payload/urls.js';
import { SIGN_URL, SOCKET_URL, UUID } from '../support/frames.js';
import { DISGUISED, fillIn, FOREIGN, NEVER, RELATIVE, type Place } from './hostile.js';

const SHOP = { origin: 'https://shop.example', baseUrl: 'https://shop.example/pay/' };
const LOCAL = { origin: 'http://localhost:8000', baseUrl: 'http://localhost:8000/' };

const read = (source: Partial<RequestSource>, page = SHOP): RequestReading =>
  readRequest(
    { payload: null, websocketUrl: null, uuid: null, signUrl: null, ...source },
    { trustedHosts: new Set(['xumm.app', 'xaman.app']), page },
  );

const codeOf = (reading: object): unknown =>
  'fault' in reading ? (reading.fault as { code: string }).code : reading;

const title = (text: string): string => JSON.stringify(text);

interface Taker {
  readonly name: string;
  readonly place: Place;
  readonly take: (text: string) => object;
}

const SOCKET: Taker = {
  name: 'websocket-url',
  place: { scheme: 'wss:', plain: 'ws:', host: 'xumm.app' },
  take: (websocketUrl) => read({ websocketUrl }),
};
const LINK: Taker = {
  name: 'sign-url',
  place: { scheme: 'https:', plain: 'http:', host: 'xumm.app' },
  take: (signUrl) => read({ websocketUrl: SOCKET_URL, signUrl }),
};

for (const { name, place, take } of [SOCKET, LINK])
  describe(`hostile ${name}`, () => {
    const rows: readonly (readonly [string, string])[] = [
      ...[...NEVER, ...RELATIVE].map((template) => [template, 'invalid-url'] as const),
      ...FOREIGN.map(([template]) => [template, 'untrusted-host'] as const),
    ];
    for (const [template, code] of rows) {
      const text = fillIn(template, place);
      // Without encryption it is an address, but not a trusted one.
      const expected = template.startsWith('{p}') ? 'untrusted-host' : code;
      it(`${title(text)} → ${expected}`, () => {
        expect(codeOf(take(text))).to.equal(expected);
      });
    }
    for (const template of DISGUISED) {
      const text = fillIn(template, place);
      it(`${title(text)} → in its plain form`, () => {
        expect(take(text)).to.deep.equal({
          request: { uuid: UUID, socketUrl: SOCKET_URL, signUrl: SIGN_URL },
        });
      });
    }
    it('1025 characters → invalid-url', () => {
      const base = `${place.scheme}//xumm.app/sign/${UUID}?`;
      expect(codeOf(take(base.padEnd(1024, 'x')))).to.have.property('request');
      expect(codeOf(take(base.padEnd(1025, 'x')))).to.equal('invalid-url');
      expect(codeOf(take(base.padEnd(1_000_000, 'x')))).to.equal('invalid-url');
    });
  });

describe('loopback', () => {
  const socketUrl = (host: string, scheme = 'ws:'): string => `${scheme}//${host}/sign/${UUID}`;
  for (const host of ['localhost:4000', '127.0.0.1:4000', '127.1.2.3', '[::1]:4000', 'a.localhost'])
    it(`${host} is trusted on a loopback page only, and its link is http:`, () => {
      const websocketUrl = socketUrl(host);
      const signUrl = `http://${host}/sign/${UUID}`;
      expect(read({ websocketUrl }, LOCAL)).to.deep.equal({
        request: { uuid: UUID, socketUrl: websocketUrl, signUrl },
      });
      expect(read({ websocketUrl })).to.have.nested.property('fault.code', 'untrusted-host');
      expect(read({ websocketUrl: socketUrl(host, 'wss:') })).to.have.nested.property(
        'fault.code',
        'untrusted-host',
      );
      expect(read({ uuid: UUID, signUrl })).to.have.nested.property('fault.code', 'untrusted-host');
      expect(read({ uuid: UUID, signUrl }, LOCAL)).to.have.nested.property('request.signUrl', signUrl);
    });
  for (const host of ['evil.example', 'localhost.evil.example', '192.168.0.1', '0.0.0.0', '[::]', 'xumm.app'])
    it(`ws: to ${host} is not trusted, not even on a loopback page`, () => {
      expect(read({ websocketUrl: socketUrl(host) }, LOCAL)).to.have.nested.property(
        'fault.code',
        'untrusted-host',
      );
    });
  for (const origin of ['null', '', 'http://localhost.evil.example', 'https://127.0.0.1.evil.example'])
    it(`a page of origin ${JSON.stringify(origin)} is no loopback page`, () => {
      const reading = read({ websocketUrl: socketUrl('localhost') }, { ...LOCAL, origin });
      expect(reading).to.have.nested.property('fault.code', 'untrusted-host');
    });

  const names: readonly [string, boolean][] = [
    ...['localhost', 'a.localhost', 'a.b.localhost', '[::1]', '127.0.0.1', '127.255.255.254'].map(
      (name): [string, boolean] => [name, true],
    ),
    ...['', 'localhost.', 'notlocalhost', 'localhost.com', '::1', '[::2]', '[::ffff:7f00:1]', '0.0.0.0'].map(
      (name): [string, boolean] => [name, false],
    ),
    ...[
      '127.0.0.1.evil.example',
      '1127.0.0.1',
      '127.0.0.1\n',
      '128.0.0.1',
      '10.0.0.1',
      '169.254.169.254',
    ].map((name): [string, boolean] => [name, false]),
  ];
  for (const [name, expected] of names)
    it(`${JSON.stringify(name)} → ${expected}`, () => {
      expect(isLoopback(name)).to.equal(expected);
    });
});
