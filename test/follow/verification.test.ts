import { expect } from '@open-wc/testing';
import { signed } from '../support/frames.js';
import { greeted, momentsOf, respond, strike, telling, untilAborted } from '../support/stage.js';
import { VirtualWorld } from '../support/virtual-world.js';
import {
  ALL,
  fixed,
  off,
  PENDING,
  playRow,
  foundOf,
  http,
  REFUSED,
  slow,
  SOURCES,
  VERIFIED,
  type Row,
  type Script,
  type Status,
} from './verification-rows.js';

/** The first until then, and the other from then on. */
const turning =
  (seconds: number, first: Status | Script, other: Status | Script): Script =>
  (at, ...rest) => {
    const now = at < seconds ? first : other;
    return typeof now === 'function' ? now(at, ...rest) : now;
  };
/** The first but for the second try, which gets the other; after that the last. */
const once =
  (first: number, other: Status, last: number): Script =>
  (at) =>
    at === 1 ? other : { http: at < 1 ? first : last };
/** A verification without its resolution is reported, and does not count. */
const EARLY = ['timeout', 60, 'counts only beside resolved: true', ALL] as const;
const BIG = JSON.stringify({ x: 'x'.repeat(1_048_576) });

/** What the backend says, how it ends and after how many seconds, what is reported, and when the backend is asked. */
const rows: readonly (readonly [string, Script, Row['end'], number, string, Row['tries']])[] = [
  ['verified', fixed(VERIFIED), 'verified', 0, '', [0]],
  ['refused', fixed(REFUSED), 'refused', 0, '', [0]],
  ['refused, unresolved', fixed({ resolved: false, verification: 'refused' }), ...EARLY],
  ['refused, no word on signed', fixed({ resolved: true, verification: 'refused' }), ...EARLY],
  ['verified beside signed: false', fixed({ ...VERIFIED, signed: false }), 'timeout', 60, '', ALL],
  ['verified beside no resolved', fixed({ signed: true, verification: 'verified' }), ...EARLY],
  ['verified from 4 s on', turning(4, PENDING, VERIFIED), 'verified', 4.5, '', ALL.slice(0, 4)],
  ['refused from 4 s on', turning(4, PENDING, REFUSED), 'refused', 4.5, '', ALL.slice(0, 4)],
  ['not resolved, then verified', turning(1, { resolved: false }, VERIFIED), 'verified', 1, '', [0, 1]],
  ['pending to the end', fixed(PENDING), 'timeout', 60, '', ALL],
  ['verified at the last try', turning(57, PENDING, VERIFIED), 'verified', 57.5, '', ALL],
  ['404 to the end', http(404), 'timeout', 60, 'HTTP 404', ALL],
  ['404, then verified', turning(1, http(404), VERIFIED), 'verified', 1, '', [0, 1]],
  ['slow by 2 s, then verified', slow(2, turning(6, PENDING, VERIFIED)), 'verified', 8.5, '', [0, 3, 6.5]],
  [
    'slow by 2 s, pending to the end',
    slow(2, fixed(PENDING)),
    ...(['timeout', 60, ''] as const),
    [0, 3, 6.5, 10.5, 15.5, 22.5, 29.5, 36.5, 43.5, 50.5, 57.5],
  ],
  [
    'slow by 4 s, pending, the end amid a try',
    slow(4, fixed(PENDING)),
    ...(['timeout', 60, ''] as const),
    [0, 5, 10.5, 16.5, 23.5, 32.5, 41.5, 50.5, 59.5],
  ],
  ['slow by 9.9 s, verified', slow(9.9, fixed(VERIFIED)), 'verified', 9.9, '', [0]],

  // failures
  ['401', http(401), 'failed', 0, 'HTTP 401', [0]],
  ['403', http(403), 'failed', 0, 'HTTP 403', [0]],
  ['pending, then 403', turning(1, PENDING, http(403)), 'failed', 1, 'HTTP 403', [0, 1]],
  ['429, Retry-After 20', http(429, '20'), 'failed', 60, 'HTTP 429', [0, 20, 40]],
  ['429, Retry-After a day', http(429, '86400'), 'failed', 60, 'HTTP 429', [0]],
  ['429, Retry-After past 2^31 ms', http(429, '99999999999'), 'failed', 60, 'HTTP 429', [0]],
  ['429', http(429), 'failed', 60, 'HTTP 429', ALL],
  ['503, Retry-After 1', http(503, '1'), 'failed', 60, 'HTTP 503', ALL],
  [
    '503, Retry-After 7, then verified',
    turning(7, http(503, '7'), VERIFIED),
    'verified',
    7,
    'HTTP 503',
    [0, 7],
  ],
  ['500', http(500), 'failed', 60, 'HTTP 500', ALL],
  ['500, then verified', turning(2, http(500), VERIFIED), 'verified', 2.5, 'HTTP 500', [0, 1, 2.5]],
  ['500, then pending to the end', turning(2, http(500), PENDING), 'timeout', 60, 'HTTP 500', ALL],
  ['500, pending once, then 502', once(500, PENDING, 502), 'failed', 60, 'HTTP 500, HTTP 502', ALL],
  ['500, 404 once, then 502', once(500, { http: 404 }, 502), 'failed', 60, 'HTTP 500, HTTP 502', ALL],
  ['500, 404 once, then 500 again', once(500, { http: 404 }, 500), 'failed', 60, 'HTTP 500', ALL],
  ['500, 502, off the net', turning(9, turning(2, http(500), http(502)), off), 'failed', 60, 'HTTP 500', ALL],
  ['HTML', fixed({ http: 200, body: '<!doctype html>' }), 'failed', 60, 'its body is HTML', ALL],
  ['1 MiB', fixed({ http: 200, body: BIG }), 'failed', 60, '64 KiB', ALL],
  ['a redirect, or off the net', off, 'failed', 60, 'Failed to fetch', ALL],
  ['off the net for 10 s', turning(10, off, VERIFIED), 'verified', 12.5, 'Failed to fetch', ALL.slice(0, 6)],
  ['never', (_at, signal) => untilAborted(signal), 'failed', 60, 'within 10 s', [0, 11, 22.5, 34.5, 47.5]],
];

describe('verification', () => {
  afterEach(strike);

  it('keeps the Retry-After of a question before the signature', async () => {
    const world = new VirtualWorld();
    world.answer = () => Promise.resolve(respond('', { status: 503, headers: { 'Retry-After': '30' } }));
    const { element } = await greeted({ statusUrl: '/status' }, world);
    const start = world.clock.now;
    world.answer = telling(VERIFIED);
    world.socket.frame(signed);
    await world.pass(29_000);
    expect([element.state, momentsOf(world, start).length]).to.deep.equal(['verifying', 1]);
    await world.pass(1_000);
    expect(element.state).to.equal('verified');
  });

  it('fails if the demanded pause is longer than a verification', async () => {
    const world = new VirtualWorld();
    world.answer = () => Promise.resolve(respond('', { status: 503, headers: { 'Retry-After': '300' } }));
    const { element } = await greeted({ statusUrl: '/status' }, world);
    world.socket.frame(signed);
    await world.pass(60_000);
    expect(element.state).to.equal('unverified');
    const checked = element.checkStatus();
    await world.pass(60_000);
    expect([await checked, world.questions.length, world.timers]).to.deep.equal(['unverified', 1, 0]);
  });

  for (const source of SOURCES)
    for (const [name, script, end, endsAt, failure, tries] of rows)
      it(`by ${source}, ${name}: ${end} after ${endsAt} s`, async () => {
        const failures = failure.split(', ').filter(Boolean);
        const row: Row = { name, script, end, endsAt, failures, tries };
        expect(await playRow(row, source)).to.deep.equal(foundOf(row));
      });
});
