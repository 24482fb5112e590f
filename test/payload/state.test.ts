import { expect } from '@open-wc/testing';
import type { Input } from '../../src/payload/input.js';
import type { State } from '../../src/payload/snapshot.js';
import { reduce } from '../../src/payload/state.js';
import * as frames from '../support/frames.js';
import * as has from './snapshots.js';
import { answered, heard, IN, SIGNED, STATES, UNRESOLVED } from './snapshots.js';

type Row = Partial<Record<State, State>>;

/** The same new state from each of these. */
const from = (states: readonly State[], to: State): Row =>
  Object.fromEntries(states.map((state) => [state, to]));

const STEPS = ['waiting', 'expired', 'not-found', 'opened', 'pre-signed', 'dispatched'] as const;
const before = (step: State): readonly State[] =>
  STEPS.slice(
    0,
    STEPS.findIndex((name) => name === step),
  );

/** What each input leads to, by the state it comes in; a state that is not named stays as it is. */
const TABLE: readonly [string, Input, Row][] = [
  ['a welcome', heard(frames.welcome), {}],
  ['a pong', heard({ message: 'Right back at you!' }), {}],
  ['an unknown message', heard({ message: 'hello' }), {}],
  ['a frame that says nothing', heard({ colour: 'red' }), {}],
  ['54 s left', heard(frames.seconds(54)), {}],
  ['half a second left', heard(frames.seconds(0.5)), {}],
  ['0 s left', heard(frames.seconds(0)), { waiting: 'expired' }],
  ['expired 15 s ago', heard(frames.seconds(-15)), { waiting: 'expired' }],
  ['expired', heard(frames.expired), { waiting: 'expired' }],
  ['devapp-fetched', heard(frames.fetched), {}],
  // Each look of a wallet says so, and an expired request is refused: the backend has the word.
  ['opened', heard(frames.opened), from(['waiting', 'not-found'], 'opened')],
  ['pre-signed', heard(frames.preSigned), from(before('pre-signed'), 'pre-signed')],
  ['dispatched', heard(frames.dispatched), from(before('dispatched'), 'dispatched')],
  ['signed', heard(frames.signed), from(UNRESOLVED, 'signed')],
  ['declined', heard(frames.declined), from(UNRESOLVED, 'rejected')],
  [
    'signed, its uuid in capitals',
    heard({ ...frames.signed, payload_uuidv4: frames.UUID.toUpperCase() }),
    from(UNRESOLVED, 'signed'),
  ],
  ['signed, of another payload', heard({ ...frames.signed, payload_uuidv4: frames.OTHER_UUID }), {}],
  ['a welcome to another payload', heard({ ...frames.opened, message: `Welcome ${frames.OTHER_UUID}` }), {}],
  [
    'opened and expired in one',
    heard({ ...frames.opened, ...frames.expired }),
    from(['waiting', 'not-found'], 'opened'),
  ],
  ['signed and expired in one', heard({ ...frames.signed, ...frames.expired }), from(UNRESOLVED, 'signed')],

  ['greeted', { type: 'greeted' }, {}],
  ['a connection', { type: 'connection', connection: has.OPEN }, {}],
  ['a fault', { type: 'fault', fault: has.FAULT }, {}],
  ['asked', has.asked, {}],
  ['unanswered', has.unanswered, {}],
  ['answered: nothing', answered({ opened: false }), { 'not-found': 'waiting' }],
  ['answered: unresolved', answered({ resolved: false }), { 'not-found': 'waiting' }],
  ['answered: opened', answered({ opened: true }), from(before('opened'), 'opened')],
  ['answered: expired', answered({ expired: true }), { waiting: 'expired', 'not-found': 'expired' }],
  ['answered: cancelled', answered({ cancelled: true }), { waiting: 'expired', 'not-found': 'expired' }],
  ['answered: opened, expired', answered({ opened: true, expired: true }), from(before('opened'), 'opened')],
  ['answered: signed', answered({ resolved: true, signed: true }), from(UNRESOLVED, 'signed')],
  ['answered: declined', answered({ resolved: true, signed: false }), from(UNRESOLVED, 'rejected')],
  [
    'answered: signed and verified',
    answered({ resolved: true, signed: true, verification: 'verified' }),
    // A verifier's word becomes `verified` by an input of its own.
    from(UNRESOLVED, 'signed'),
  ],
  ['not found', has.notFound, { waiting: 'not-found' }],
  ['checked', has.checked, { 'not-found': 'waiting', ...from(['signed', 'unverified'], 'verifying') }],
  ['responded', has.responded, { signed: 'verifying' }],
  ['away', { type: 'presence', isPresent: false }, {}],
  ['present', { type: 'presence', isPresent: true }, {}],
  ['restored', { type: 'restored' }, {}],
  ['disconnected', { type: 'disconnected' }, {}],
  ['the socket lingered', { type: 'linger-over' }, {}],
  ['the expiry waited', { type: 'hold-over' }, {}],
  ['the backend failed', { type: 'backend', failure: 'HTTP 500' }, {}],
  ['verified', has.verified, from(SIGNED, 'verified')],
  ['unverified', has.timedOut, from(['signed', 'verifying'], 'unverified')],
  ['misconfigured', { type: 'misconfigured', fault: has.FAULT }, from(STATES, 'error')],
  ['follow the same payload', has.follow(has.REQUEST), from(['idle', 'error'], 'waiting')],
  ['follow another payload', has.follow(has.OTHER_REQUEST), from(STATES, 'waiting')],
  ['follow nothing', has.follow(null), from(STATES, 'idle')],
];

describe('reduce', () => {
  for (const [name, input, row] of TABLE)
    for (const state of STATES)
      it(`${state} + ${name} → ${row[state] ?? 'the same'}`, () => {
        expect(reduce(IN[state], input).state).to.equal(row[state] ?? state);
      });

  for (const state of STATES)
    it(`${state} is the state that its way leads to`, () => {
      expect(IN[state].state).to.equal(state);
    });
});

describe('reduce returns the same object', () => {
  const ENDED = STATES.filter((state) => !UNRESOLVED.includes(state));
  for (const [name, input] of TABLE.filter(([, { type }]) => type === 'heard'))
    for (const state of ENDED)
      it(`${state} + ${name}: every frame is ignored`, () => {
        expect(reduce(IN[state], input)).to.equal(IN[state]);
      });

  const repeated: readonly [State, string, Input][] = [
    ['waiting', 'a welcome', heard(frames.welcome)],
    ['waiting', 'a pong', heard({ message: 'Right back at you!' })],
    ['opened', 'opened', heard(frames.opened)],
    ['pre-signed', 'opened', heard(frames.opened)],
    ['pre-signed', 'pre-signed', heard(frames.preSigned)],
    ['dispatched', 'pre-signed, never heard before', heard(frames.preSigned)],
    ['dispatched', 'dispatched', heard(frames.dispatched)],
    ['expired', 'expired', heard(frames.expired)],
    ['verifying', 'checked', has.checked],
    ['verifying', 'responded', has.responded],
    ['verified', 'verified', has.verified],
    ['verified', 'unverified', has.timedOut],
    ['verified', 'checked', has.checked],
    ['unverified', 'unverified for the same reason', has.timedOut],
    ['not-found', 'not found', has.notFound],
    ['waiting', 'hold-over, never asked', { type: 'hold-over' }],
    ['waiting', 'disconnected, never connected', { type: 'disconnected' }],
    ['waiting', 'present', { type: 'presence', isPresent: true }],
    ['waiting', 'follow the same request', has.follow({ ...has.REQUEST })],
    ['idle', 'follow nothing', has.follow(null)],
  ];
  for (const [state, name, input] of repeated)
    it(`${state} + ${name}`, () => {
      expect(reduce(IN[state], input)).to.equal(IN[state]);
    });

  const twice: readonly [string, Input][] = [
    ['devapp-fetched', heard(frames.fetched)],
    ['54 s left, at the same moment', heard(frames.seconds(54))],
    ['expired 15 s ago', heard(frames.seconds(-15))],
    ['a connection', { type: 'connection', connection: has.OPEN }],
    ['asked', has.asked],
  ];
  for (const [name, input] of twice)
    it(`waiting + ${name}, twice`, () => {
      const once = reduce(has.waiting, input);
      expect(once).not.to.equal(has.waiting);
      expect(reduce(once, input)).to.equal(once);
    });

  /** What sets activities off is an occurrence: it is counted, so that the same again is another. */
  const occurrences: readonly [string, Input][] = [
    ['greeted', { type: 'greeted' }],
    ['checked', has.checked],
    ['unanswered', has.unanswered],
    ['answered: nothing', answered({ opened: false })],
    ['answered: expired, unresolved', answered({ expired: true, resolved: false })],
  ];
  for (const [name, input] of occurrences)
    it(`waiting + ${name}, twice: all but the count`, () => {
      const once = reduce(has.waiting, input);
      const again = reduce(once, input);
      expect(again.run).not.to.equal(once.run);
      expect({ ...again, run: once.run }).to.deep.equal(once);
    });
});
