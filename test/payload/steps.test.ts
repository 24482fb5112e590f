import { expect } from '@open-wc/testing';
import type { State } from '../../src/payload/snapshot.js';
import { stepsFor, type StepStatus } from '../../src/payload/steps.js';
import { declined, dispatched, expired, opened, preSigned, signed } from '../support/frames.js';
import { heard, IN, reduceAll, STATES, waiting } from './snapshots.js';

const statuses = (snapshot: Parameters<typeof stepsFor>[0]): StepStatus[] =>
  stepsFor(snapshot).map(({ status }) => status);

describe('stepsFor', () => {
  /** Scan, review, sign, confirm. */
  const rows: Readonly<Record<State, readonly StepStatus[]>> = {
    idle: ['to-do', 'to-do', 'to-do', 'to-do'],
    waiting: ['current', 'to-do', 'to-do', 'to-do'],
    opened: ['done', 'current', 'to-do', 'to-do'],
    'pre-signed': ['done', 'done', 'current', 'to-do'],
    dispatched: ['done', 'done', 'done', 'current'],
    signed: ['done', 'done', 'done', 'current'],
    verifying: ['done', 'done', 'done', 'current'],
    verified: ['done', 'done', 'done', 'done'],
    unverified: ['done', 'done', 'done', 'failed'],
    rejected: ['done', 'failed', 'to-do', 'to-do'],
    expired: ['failed', 'to-do', 'to-do', 'to-do'],
    'not-found': ['failed', 'to-do', 'to-do', 'to-do'],
    error: ['to-do', 'to-do', 'to-do', 'to-do'],
  };
  for (const state of STATES)
    it(`${state} → ${rows[state].join()}`, () => {
      expect(statuses(IN[state])).to.deep.equal(rows[state]);
    });

  const ways: readonly [string, readonly object[], readonly StepStatus[]][] = [
    ['opened, rejected', [opened, declined], ['done', 'failed', 'to-do', 'to-do']],
    ['pre-signed, rejected', [preSigned, declined], ['done', 'done', 'failed', 'to-do']],
    ['dispatched, rejected', [dispatched, declined], ['done', 'done', 'failed', 'to-do']],
    ['opened, time up', [opened, expired], ['done', 'current', 'to-do', 'to-do']],
    ['expired, then looked at', [expired, opened], ['failed', 'to-do', 'to-do', 'to-do']],
    ['expired, pre-signed after all', [expired, preSigned], ['done', 'done', 'current', 'to-do']],
    ['signed at once', [signed], ['done', 'done', 'done', 'current']],
  ];
  for (const [name, frames, expected] of ways)
    it(`${name} → ${expected.join()}`, () => {
      const inputs = frames.map((frame) => heard(frame));
      expect(statuses(reduceAll(inputs, waiting))).to.deep.equal(expected);
    });

  it('names the four steps in their order', () => {
    expect(stepsFor(waiting).map(({ name }) => name)).to.deep.equal(['scan', 'review', 'sign', 'confirm']);
  });
});
