import { css } from 'lit';

/** Title, time, text, what can be done, and the note at the foot. */
export const words = css`
  .words {
    display: grid;
    gap: 18px;
    justify-items: center;
    text-align: center;
  }
  .head {
    display: grid;
    gap: 6px;
    align-content: start;
    justify-items: center;
    /* A title and two lines of text, whether or not they are needed. */
    min-height: calc(1.9em + 6px + 3em);
  }
  .headline {
    display: flex;
    flex-wrap: wrap;
    gap: 3px 9px;
    align-items: center;
    justify-content: center;
  }
  .title {
    font-size: 1.2667em;
    font-weight: 600;
    line-height: 1.5;
  }
  .title:focus {
    outline: none;
  }
  .text {
    color: var(--muted);
    text-wrap: balance;
  }
  .pill {
    display: inline-flex;
    gap: 6px;
    align-items: center;
    padding: 1px 10px;
    font-size: 0.8667em;
    font-variant-numeric: tabular-nums;
    color: var(--muted);
    border: 1px solid var(--border);
    border-radius: 99px;
  }
  .soon {
    color: var(--danger);
    border-color: currentColor;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 18px;
    align-items: center;
    justify-content: center;
    min-block-size: 44px; /* kept where there is nothing to do */
    max-inline-size: 100%;
  }
  .main,
  .link {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-inline-size: 44px;
    min-block-size: 44px;
    padding: 0;
    font: inherit;
    font-weight: 600;
    color: var(--accent);
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    background: none;
    border: 0;
    border-radius: 10px;
  }
  .main {
    padding: 6px 24px;
    color: var(--on-accent);
    background: var(--accent);
    border: 1px solid transparent;
  }
  .link:hover {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .main:hover {
    background: color-mix(in srgb, var(--accent) 88%, var(--foreground));
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .note {
    display: flex;
    gap: 6px;
    align-items: center;
    justify-content: center;
    padding: 12px var(--gap);
    font-size: 0.8667em;
    color: var(--muted);
    background: color-mix(in srgb, var(--muted) 8%, transparent);
    border-block-start: 1px solid var(--border);
  }
  /* In a line with what is seen, so that a screen reader reads both in one go. */
  .pill .hidden {
    position: static;
    display: inline-block;
    margin-inline-end: -1px;
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
