/** The next step, and how long the one before is shown. */
export interface WalkStep {
  readonly afterMs: number;
  readonly act: () => Promise<void>;
}

export interface Walk {
  /** The first step starts at once, the others by themselves, unless the system asks for less motion. */
  readonly begin: () => Promise<void>;
  readonly pause: () => void;
}

/** Steps that follow one another by themselves. The button, or any action of the visitor, pauses them. */
export function walk(button: HTMLButtonElement, steps: readonly WalkStep[]): Walk {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)');
  let next = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const label = (): void => {
    button.hidden = false;
    button.textContent = timer !== undefined ? 'Pause' : next < steps.length ? 'Play it' : 'Once more';
  };
  const pause = (): void => {
    clearTimeout(timer);
    timer = undefined;
    label();
  };
  const plan = (): void => {
    const step = steps[next];
    if (!step) {
      pause();
      return;
    }
    timer = setTimeout(() => void go(), step.afterMs);
    label();
  };
  async function go(): Promise<void> {
    const step = steps[next];
    next += 1;
    // If somebody else did a step already, this one is refused, and the walk ends.
    const isDone = await step?.act().then(
      () => true,
      () => false,
    );
    if (timer === undefined) return;
    if (isDone) plan();
    else pause();
  }

  button.addEventListener('click', () => {
    if (timer !== undefined) {
      pause();
      return;
    }
    if (next >= steps.length) next = 0;
    plan();
  });
  return {
    begin: async () => {
      next = 1;
      await steps[0]?.act();
      if (isStill.matches) label();
      else plan();
    },
    pause: () => {
      next = steps.length;
      pause();
    },
  };
}
