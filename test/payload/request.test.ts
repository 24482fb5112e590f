import { expect } from '@open-wc/testing';
import {
  readConfiguration,
  readRequest,
  readStatusUrl,
  type RequestReading,
  type RequestSource,
} from '../../src/payload/request.js';
import { OTHER_UUID, SIGN_URL, SOCKET_URL, UUID } from '../support/frames.js';
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
    [{ payload: { pushed: true }, uuid: UUID }, whole],
    [{ payload: created, uuid: 5, websocketUrl: {}, signUrl: false }, whole],
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
  it('says how to fix it', () => {
    const untrusted = read({ websocketUrl: `wss://pay.example/sign/${UUID}` });
    expect(untrusted)
      .to.have.nested.property('fault.message')
      .that.contains("trustedHosts.add('pay.example')");
    expect(read({ websocketUrl: `ws://xumm.app/sign/${UUID}` }))
      .to.have.nested.property('fault.message')
      .that.contains('must be wss://');
  });
});

describe('readConfiguration', () => {
  it('of a payload that throws when it is read → invalid-url', () => {
    const payload = {
      get uuid() {
        throw new Error('not for you');
      },
    };
    const source = { payload, websocketUrl: null, uuid: null, signUrl: null };
    expect(readConfiguration(source, null, { trustedHosts: new Set(), page: SHOP })).to.have.nested.property(
      'fault.code',
      'invalid-url',
    );
  });
});

describe('hostile uuid', () => {
  const rows = [
    ...[...ADDRESSES, ...NO_WORDS, ...around(UUID)],
    ...[UUID.slice(1), `${UUID}0`, UUID.replaceAll('-', ''), UUID.replace('f', 'g'), 'x'.repeat(36)],
    ...[UUID.replace('-', '\u2010'), UUID.replace('3', '３'), UUID.replace('a', '\u0430')],
    ...[UUID.replace('b', '%62'), 'null', 'undefined', '0', 'constructor'],
  ];
  for (const uuid of rows)
    it(`${JSON.stringify(uuid).slice(0, 120)} → invalid-url, alone, beside a socket and in a payload`, () => {
      for (const source of [{ uuid }, { uuid, websocketUrl: SOCKET_URL }, { payload: { uuid } }])
        expect(read(source)).to.have.nested.property('fault.code', 'invalid-url');
    });

  it('a million characters → invalid-url, in a short sentence', () => {
    const reading = read({ uuid: UUID.repeat(30_000) });
    expect(reading).to.have.nested.property('fault.code', 'invalid-url');
    expect(reading).to.have.nested.property('fault.message').with.length.below(300);
  });
});

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
  it('is null on a server, which has no base address', () => {
    expect(readStatusUrl('/api/{uuid}', UUID, { origin: 'null', baseUrl: null })).to.equal(null);
  });
  it('on an http: page is http:', () => {
    expect(readStatusUrl('/api', UUID, LOCAL)).to.deep.equal({ href: 'http://localhost:8000/api' });
  });
});

describe('hostile status-url', () => {
  const place: Place = { scheme: 'https:', plain: 'http:', host: 'shop.example' };
  const refused = [...NEVER, ...RELATIVE, ...FOREIGN.map(([template]) => template)];
  for (const [origin, name] of [
    [SHOP.origin, ''],
    // A page without an origin, such as a sandboxed one, has the origin `null` like every data: address.
    ['null', ' on a sandboxed page'],
  ] as const)
    for (const template of refused) {
      const text = fillIn(template, place);
      it(`${JSON.stringify(text)}${name} → never asked`, () => {
        const reading = readStatusUrl(text, UUID, { ...SHOP, origin });
        expect(reading).to.have.property('fault');
      });
    }
  for (const template of DISGUISED) {
    const text = fillIn(template, place);
    it(`${JSON.stringify(text)} → in its plain form`, () => {
      expect(readStatusUrl(text, UUID, SHOP)).to.deep.equal({ href: `https://shop.example/sign/${UUID}` });
    });
  }
});
