import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { readFrame } from '../../src/payload/message.js';
import type { Input } from '../../src/payload/input.js';
import type { Snapshot, State } from '../../src/payload/snapshot.js';
import { reduce } from '../../src/payload/state.js';
import { readResponse, readStatus } from '../../src/payload/status.js';
import { UUID } from '../support/frames.js';
import { anyFrame, anyRun, anyStatus, anyUnverifiedRun } from './arbitraries.js';
import { always, history, moves } from './always.js';
import { follow, OTHER_REQUEST, present, run, SIGNED, STATES, waiting } from './snapshots.js';

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
  // Checked again, what was not verified is verified anew.
  ...{ rejected: 5, signed: 5, verifying: 6, unverified: 6, verified: 7 },
};

const OCCURRENCES: ReadonlySet<Input['type']> = new Set(['greeted', 'checked', 'answered', 'unanswered']);

describe('whatever comes', () => {
  const types = [
    'welcome',
    'pong',
    'text',
    'countdown',
    'opened',
    'devapp-fetched',
    'pre-signed',
    'dispatched',
  ];
  const known = new Set([...types, 'resolved', 'expired']);
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json({ maxDepth: 2 }),
    anyFrame.map((frame) => JSON.stringify(frame)),
  );

  always('a frame is read as messages or as none', fc.oneof(anyText, fc.anything()), (data) => {
    const messages = readFrame(data);
    return messages === null || (typeof data === 'string' && messages.every(({ type }) => known.has(type)));
  });

  always(
    'a backend is read, and verifies only what it says is resolved and signed',
    fc.oneof(anyStatus, fc.anything()),
    (value) => {
      const answer = readStatus(value, UUID);
      const { resolved, signed, verification } = (value ?? {}) as Record<string, unknown>;
      const isDecided = answer !== null && answer.verification !== 'pending';
      return !isDecided || (resolved === true && signed === true && verification === answer.verification);
    },
  );

  always(
    'a response is read, and verifies only what it does not deny',
    fc.oneof(anyStatus, fc.anything()),
    (value) => {
      const answer = readResponse(value, UUID);
      if (answer === null || answer.verification === 'pending') return true;
      const { resolved, signed, verification } = value as Record<string, unknown>;
      return (
        value === true || (resolved !== false && signed !== false && verification === answer.verification)
      );
    },
  );

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
      // What sets activities off is counted each time that it occurs.
      if (OCCURRENCES.has(input.type))
        return Object.is(again.state, after.state) && again.fault === after.fault;
      // A frame of another payload is a fault each time that it comes.
      return again === after || (again.fault !== after.fault && again.fault?.code === 'payload-mismatch');
    }),
  );

  const other = reduce(present, follow(OTHER_REQUEST));
  always('another payload starts anew', anyRun, (inputs) => {
    const next = reduce(run(inputs, waiting), follow(OTHER_REQUEST));
    const parts = Object.keys(other) as (keyof Snapshot)[];
    return parts.every((part) => part === 'connection' || next[part] === other[part]);
  });

  it('and all of it is reached: every state but those of a configuration', () => {
    const runs = fc.sample(anyRun, { numRuns: 2000, seed: 1 });
    const reached = new Set(runs.flatMap((inputs) => history(inputs).map(({ state }) => state)));
    expect([...reached]).to.have.members(STATES.filter((state) => state !== 'idle' && state !== 'error'));
  });
});
