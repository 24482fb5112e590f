import { css } from 'lit';

/** Title, time, text, what can be done, and the note at the foot. */
export const words = css`
  .words {
    display: grid;
    gap: 14px;
    align-content: start;
    min-inline-size: 0;
  }
  .head,
  .foot {
    display: grid;
  }
  .head > *,
  .foot > * {
    grid-area: 1 / 1;
    min-inline-size: 0;
  }
  .room {
    visibility: hidden;
  }
  .room::before {
    content: attr(data-first);
  }
  .room::after {
    content: attr(data-second);
  }
  .head > .room::before,
  .head > .room::after {
    display: block;
  }
  .head > .room::after {
    margin-block-start: 4px;
  }
  .head > .timed::before {
    padding-inline-end: 5.6em;
  }
  .headline {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    align-items: center;
    justify-content: space-between;
  }
  .title,
  .head > .room::before {
    font-size: 1.2em;
    font-weight: 650;
    line-height: 1.4;
  }
  .title {
    flex: 1 1 0;
    min-inline-size: min(100%, 5em);
  }
  .title:focus {
    outline: none;
  }
  .text {
    margin-block-start: 4px;
    color: var(--muted);
  }
  .pill {
    display: inline-flex;
    gap: 6px;
    align-items: center;
    flex: 0 1 auto;
    padding: 1px 9px;
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
    gap: 9px;
    min-block-size: calc(2.3333em + 15px); /* of a button with two lines, whether or not there is one */
  }
  .main,
  .link,
  .foot > .room::before,
  .foot > .room::after {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-inline-size: 44px;
    min-block-size: 44px;
    font: inherit;
    font-weight: 600;
    line-height: 1.25;
    color: var(--accent);
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    background: none;
    border: 0;
    border-radius: 10px;
  }
  .actions > * {
    flex: 1 1 40%;
    min-block-size: calc(2.5em + 15px);
    padding: 5px 9px;
    font-size: 0.9333em;
    color: var(--foreground);
    border: 1px solid var(--border);
  }
  .actions > :first-child:nth-last-child(odd) {
    flex-basis: 100%;
  }
  .actions > .main {
    color: var(--on-accent);
    background: var(--accent);
    border-color: transparent;
  }
  .phone .actions {
    min-block-size: calc(4.6667em + 39px);
  }
  .phone .main {
    flex-basis: 100%;
  }
  .actions > .link:hover {
    background: color-mix(in srgb, var(--muted) 8%, transparent);
  }
  .actions > .main:hover {
    background: color-mix(in srgb, var(--accent) 88%, var(--foreground));
  }
  .main:active,
  .link:active {
    opacity: 0.85;
    translate: 0 1px;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .foot {
    align-items: center;
    padding: 0 var(--gap);
    font-size: 0.8667em;
    color: var(--muted);
    background: color-mix(in srgb, var(--muted) 6%, transparent);
    border-block-start: 1px solid var(--border);
  }
  .foot > div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    align-items: center;
    justify-content: space-between;
  }
  .note {
    display: flex;
    gap: 6px;
    align-items: center;
  }
  .help[open] {
    flex-basis: 100%;
  }
  .help summary {
    list-style: none;
  }
  .help summary::-webkit-details-marker {
    display: none;
  }
  .help ul {
    padding: 0 0 9px 1.2em;
    margin: 0;
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
