import { css } from 'lit';

/** Title, time, text, actions, and the line at the foot. */
export const wordsStyles = css`
  .words {
    display: grid;
    gap: 14px;
    align-content: start;
    min-inline-size: 0;
  }
  .head,
  .ways,
  .foot {
    display: grid;
    text-wrap: balance;
    word-break: auto-phrase; /* Japanese has no spaces to break at */
  }
  .head > *,
  .ways > *,
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
  .says::before,
  .says::after {
    display: block;
  }
  .timed::before {
    padding-inline-end: 5.6em;
  }
  .headline {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    align-items: flex-start;
    justify-content: space-between;
  }
  .title,
  .says::before {
    font-size: 1.2em;
    font-weight: 650;
    line-height: 1.4;
  }
  .title {
    flex: 1 1 0;
  }
  /* Move what is beside a word below it before the word breaks. */
  .title,
  .actions > *,
  .actions::before,
  .actions::after {
    max-inline-size: 100%;
    overflow-wrap: break-word;
  }
  /* It contains a host name, which may be long. */
  [part='return-link'] {
    overflow-wrap: anywhere;
  }
  .title:focus {
    outline: none;
  }
  .text,
  .says::after {
    margin-block-start: 4px;
  }
  .text {
    color: var(--muted);
  }
  .pill {
    display: inline-flex;
    gap: 6px;
    align-items: center;
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
    align-content: flex-start;
  }
  .main,
  .link,
  .pair::before,
  .pair::after {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-inline-size: 44px;
    min-block-size: 44px;
    padding-block: 4px;
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
  .actions > *,
  .actions::before,
  .actions::after {
    flex: 1 1 40%;
    min-inline-size: auto;
    min-block-size: calc(2.5em + 15px);
    padding: 5px 6px;
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
  .phone .main {
    flex-basis: 100%;
  }
  .main:hover,
  .link:hover {
    opacity: 0.85;
  }
  .main:active,
  .link:active {
    translate: 0 1px;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .foot {
    align-items: center;
    padding: 4px var(--gap);
    font-size: 0.8667em;
    line-height: 1.3;
    color: var(--muted);
    background: color-mix(in srgb, var(--muted) 6%, transparent);
    border-block-start: 1px solid var(--border);
  }
  .bare {
    background: none;
    border-color: var(--background);
  }
  .foot > .pair {
    min-block-size: 3em; /* a note of two lines */
  }
  .foot .link {
    text-align: start;
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
    display: flex;
    justify-content: flex-start;
    list-style: none;
  }
  .help summary::-webkit-details-marker {
    display: none;
  }
  .help ul {
    padding-block: 0 9px;
    padding-inline: 1.2em 0;
    margin: 0;
  }
  /* In one line with the visible text, so that a screen reader reads both together. */
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
    white-space: pre;
  }
`;
