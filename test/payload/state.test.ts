import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { Input } from '../../src/payload/input.js';
import type { State } from '../../src/payload/snapshot.js';
import { reduce } from '../../src/payload/state.js';
import * as frames from '../support/frames.js';
import { always, history, moves } from './always.js';
import { anyRun, anyUnverifiedRun } from './arbitraries.js';
import * as has from './snapshots.js';
import { answered, heard, IN, reduceAll, SIGNED, STATES, UNRESOLVED, waiting } from './snapshots.js';

type Row = Partial<Record<State, State>>;

/** The same new state from each of these states. */
const from = (states: readonly State[], to: State): Row =>
  Object.fromEntries(states.map((state) => [state, to]));

const STEPS = ['waiting', 'expired', 'not-found', 'opened', 'pre-signed', 'dispatched'] as const;
const before = (step: State): readonly State[] =>
  STEPS.slice(
    0,
    STEPS.findIndex((name) => name === step),
  );

/** Where each input leads, by the state in which it comes; other states stay. */
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
  // Every look by a wallet sends it, but the wallet refuses an expired payload, so the backend decides.
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
  ['the policy forbids the socket', { type: 'forbidden' }, {}],
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
    // A verifier's result leads to `verified` only by its own input.
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

  /** Inputs that start something are counted, so that a second one of the same kind is another change. */
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

describe('what an input starts', () => {
  const greeted = (isReconnect: boolean): Input => ({ type: 'greeted', isReconnect });
  for (const [name, inputs, isAgain] of [
    ['the first greeting', [greeted(false)], false],
    ['a reconnect', [greeted(true)], true],
    ['a payload that was known before', [greeted(false), greeted(false)], true],
  ] as const)
    it(`${name}: looked at again ${isAgain}`, () => {
      expect(reduceAll(inputs, waiting).run.greeting).to.deep.equal({ isAgain });
    });
  it('a socket that the policy forbids: the backend is asked instead', () => {
    expect(reduce(waiting, { type: 'forbidden' }).run.isUnreachable).to.equal(true);
  });
  it('verifying once more is one try, and the verification after it is a whole one', () => {
    const again = reduce(IN.unverified, has.checked);
    expect(again.run.isOneTry).to.equal(true);
    expect(reduce(again, has.timedOut).run.isOneTry).to.equal(false);
  });
});

describe('another payload, or none', () => {
  const NEW = reduce(has.present, has.follow(has.OTHER_REQUEST));
  for (const state of STATES) {
    it(`${state}: nothing of the old payload is left`, () => {
      const connected = { ...IN[state], connection: has.OPEN };
      // The socket activity reports when it closes the socket.
      expect(reduce(connected, has.follow(has.OTHER_REQUEST))).to.deep.equal({
        ...NEW,
        connection: has.OPEN,
      });
    });
    it(`${state} + misconfigured: nothing old, and the fault`, () => {
      const fault = { ...has.FAULT, message: `${has.FAULT.message} too` };
      const faulty = reduceAll(
        [
          { type: 'connection', connection: has.OPEN },
          { type: 'misconfigured', fault },
        ],
        IN[state],
      );
      expect(faulty).to.deep.equal({
        ...has.present,
        hasBackend: false,
        state: 'error',
        connection: has.OPEN,
        fault,
      });
      expect(faulty.fault).to.equal(fault);
    });
  }
  it('the same uuid at another address is the same payload', () => {
    const request = { ...has.REQUEST, socketUrl: `wss://xaman.app/sign/${frames.UUID}` };
    expect(reduce(IN.opened, has.follow(request))).to.deep.equal({ ...IN.opened, request });
  });
  it('the same uuid in capitals is the same payload, under its first name', () => {
    const uuid = frames.UUID.toUpperCase();
    const socketUrl = `wss://xumm.app/sign/${uuid}`;
    const followed = reduce(IN.opened, has.follow({ ...has.REQUEST, uuid, socketUrl }));
    expect(followed).to.deep.equal({ ...IN.opened, request: { ...has.REQUEST, socketUrl } });
  });
});

describe('not found', () => {
  const known: readonly [string, Input][] = [
    ['greeted', { type: 'greeted' }],
    ['answered for', answered({ opened: false })],
    ['expired', heard(frames.expired)],
    ['opened', heard(frames.opened)],
    ['signed', heard(frames.signed)],
  ];
  for (const [name, input] of known)
    it(`never after ${name}`, () => {
      const snapshot = reduce(waiting, input);
      expect(reduce(snapshot, has.notFound)).to.equal(snapshot);
    });
  it('reports its fault again only after an answer', () => {
    const { fault } = IN['not-found'];
    const again = reduceAll([has.checked, has.notFound], IN['not-found']);
    expect(again.fault).to.equal(fault);
  });
});

const RANK: Readonly<Record<State, number>> = {
  ...{
    idle: -1,
    error: -1,
    waiting: 0,
    'not-found': 0,
    expired: 1,
    opened: 2,
    'pre-signed': 3,
    dispatched: 4,
  },
  // Checking again starts another verification.
  ...{ rejected: 5, signed: 5, verifying: 6, unverified: 6, verified: 7 },
};

const OCCURRENCES: ReadonlySet<Input['type']> = new Set(['greeted', 'checked', 'answered', 'unanswered']);

describe('any inputs', () => {
  always('a payload only moves forward', anyRun, (inputs) =>
    moves(inputs).every(([before, after]) => RANK[after.state] >= RANK[before.state]),
  );

  always('there is one resolution, and what it was stays', anyRun, (inputs) =>
    moves(inputs).every(
      ([{ resolution: before, resolvedBy }, after]) =>
        before === null || (after.resolution === before && after.resolvedBy === resolvedBy),
    ),
  );

  always('a state tells of the resolution that led to it', anyRun, (inputs) =>
    history(inputs).every(
      ({ state, resolution }) =>
        (resolution?.signed === true) === SIGNED.includes(state) &&
        (resolution?.signed === false) === (state === 'rejected'),
    ),
  );

  always('nothing but a verifier’s word makes it verified', anyUnverifiedRun, (inputs) =>
    history(inputs).every(({ state, verifiedTxid }) => state !== 'verified' && verifiedTxid === null),
  );

  always('it turns verified only on that word, and only once signed', anyRun, (inputs) =>
    moves(inputs).every(
      ([before, after, { type }]) =>
        after.state !== 'verified' ||
        before.state === 'verified' ||
        (before.resolution?.signed === true &&
          (type === 'verified' || (type === 'responded' && before.resolvedBy?.verification === 'verified'))),
    ),
  );

  always('it expires unopened only, and never after the resolution', anyRun, (inputs) =>
    moves(inputs).every(
      ([before, after]) =>
        (after.state !== 'expired' || ['waiting', 'not-found', 'expired'].includes(before.state)) &&
        (after.expiry === before.expiry || (before.expiry === null && before.resolution === null)),
    ),
  );

  always('an expiry that waits for an answer is not lost', anyRun, (inputs) =>
    history(inputs.filter(({ type }) => type !== 'not-found')).every(
      ({ state, run, timeIsUp }) => !timeIsUp || state !== 'waiting' || run.question?.heldExpiry === true,
    ),
  );

  always('"nothing was signed" is known of a declined or an expired payload only', anyRun, (inputs) =>
    history(inputs).every(
      ({ state, knownUnsigned, resolution }) =>
        !knownUnsigned || state === 'rejected' || (state === 'expired' && resolution === null),
    ),
  );

  always('of an expired one, only from the backend itself', anyRun, (inputs) =>
    moves(inputs).every(
      ([before, after, input]) =>
        !after.knownUnsigned ||
        before.knownUnsigned ||
        after.resolution?.signed === false ||
        (input.type === 'answered' && input.answer.unresolved),
    ),
  );

  always('the same again changes nothing', anyRun, (inputs) =>
    moves(inputs).every(([, after, input]) => {
      const again = reduce(after, input);
      // Inputs that start something are counted each time.
      if (OCCURRENCES.has(input.type))
        return Object.is(again.state, after.state) && again.fault === after.fault;
      // A frame of another payload is a fault each time.
      return again === after || (again.fault !== after.fault && again.fault?.code === 'payload-mismatch');
    }),
  );

  it('reach every state, except those of a configuration', () => {
    const runs = fc.sample(anyRun, { numRuns: 2000, seed: 1 });
    const reached = new Set(runs.flatMap((inputs) => history(inputs).map(({ state }) => state)));
    expect([...reached]).to.have.members(STATES.filter((state) => state !== 'idle' && state !== 'error'));
  });
});
