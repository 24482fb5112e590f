import { css } from 'lit';

/** The steps in a line: a bar for each, with its word below. */
export const stepsStyles = css`
  .steps {
    container-type: inline-size;
    position: relative;
    display: grid;
    grid-auto-columns: auto;
    grid-auto-flow: column;
    gap: 5px;
    block-size: calc(8px + 1.2em);
    list-style: none;
  }
  .step {
    --bar: linear-gradient(var(--to-do) 0 0);
    display: flex;
    gap: 3px;
    align-items: center;
    padding-block-start: 8px;
    font-size: 0.8em;
    line-height: 1.5;
    color: var(--muted);
    background: var(--bar) 0 0 / 100% 4px no-repeat;
  }
  .step .icon {
    stroke-width: 3;
  }
  .done {
    --bar: linear-gradient(var(--accent) 0 0);
  }
  .done .icon {
    color: var(--accent);
  }
  .current,
  .failed {
    font-weight: 700;
    color: var(--foreground);
  }
  .current {
    --bar: linear-gradient(90deg, var(--accent) 50%, var(--to-do) 50%);
  }
  [dir='rtl'] .current {
    --bar: linear-gradient(-90deg, var(--accent) 50%, var(--to-do) 50%);
  }
  .verified .step {
    --bar: linear-gradient(var(--success) 0 0);
  }
  .verified .icon {
    color: var(--success);
  }
  .cross .failed,
  .warning .failed {
    --bar: linear-gradient(var(--danger) 0 0);

    color: var(--danger);
  }
  /* If the words do not fit, only the current one is shown, along the whole line. */
  @container (max-width: 17em) {
    .steps {
      grid-auto-columns: minmax(0, 1fr);
    }
    .step > * {
      position: absolute;
      inset-inline-start: 0;
      white-space: nowrap;
    }
    .step .icon ~ span {
      inset-inline-start: calc(1em + 3px);
    }
    .step:not(.current, .failed) > * {
      clip-path: inset(50%);
    }
  }
`;
