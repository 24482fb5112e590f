import { expect } from '@open-wc/testing';
import { readRequest, type RequestReading, type RequestSource } from '../../src/payload/request.js';
import { isLoopback } from '../../src/payload/urls.js';
import { OTHER_UUID, SIGN_URL, SOCKET_URL, UUID } from '../support/frames.js';

const SHOP = { origin: 'https://shop.example', baseUrl: 'https://shop.example/pay/' };
const LOCAL = { origin: 'http://localhost:8000', baseUrl: 'http://localhost:8000/' };
const UPPER = UUID.toUpperCase();
const link = (rest: string): string => `https://xumm.app/${rest}`;
const created = {
  uuid: UUID,
  next: { always: SIGN_URL },
  refs: { websocket_status: SOCKET_URL },
  pushed: true,
};

function read(
  source: Partial<RequestSource>,
  page = SHOP,
  hosts = ['xumm.app', 'xaman.app'],
): RequestReading {
  const nothing = { payload: null, websocketUrl: null, uuid: null, signUrl: null };
  return readRequest({ ...nothing, ...source }, { trustedHosts: new Set(hosts), page });
}

describe('readRequest', () => {
  const whole = { uuid: UUID, socketUrl: SOCKET_URL, signUrl: SIGN_URL };
  const accepted: readonly [Partial<RequestSource>, object | null][] = [
    [{}, null],
    [{ websocketUrl: '', uuid: '', signUrl: '' }, null],
    [{ websocketUrl: SOCKET_URL }, whole],
    [{ uuid: UUID }, whole],
    [{ websocketUrl: SOCKET_URL, uuid: UUID, signUrl: SIGN_URL }, whole],
    [{ websocketUrl: SOCKET_URL, uuid: UPPER }, whole],
    // The platform's channels are case-sensitive: uuids go out in lower case.
    [{ uuid: UPPER }, whole],
    [{ websocketUrl: `wss://xumm.app/sign/${UPPER}` }, whole],
    [{ websocketUrl: `${SOCKET_URL}/` }, { ...whole, socketUrl: `${SOCKET_URL}/` }],
    [{ websocketUrl: `${SOCKET_URL}?v=1#top` }, { ...whole, socketUrl: `${SOCKET_URL}?v=1` }],
    [
      { websocketUrl: `wss://xaman.app/sign/${UUID}` },
      { uuid: UUID, socketUrl: `wss://xaman.app/sign/${UUID}`, signUrl: `https://xaman.app/sign/${UUID}` },
    ],
    ...[`sign/${UUID}/qr`, `sign/${UUID}/deeplink?a=1#b`, `sign/${UPPER}`, `detect/${UUID}`].map(
      (rest): [Partial<RequestSource>, object] => [
        { uuid: UUID, signUrl: link(rest) },
        { ...whole, signUrl: link(rest.replace(UPPER, UUID)) },
      ],
    ),
    [{ payload: created, websocketUrl: SOCKET_URL, uuid: UUID, signUrl: SIGN_URL }, whole],
    [{ payload: { uuid: UUID } }, whole],
    [{ payload: { refs: created.refs } }, whole],
    // payload > websocket-url > uuid
    [{ payload: created, websocketUrl: `wss://xumm.app/sign/${OTHER_UUID}` }, whole],
    [{ payload: created, websocketUrl: 'wss://evil.example/' }, whole],
    [{ payload: created, uuid: OTHER_UUID }, whole],
    [{ payload: created, signUrl: `https://evil.example/sign/${UUID}` }, whole],
    [
      { payload: { uuid: UUID }, websocketUrl: `wss://xaman.app/sign/${UUID}`, signUrl: SIGN_URL },
      {
        ...whole,
        socketUrl: `wss://xaman.app/sign/${UUID}`,
      },
    ],
    [{ payload: JSON.stringify(created) }, whole],
    [{ payload: '', websocketUrl: SOCKET_URL }, whole],
    [{ payload: undefined, websocketUrl: undefined, uuid: UUID, signUrl: undefined }, whole],
  ];
  for (const [source, request] of accepted)
    it(`${JSON.stringify(source)} → accepted`, () => {
      expect(read(source)).to.deep.equal({ request });
    });

  const refused: readonly [Partial<RequestSource>, string][] = [
    [{ signUrl: SIGN_URL }, 'invalid-url'],
    [{ websocketUrl: 'wss://xumm.app/sign/' }, 'invalid-url'],
    [{ websocketUrl: `wss://xumm.app/?${UUID}` }, 'invalid-url'],
    [{ websocketUrl: `wss://xumm.app/#${UUID}` }, 'invalid-url'],
    [{ websocketUrl: `${SOCKET_URL}/qr` }, 'invalid-url'],
    [{ websocketUrl: SIGN_URL }, 'invalid-url'],
    [{ websocketUrl: SOCKET_URL, signUrl: SOCKET_URL }, 'invalid-url'],
    [{ websocketUrl: SOCKET_URL, signUrl: link('sign/') }, 'invalid-url'],
    [{ websocketUrl: SOCKET_URL, signUrl: link(`?${UUID}`) }, 'invalid-url'],
    [{ websocketUrl: SOCKET_URL, uuid: 'none' }, 'invalid-url'],
    [{ websocketUrl: SOCKET_URL, uuid: OTHER_UUID }, 'payload-mismatch'],
    [{ websocketUrl: SOCKET_URL, signUrl: link(`sign/${OTHER_UUID}`) }, 'payload-mismatch'],
    [{ websocketUrl: SOCKET_URL, signUrl: link(`sign/${UUID}/${OTHER_UUID}`) }, 'payload-mismatch'],
    [{ uuid: UUID, signUrl: link(`sign/${OTHER_UUID}`) }, 'payload-mismatch'],
    [{ payload: { ...created, uuid: OTHER_UUID } }, 'payload-mismatch'],
    [{ payload: { uuid: UUID }, websocketUrl: `wss://xumm.app/sign/${OTHER_UUID}` }, 'payload-mismatch'],
    ...[{}, [], 'x', 7, true, { uuid: 7 }, { refs: 7 }, [created], '[]', '[object Object]'].map(
      (payload): [Partial<RequestSource>, string] => [{ payload }, 'invalid-url'],
    ),
    [{ payload: Object.create(created) as unknown }, 'invalid-url'],
    [{ payload: { refs: { websocket_status: `wss://evil.example/sign/${UUID}` } } }, 'untrusted-host'],
    [{ payload: { uuid: UUID }, signUrl: `https://evil.example/sign/${UUID}` }, 'untrusted-host'],
    ...[7, true, {}, [], () => UUID].flatMap((value): [Partial<RequestSource>, string][] => [
      [{ websocketUrl: value }, 'invalid-url'],
      [{ uuid: value }, 'invalid-url'],
      [{ uuid: UUID, signUrl: value }, 'invalid-url'],
    ]),
  ];
  for (const [source, code] of refused)
    it(`${JSON.stringify(source)} → ${code}`, () => {
      expect(read(source)).to.have.nested.property('fault.code', code);
      expect(read(source)).not.to.have.property('request');
    });

  it('trusts a host with its port, and no other', () => {
    const at = (host: string) =>
      read({ websocketUrl: `wss://${host}/sign/${UUID}` }, SHOP, ['pay.example:8443']);
    expect(at('pay.example:8443')).to.have.nested.property(
      'request.signUrl',
      `https://pay.example:8443/sign/${UUID}`,
    );
    for (const host of ['pay.example', 'pay.example:8444', 'xumm.app'])
      expect(at(host)).to.have.nested.property('fault.code', 'untrusted-host');
  });
  it('says how to mend it', () => {
    const untrusted = read({ websocketUrl: `wss://pay.example/sign/${UUID}` });
    expect(untrusted)
      .to.have.nested.property('fault.message')
      .that.contains("trustedHosts.add('pay.example')");
    expect(read({ websocketUrl: `ws://xumm.app/sign/${UUID}` }))
      .to.have.nested.property('fault.message')
      .that.contains('must be wss://');
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
    it(`ws: to ${host} is not trusted, on a loopback page either`, () => {
      expect(read({ websocketUrl: socketUrl(host) }, LOCAL)).to.have.nested.property(
        'fault.code',
        'untrusted-host',
      );
    });
  for (const origin of ['null', '', 'http://localhost.evil.example', 'https://127.0.0.1.evil.example'])
    it(`a page of origin ${JSON.stringify(origin)} is none`, () => {
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
