import { css } from 'lit';
import { pictureStyles } from './view/picture.styles.js';
import { stepsStyles } from './view/steps.styles.js';
import { wordsStyles } from './view/words.styles.js';

/** Text sizes are in em of the page's own size; spaces are in px, in steps of 6. */
const card = css`
  :host {
    display: block;
    min-inline-size: 240px;
    max-inline-size: 100%;
    font-family: var(--xumm-font, inherit);
    font-size: max(14px, 0.9375em);
    writing-mode: horizontal-tb;
  }
  :host([hidden]) {
    display: none;
  }
  /* A size container gets no width from its content. This invisible line gives it one: 360 px, or less if there is no room. */
  :host::before {
    all: initial;
    display: block;
    block-size: 0;
    overflow: hidden;
    font-size: 0;
    word-spacing: 360px;
    visibility: hidden;
    content: '. .';
  }
  /*
   * Only these styles come from the page: font, text size, direction, colour scheme, and whether it is seen and can be clicked.
   * Rules of the page reach the host, so properties with names of our own are set here.
   */
  .frame {
    all: initial;
    --accent: var(--xumm-accent, light-dark(#3052ff, #8fa3ff));
    --on-accent: light-dark(#fff, #10131c);
    --background: var(--xumm-background, light-dark(#fff, #171a21));
    --foreground: var(--xumm-foreground, light-dark(#14171f, #f1f3f8));
    --muted: var(--xumm-muted, light-dark(#5b6272, #a3abbd));
    --border: var(--xumm-border, light-dark(#dfe3ec, #2b303c));
    --success: var(--xumm-success, light-dark(#0b7a4b, #5fd3a0));
    --danger: var(--xumm-danger, light-dark(#c22f3d, #ff8a94));
    --gap: var(--xumm-gap, 18px);
    --code: var(--xumm-qr-size, 290px);
    --to-do: light-dark(#858da0, #6f788c);
    container-type: inline-size;
    display: block;
    font-family: inherit;
    font-size: inherit;
    line-height: 1.5;
    color-scheme: inherit;
    visibility: inherit;
    pointer-events: inherit;
    -webkit-text-size-adjust: inherit;
    text-size-adjust: inherit;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  p,
  ol {
    margin: 0;
    padding: 0;
  }
  .system {
    color-scheme: light dark;
  }
  .card {
    max-width: 380px;
    margin-inline: auto;
    contain: content; /* so that a countdown lays out and paints only its own card */
    overflow: hidden;
    overflow-wrap: anywhere;
    color: var(--foreground);
    background: var(--background);
    border: 1px solid var(--border);
    border-radius: var(--xumm-radius, 16px);
  }
  .body {
    --stage: min(100cqi - 2 * var(--gap), var(--code));
    display: grid;
    gap: var(--gap);
    padding: var(--gap);
  }
  ::slotted([slot='header']),
  ::slotted([slot='footer']),
  ::slotted([slot='summary']) {
    padding: 12px var(--gap);
    margin: 0;
  }
  ::slotted([slot='summary']) {
    max-block-size: 7.5em;
    overflow: auto;
    border-block-end: 1px solid var(--border);
  }
  /* Not by display: none, after which WebKit keeps the card's height. */
  slot[hidden] {
    display: contents;
  }
  [hidden]::slotted([slot='summary']) {
    display: block;
    max-block-size: 0;
    padding-block: 0;
    border: 0;
  }
  .notice {
    grid-template-columns: auto minmax(0, 1fr);
    font-size: 0.9333em;
  }
  .notice span {
    font-size: 1.6em;
    line-height: 1;
    color: var(--tone);
  }
`;

/**
 * For browsers without `light-dark()`: the system colours, which follow the scheme, mixed to come close to ours.
 */
const olderBrowsers = css`
  @supports not (color: light-dark(#fff, #000)) {
    .frame {
      --accent: var(--xumm-accent, LinkText);
      --on-accent: Canvas;
      --background: var(--xumm-background, Canvas);
      --foreground: var(--xumm-foreground, CanvasText);
      --muted: var(--xumm-muted, color-mix(in srgb, CanvasText 66%, Canvas));
      --border: var(--xumm-border, color-mix(in srgb, CanvasText 15%, Canvas));
      --to-do: color-mix(in srgb, CanvasText 50%, Canvas);
      --success: var(--xumm-success, color-mix(in srgb, #2fa06a 60%, CanvasText));
      --danger: var(--xumm-danger, color-mix(in srgb, #e0485a 60%, CanvasText));
    }
  }
`;

/** Changes for widths, system settings and paper; last, so that they win. */
const circumstances = css`
  /* On the phone itself the button matters, and the screen is short. */
  .phone .calm,
  .phone .room {
    display: none;
  }
  .phone .calm ~ .words {
    grid-column: 1 / -1;
  }
  @container (max-width: 300px) {
    .card {
      --gap: var(--xumm-gap, 12px);
    }
  }
  /* In a short window the QR code shrinks, but not below what scans easily. */
  @media (max-height: 640px) {
    .card {
      --code: var(--xumm-qr-size, 248px);
    }
  }
  @container (min-width: 560px) {
    .card {
      --code: var(--xumm-qr-size, 248px);
      --gap: var(--xumm-gap, 20px);
      max-width: 720px;
    }
    .body:not(.notice) {
      --stage: var(--code);
      grid-template-columns: var(--code) minmax(0, 1fr);
    }
    .words {
      grid-template-rows: 1fr;
    }
  }
  @container (min-width: 280px) {
    .compact {
      --code: var(--xumm-qr-size, 125px);
      --gap: var(--xumm-gap, 12px);
      max-width: 720px;
    }
    .compact .body:not(.notice) {
      --stage: var(--code);
      grid-template-columns: var(--code) minmax(0, 1fr);
    }
    .compact .words {
      gap: 6px;
    }
    .compact .room,
    .compact .steps,
    .compact .bare {
      display: none;
    }
    .compact .note {
      padding-block: 9px;
    }
    .compact .face {
      --size: 64px;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .good .icon {
      animation: appear 300ms ease-out;
    }
    .good path {
      stroke-dasharray: 24;
      animation: draw 300ms 100ms ease-out backwards;
    }
    .busy::after {
      animation: turn 1.6s linear infinite;
    }
  }
  @keyframes appear {
    from {
      opacity: 0;
      transform: scale(0.6);
    }
  }
  @keyframes draw {
    from {
      stroke-dashoffset: 24;
    }
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  @media (prefers-contrast: more) {
    .card {
      --muted: var(--foreground);
      --border: var(--foreground);
    }
  }
  @media (forced-colors: active) {
    .face,
    .pill {
      border-color: currentColor;
    }
    .card {
      --to-do: GrayText;
      --accent: Highlight;
      --success: Highlight;
      --background: Canvas;
    }
    .actions > .main {
      forced-color-adjust: none;
      color: HighlightText;
    }
    .step {
      forced-color-adjust: none;
      color: CanvasText;
    }
  }
  @media print {
    /* Printed on white, without backgrounds. */
    .card {
      color-scheme: light;
    }
    .actions,
    .foot,
    .pill {
      display: none;
    }
  }
`;

export const styles = [card, olderBrowsers, pictureStyles, wordsStyles, stepsStyles, circumstances];
