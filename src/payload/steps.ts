import type { Snapshot, State } from './snapshot.js';

export type StepName = 'scan' | 'review' | 'sign' | 'confirm';
export type StepStatus = 'done' | 'current' | 'failed' | 'to-do';

export interface Step {
  readonly name: StepName;
  readonly status: StepStatus;
}

const NAMES: readonly StepName[] = ['scan', 'review', 'sign', 'confirm'];

/** The step that each state belongs to, and how it stands. A sign-in is never dispatched, so that is not its own step. */
function position({ state, heard }: Pick<Snapshot, 'state' | 'heard'>): readonly [number, StepStatus] {
  const at: Record<Exclude<State, 'rejected'>, readonly [number, StepStatus]> = {
    idle: [0, 'to-do'],
    waiting: [0, 'current'],
    opened: [1, 'current'],
    'pre-signed': [2, 'current'],
    dispatched: [3, 'current'],
    signed: [3, 'current'],
    verifying: [3, 'current'],
    verified: [NAMES.length, 'done'],
    unverified: [3, 'failed'],
    expired: [0, 'failed'],
    'not-found': [0, 'failed'],
    error: [0, 'to-do'],
  };
  return state === 'rejected' ? [heard.preSigned || heard.dispatched ? 2 : 1, 'failed'] : at[state];
}

/** The four steps that the user sees, for a state. */
export function stepsFor(snapshot: Pick<Snapshot, 'state' | 'heard'>): readonly Step[] {
  const [index, status] = position(snapshot);
  return NAMES.map((name, step) => ({
    name,
    status: step < index ? 'done' : step === index ? status : 'to-do',
  }));
}
