import { Timers, type Clock } from './clock.js';
import { readInteger, readObject, readOneOf } from './fields.js';
import type { Action } from './lifecycle.js';
import { Problem } from './problem.js';
import { SCENARIOS, type Scenario, type WalletAct } from './wallet/scenarios.js';

export interface Play {
  readonly scenario: Scenario;
  /** The pause between two steps. */
  readonly stepMs: number;
  /** How it is signed: the scenario's way, plus what the request adds. */
  readonly signing: Readonly<Record<string, unknown>>;
}

export type Perform = (action: Action, body: unknown) => Promise<void>;

const STEP_MS = 600;
const MAX_STEP_MS = 60_000;
const MAX_PLAYS = 1000;

/** Reads `{scenario, stepMs?, signing?}`. */
export function readPlay(body: unknown): Play {
  const input = readObject(body, 'The body');
  const names = SCENARIOS.map(({ id }) => id);
  const name = readOneOf(input, 'scenario', names);
  const scenario = SCENARIOS.find(({ id }) => id === name);
  if (scenario === undefined)
    throw new Problem(400, `The play has to name its scenario, one of: ${names.join(', ')}.`);
  const { fields } = readObject(input.fields['signing'] ?? {}, 'signing');
  return {
    scenario,
    stepMs: readInteger(input, 'stepMs', 0, MAX_STEP_MS) ?? STEP_MS,
    signing: { ...scenario.signing, ...fields },
  };
}

const bodyOf = (step: WalletAct, { signing }: Play): Record<string, unknown> => {
  if (step === 'list') return { origin: 'EVENT_LIST' };
  return step === 'sign' || step === 'pre-sign' ? signing : {};
};

/** The scenarios under way: a step, a pause, the next step. A refusal by the platform ends one. */
export class Plays {
  readonly #timers: Timers;
  #count = 0;

  constructor(clock: Clock) {
    this.#timers = new Timers(clock);
  }

  /** Resolves after the first step, or after all if there is no pause. Throws if the first step is refused. */
  async start(play: Play, perform: Perform): Promise<void> {
    if (this.#count >= MAX_PLAYS)
      throw new Problem(409, `${MAX_PLAYS} scenarios are under way: wait for one.`);
    const [first, ...others] = play.scenario.steps;
    if (first === undefined) return;
    await this.#step(first, play, perform);
    if (play.stepMs === 0) {
      for (const step of others) if (!(await this.#isDone(step, play, perform))) return;
    } else {
      this.#count += 1;
      this.#later(others, play, perform);
    }
  }

  close(): void {
    this.#timers.clear();
  }

  #later([step, ...others]: readonly WalletAct[], play: Play, perform: Perform): void {
    if (step === undefined) {
      this.#count -= 1;
      return;
    }
    this.#timers.after(play.stepMs, () => {
      void this.#isDone(step, play, perform).then((isDone) => {
        this.#later(isDone ? others : [], play, perform);
      });
    });
  }

  async #isDone(step: WalletAct, play: Play, perform: Perform): Promise<boolean> {
    try {
      await this.#step(step, play, perform);
      return true;
    } catch (error) {
      if (error instanceof Problem) return false;
      throw error;
    }
  }

  #step(step: WalletAct, play: Play, perform: Perform): Promise<void> {
    return perform(step === 'list' ? 'open' : step, bodyOf(step, play));
  }
}
