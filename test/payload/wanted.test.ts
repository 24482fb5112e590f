import { expect } from '@open-wc/testing';
import type { Input } from '../../src/payload/input.js';
import type { Snapshot, State } from '../../src/payload/snapshot.js';
import { isUnderWay, wanted, type ActivityName } from '../../src/payload/wanted.js';
import * as frames from '../support/frames.js';
import * as has from './snapshots.js';
import {
  answered,
  asked,
  checked,
  follow,
  heard,
  IN,
  reduceAll,
  STATES,
  unanswered,
  waiting,
} from './snapshots.js';

const running = (snapshot: Snapshot): ActivityName[] =>
  (Object.entries(wanted(snapshot)) as [ActivityName, string | null][])
    .filter(([, key]) => key !== null)
    .map(([name]) => name);

const away: Input = { type: 'presence', isPresent: false };
const back: Input = { type: 'presence', isPresent: true };
const alone: Input = { type: 'follow', request: has.REQUEST, hasBackend: false };

describe('what is wanted', () => {
  const inState: Readonly<Record<State, readonly ActivityName[]>> = {
    idle: [],
    waiting: ['socket', 'catch-up'],
    opened: ['socket', 'catch-up'],
    'pre-signed': ['socket', 'catch-up'],
    dispatched: ['socket', 'catch-up'],
    signed: [],
    verifying: ['verification'],
    verified: [],
    unverified: [],
    rejected: [],
    expired: ['socket', 'linger', 'catch-up'],
    'not-found': ['catch-up'],
    error: [],
  };
  for (const state of STATES)
    it(`in ${state}: ${inState[state].join(', ') || 'nothing'}`, () => {
      expect(running(IN[state])).to.deep.equal(inState[state]);
    });

  it('nothing while the element is away, whatever the state', () => {
    for (const state of STATES) expect(running(reduceAll([away], IN[state])), state).to.deep.equal([]);
  });

  const gone = heard(frames.expired);
  const opened = heard(frames.opened);
  const signed = heard(frames.signed);
  const lingered: Input = { type: 'linger-over' };
  const byPage: Input = { type: 'responded', response: Promise.resolve(true) };
  const rows: readonly [string, readonly Input[], string][] = [
    ['without a backend', [alone], 'socket'],
    ['expired without a backend', [alone, gone], 'socket linger'],
    ['while a question is under way', [asked], 'socket catch-up hold'],
    ['once it is answered', [asked, answered({ opened: false })], 'socket catch-up'],
    ['once it is not', [asked, unanswered], 'socket catch-up'],
    ['once an expiry waited for long enough', [asked, { type: 'hold-over' }], 'socket catch-up'],
    ['60 s after the expiry', [gone, lingered], 'catch-up'],
    ['opened 60 s after the expiry', [gone, lingered, answered({ opened: true })], 'socket lapse catch-up'],
    ['checked 60 s after the expiry', [gone, lingered, checked], 'socket linger catch-up'],
    ['opened, its time up', [opened, gone], 'socket lapse catch-up'],
    ['opened, its time up for 60 s', [opened, gone, { type: 'lapsed' }], 'socket catch-up'],
    ['signed, where nobody verifies', [alone, signed, has.responded], ''],
    ['signed, where the page itself verifies', [alone, signed, byPage], 'verification'],
  ];
  for (const [name, inputs, names] of rows)
    it(`${name}: ${names || 'nothing'}`, () => {
      expect(running(reduceAll(inputs, waiting)).join(' ')).to.equal(names);
    });

  const other = { ...has.REQUEST, socketUrl: has.REQUEST.socketUrl.replace('xumm.app', 'xaman.app') };
  const link = { ...has.REQUEST, signUrl: has.REQUEST.signUrl.replace('xumm.app', 'xaman.app') };
  const another: readonly [string, Input, readonly ActivityName[]][] = [
    ['another payload', follow(has.OTHER_REQUEST), ['socket', 'catch-up']],
    ['another address of the same payload', follow(other), ['socket', 'catch-up']],
    ['another link', follow(link), []],
    ['a frame', heard(frames.opened), []],
    ['a greeting', { type: 'greeted' }, []],
    ['checked', checked, []],
  ];
  for (const [name, input, changed] of another)
    it(`${name}: another run of ${changed.join(', ') || 'nothing'}`, () => {
      const [before, after] = [wanted(waiting), wanted(reduceAll([input], waiting))];
      const names = (Object.keys(before) as ActivityName[]).filter((key) => before[key] !== after[key]);
      expect(names).to.deep.equal(changed);
    });

  it('checked after the expiry: another socket, and another 60 s', () => {
    const [before, after] = [wanted(IN.expired), wanted(reduceAll([checked], IN.expired))];
    expect(after.socket).not.to.equal(before.socket);
    expect(after.linger).not.to.equal(before.linger);
    expect(after['catch-up']).to.equal(before['catch-up']);
  });
});

describe('what checkStatus() waits for', () => {
  const rows: readonly [string, Snapshot, readonly Input[], boolean][] = [
    ['a question', waiting, [asked], true],
    ['a question that is answered', waiting, [asked, answered({ opened: false })], false],
    ['a question that is not', waiting, [asked, unanswered], false],
    ['an expiry that waits no longer for the answer', waiting, [asked, { type: 'hold-over' }], true],
    ['a question, and the payload is resolved', waiting, [asked, heard(frames.declined)], false],
    ['a question, and the element goes', waiting, [asked, away], false],
    ['a question, and the element goes and comes back', waiting, [asked, away, back], true],
    ['a question, and there is no backend any more', waiting, [asked, alone], false],
    ['a question about another payload', waiting, [asked, follow(has.OTHER_REQUEST)], false],
    ['a verification', IN.signed, [], true],
    ['a verification that ends', IN.signed, [has.timedOut], false],
    ['nothing', IN.verified, [], false],
    ['nothing, for there is no payload', IN.idle, [], false],
  ];
  for (const [name, from, inputs, expected] of rows)
    it(`${name}: ${expected ? 'still under way' : 'over'}`, () => {
      const before = reduceAll([checked], from);
      expect(isUnderWay(before, reduceAll(inputs, before))).to.equal(expected);
    });
});
