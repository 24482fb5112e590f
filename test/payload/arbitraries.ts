import fc from 'fast-check';
import type { Input } from '../../src/payload/input.js';
import { readStatus } from '../../src/payload/status.js';
import * as frames from '../support/frames.js';
import * as has from './snapshots.js';
import { answered, AT, heard } from './snapshots.js';

/** Values of any type. */
const anything = fc.oneof(
  { arbitrary: fc.boolean(), weight: 4 },
  { arbitrary: fc.jsonValue({ maxDepth: 1 }), weight: 1 },
);

const uuid = fc.constantFrom(frames.UUID, frames.UUID.toUpperCase(), frames.OTHER_UUID, 7);
const seconds = fc.oneof(fc.integer({ min: -60, max: 90 }), fc.double(), fc.constant('54'));

/** Any JSON object, mostly with known keys. */
export const anyFrame = fc.record(
  {
    message: fc.constantFrom('hello', `Welcome ${frames.UUID}`, `Welcome ${frames.OTHER_UUID}`, 7, null),
    expires_in_seconds: seconds,
    opened: anything,
    devapp_fetched: anything,
    pre_signed: anything,
    dispatched: anything,
    expired: anything,
    payload_uuidv4: uuid,
    signed: anything,
    txid: anything,
    return_url: anything,
    custom_meta: anything,
    colour: anything,
  },
  { requiredKeys: [] },
);

/** Frames of the platform, and combinations of them. */
const knownFrame = fc.constantFrom<object>(
  frames.welcome,
  frames.seconds(54),
  frames.seconds(-15),
  frames.opened,
  frames.fetched,
  frames.preSigned,
  frames.dispatched,
  frames.signed,
  frames.declined,
  frames.expired,
  { ...frames.opened, ...frames.expired },
  { ...frames.signed, ...frames.expired },
  { ...frames.opened, ...frames.seconds(-15) },
  { ...frames.declined, ...frames.seconds(-15) },
);

export const anyStatus = fc.record(
  {
    opened: anything,
    expired: anything,
    cancelled: anything,
    resolved: anything,
    signed: anything,
    txid: anything,
    verification: fc.constantFrom('pending', 'verified', 'refused', true),
  },
  { requiredKeys: [] },
);

const at = fc.integer({ min: -5_000, max: 100_000 }).map((ms) => AT + ms);

const ofThePlatform = fc.oneof(
  { arbitrary: fc.tuple(knownFrame, at).map(([frame, at]) => heard(frame, at)), weight: 6 },
  { arbitrary: fc.tuple(anyFrame, at).map(([frame, at]) => heard(frame, at)), weight: 2 },
);

const ofTheBackend = fc.oneof(
  {
    arbitrary: anyStatus
      .filter((status) => readStatus(status, frames.UUID) !== null)
      .map((status) => answered(status)),
    weight: 2,
  },
  { arbitrary: fc.constantFrom<Input>(has.asked, has.asked, has.unanswered, has.notFound), weight: 3 },
);

const others = fc.constantFrom<() => Input>(
  () => ({ type: 'greeted' }),
  () => has.checked,
  () => ({ type: 'connection', connection: { ...has.OPEN } }),
  () => ({ type: 'fault', fault: { ...has.FAULT } }),
);

/** The inputs of a verifier. */
const verdicts = fc.constantFrom<Input>(
  has.responded,
  has.verified,
  { type: 'verified', txid: frames.TXID },
  has.timedOut,
  { type: 'unverified', reason: 'refused' },
  { type: 'unverified', reason: 'failed' },
);

/** All other inputs for one payload. */
const unverifiedInput: fc.Arbitrary<Input> = fc.oneof(
  { arbitrary: ofThePlatform, weight: 4 },
  { arbitrary: ofTheBackend, weight: 2 },
  { arbitrary: others.map((create) => create()), weight: 1 },
);

const anyInput: fc.Arbitrary<Input> = fc.oneof(
  { arbitrary: unverifiedInput, weight: 5 },
  { arbitrary: verdicts, weight: 1 },
);

/**
 * Inputs in any order, some of them repeated at once. They are drawn from many inputs that are made beforehand, because
 * making them takes longer than testing; the seed repeats a failure.
 */
function runOf(input: fc.Arbitrary<Input>): fc.Arbitrary<readonly Input[]> {
  const one = fc.constantFrom(...fc.sample(input, { numRuns: 5_000, seed: 1 }));
  const part = fc.oneof(
    { arbitrary: one.map((input) => [input]), weight: 4 },
    { arbitrary: one.map((input) => [input, input]), weight: 1 },
  );
  return fc.array(part, { maxLength: 10 }).map((parts) => parts.flat());
}

export const anyRun = runOf(anyInput);
export const anyUnverifiedRun = runOf(unverifiedInput);
