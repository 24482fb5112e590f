import { expect } from '@open-wc/testing';
import { eventsFor } from '../src/events.js';
import type { Input } from '../src/payload/input.js';
import type { Snapshot } from '../src/payload/snapshot.js';
import { reduce } from '../src/payload/state.js';
import * as frames from './support/frames.js';
import { always } from './payload/always.js';
import { anyRun } from './payload/arbitraries.js';
import * as has from './payload/snapshots.js';
import { answered, AT, heard, IN, reduceAll, waiting } from './payload/snapshots.js';

/** The events of a run of inputs, reported after each one like the element does. */
function told(inputs: readonly Input[], from: Snapshot = waiting) {
  let before = from;
  return inputs.flatMap((input) => {
    const after = reduce(before, input);
    const events = eventsFor(before, after);
    before = after;
    return events;
  });
}

const names = (events: ReturnType<typeof told>): string[] =>
  events.map(([type]) => type.replace('xumm-', ''));

const all = {
  ...{ ...frames.expired, ...frames.dispatched, ...frames.preSigned, ...frames.fetched, ...frames.opened },
  ...{ ...frames.signed, ...frames.seconds(9) },
};

describe('eventsFor: which, and in which order', () => {
  const { opened, fetched, preSigned, dispatched, signed, declined, expired, seconds } = frames;
  const hears = (...all: readonly unknown[]): Input[] => all.map((frame) => heard(frame));
  const connected = (): Input => ({ type: 'connection', connection: { ...has.OPEN } });
  const faulty = (message: string): Input => ({ type: 'fault', fault: { ...has.FAULT, message } });
  const known = answered({ resolved: true, signed: true });
  const late = (ms: number): Input[] => [heard(seconds(54)), heard(seconds(53), AT + ms)];

  const rows: readonly [string, readonly Input[], string][] = [
    ['nothing new', [heard(frames.welcome), { type: 'greeted' }, has.asked, has.unanswered], ''],
    ['a connection, twice', [connected(), connected()], 'connection-change'],
    ['seconds within a second', late(999), 'countdown'],
    ['seconds a second later', late(1000), 'countdown countdown'],
    ['0 s left', hears(seconds(0)), 'state-change countdown expired'],
    ['opened, twice', hears(opened, opened), 'state-change opened'],
    ['devapp-fetched, twice', hears(fetched, fetched), 'devapp-fetched'],
    ['pre-signed', hears(preSigned), 'state-change opened pre-signed'],
    ['steps backwards', hears(dispatched, preSigned, opened), 'state-change opened dispatched'],
    ['signed, at once', hears(signed), 'state-change opened resolved'],
    ['declined, at once', hears(declined), 'state-change opened resolved'],
    [
      'all that can come after the resolution',
      [...hears(signed, all, declined), answered({ resolved: true, signed: false })],
      'state-change opened resolved',
    ],
    ['expired, twice', hears(expired, expired), 'state-change expired'],
    ['expired once opened', hears(opened, expired), 'state-change opened'],
    ['signed after the expiry', hears(expired, signed), 'state-change expired state-change opened resolved'],
    [
      'verification',
      [heard(signed), has.responded, has.verified, has.verified],
      'state-change opened resolved state-change state-change verified',
    ],
    [
      'verification without an end, again',
      [heard(signed), has.timedOut, has.checked, has.timedOut],
      'state-change opened resolved state-change unverified state-change state-change unverified',
    ],
    ['two faults, and the first again', ['one', 'other', 'one'].map(faulty), 'error error'],
    ['not found', [has.notFound], 'state-change error'],
    ['misconfigured', [{ type: 'misconfigured', fault: has.FAULT }], 'state-change error'],
    ['signed, of another payload', hears({ ...signed, payload_uuidv4: frames.OTHER_UUID }), 'error'],
    [
      'several keys in a frame',
      hears(all),
      'state-change countdown opened devapp-fetched pre-signed dispatched resolved',
    ],
    ['opened, with no time left', hears({ ...seconds(-15), ...opened }), 'state-change countdown opened'],
    [
      'signed, with no time left',
      hears({ ...seconds(-15), ...signed }),
      'state-change countdown opened resolved',
    ],
    [
      'the same news by two ways',
      [heard(opened), answered({ opened: true }), heard(signed), known],
      'state-change opened state-change resolved',
    ],
    ['answered: signed', [known], 'state-change opened resolved'],
    ['answered: cancelled', [answered({ cancelled: true })], 'state-change expired'],
  ];
  for (const [name, inputs, expected] of rows)
    it(`${name} → ${expected || 'nothing'}`, () => {
      expect(names(told(inputs)).join(' ')).to.equal(expected);
    });

  it('several inputs that belong together are one difference', () => {
    const after = reduceAll([...hears(opened, preSigned, signed), has.responded], waiting);
    expect(names([...eventsFor(waiting, after)]).join(' ')).to.equal(
      'state-change opened pre-signed resolved',
    );
  });
});

describe('eventsFor: what is in the detail', () => {
  const { UUID: uuid, TXID: txid } = frames;
  const closed = { status: 'closed', code: 1006, reason: 'gone', retryInMs: null, isLost: false } as const;
  const rows: readonly [string, Snapshot, Input, unknown][] = [
    [
      'connection-change',
      reduce(waiting, { type: 'connection', connection: has.OPEN }),
      { type: 'connection', connection: closed },
      { uuid, connection: 'closed', previous: 'open', code: 1006, reason: 'gone', retryInMs: null },
    ],
    ['state-change', waiting, heard(frames.opened), { uuid, state: 'opened', previous: 'waiting' }],
    ['countdown', waiting, heard(frames.seconds(53.2)), { uuid, secondsLeft: 54 }],
    ['countdown', IN.opened, heard(frames.seconds(-15)), { uuid, secondsLeft: 0 }],
    ['opened', waiting, heard(frames.opened), { uuid }],
    ['devapp-fetched', waiting, heard(frames.fetched), { uuid }],
    ['pre-signed', waiting, heard(frames.preSigned), { uuid }],
    ['dispatched', waiting, heard(frames.dispatched), { uuid }],
    [
      'resolved',
      waiting,
      heard(frames.signed),
      {
        ...{ uuid, signed: true, txid, returnUrl: { app: null, web: null }, openedByDeeplink: false },
        customMeta: { identifier: 'order-1', blob: { lines: 2 }, instruction: 'Pay' },
        ...{ userToken: true, referenceCallUuid: null, source: 'websocket' },
      },
    ],
    [
      'resolved',
      waiting,
      answered({ resolved: true, signed: false }),
      {
        ...{ uuid, signed: false, txid: null, returnUrl: { app: null, web: null }, openedByDeeplink: null },
        customMeta: { identifier: null, blob: null, instruction: null },
        ...{ userToken: null, referenceCallUuid: null, source: 'backend' },
      },
    ],
    ['expired', waiting, heard(frames.expired), { uuid, cancelled: null }],
    ['expired', waiting, answered({ cancelled: true }), { uuid, cancelled: true }],
    ['expired', waiting, answered({ expired: true, cancelled: false }), { uuid, cancelled: false }],
    ['verified', IN.verifying, has.verified, { uuid, txid }],
    ['unverified', IN.verifying, { type: 'unverified', reason: 'refused' }, { uuid, reason: 'refused' }],
    ['unverified', IN.unverified, { type: 'unverified', reason: 'refused' }, { uuid, reason: 'refused' }],
    ['error', waiting, has.notFound, { uuid, ...IN['not-found'].fault }],
    ['error', waiting, { type: 'misconfigured', fault: has.FAULT }, { uuid: null, ...has.FAULT }],
  ];
  for (const [name, before, input, detail] of rows)
    it(`${name} ${JSON.stringify(detail)}`, () => {
      const event = eventsFor(before, reduce(before, input)).find(([type]) => type === `xumm-${name}`);
      expect(event?.[1]).to.deep.equal(detail);
    });
});

describe('eventsFor: another payload', () => {
  const other = reduce(has.present, has.follow(has.OTHER_REQUEST));
  it('starts again, and reports only the state', () => {
    expect(eventsFor(IN.verified, other)).to.deep.equal([
      ['xumm-state-change', { uuid: frames.OTHER_UUID, state: 'waiting', previous: 'verified' }],
    ]);
  });
  it('in the same state reports nothing', () => {
    expect(eventsFor(waiting, other)).to.deep.equal([]);
  });
  it('each reports its own steps', () => {
    expect(eventsFor(IN.opened, reduce(other, heard(frames.opened)))).to.deep.equal([
      ['xumm-opened', { uuid: frames.OTHER_UUID }],
    ]);
  });
  it('an old fault is not reported again', () => {
    const faulty = reduce(waiting, { type: 'fault', fault: has.FAULT });
    expect(names(told([has.follow(has.OTHER_REQUEST)], faulty))).to.deep.equal([]);
  });
  it('the same payload with its uuid in capitals reports nothing again', () => {
    const uuid = frames.UUID.toUpperCase();
    const request = { ...has.REQUEST, uuid, socketUrl: `wss://xumm.app/sign/${uuid}` };
    expect(names(told([has.follow(request)], IN.verified))).to.deep.equal([]);
  });
});

describe('eventsFor: for any inputs', () => {
  const ONCE = ['opened', 'devapp-fetched', 'pre-signed', 'dispatched', 'resolved', 'expired', 'verified'];

  always('each step and each end once', anyRun, (inputs) => {
    const found = names(told(inputs)).filter((name) => ONCE.includes(name));
    return new Set(found).size === found.length;
  });

  always('opened before any later step, and no step after the resolution', anyRun, (inputs) => {
    const found = names(told(inputs)).filter((name) => ONCE.includes(name));
    const at = (name: string): number => found.indexOf(name);
    const isInOrder = (first: string, second: string): boolean =>
      at(second) < 0 || (at(first) >= 0 && at(first) < at(second));
    return (
      ['pre-signed', 'dispatched', 'resolved'].every((later) => isInOrder('opened', later)) &&
      isInOrder('resolved', 'verified') &&
      ['devapp-fetched', 'pre-signed', 'dispatched', 'expired'].every(
        (step) => at('resolved') < 0 || at(step) < at('resolved'),
      )
    );
  });

  always('pre-signed and dispatched by frames of their own only', anyRun, (inputs) => {
    const found = names(told(inputs.filter(({ type }) => type !== 'heard')));
    return (
      !found.includes('pre-signed') && !found.includes('dispatched') && !found.includes('devapp-fetched')
    );
  });
});
