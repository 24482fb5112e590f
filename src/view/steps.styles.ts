import { css } from 'lit';

/** The steps in a line: a bar for each, with its word below. */
export const stepsStyles = css`
  .steps {
    container-type: inline-size;
    display: flex;
    gap: 5px;
    block-size: calc(8px + 1.2em);
    list-style: none;
  }
  .step {
    --bar: linear-gradient(var(--to-do) 0 0);
    display: flex;
    flex: 1;
    gap: 3px;
    align-items: center;
    padding-block-start: 8px;
    font-size: min(0.8em, 10cqi);
    line-height: 1.5;
    white-space: nowrap;
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
  /* If the words do not fit, only the current one is shown, from its bar on or up to it. */
  @container (max-width: 19em) {
    .step {
      min-inline-size: 0;
    }
    .step:nth-child(n + 3) {
      justify-content: end;
    }
    .step:not(.current, .failed) > * {
      contain: strict;
      inline-size: 1px;
      block-size: 1px;
      clip-path: inset(50%);
    }
  }
`;
