import { css } from 'lit';
import { picture } from './view/picture.styles.js';
import { steps } from './view/steps.styles.js';
import { words } from './view/words.styles.js';

/** Text is in em of the page's own size, space in px on a grid of 6. */
const card = css`
  :host {
    --accent: var(--xumm-accent, light-dark(#3052ff, #8fa3ff));
    --on-accent: light-dark(#fff, #10131c);
    --background: var(--xumm-background, light-dark(#fff, #171a21));
    --foreground: var(--xumm-foreground, light-dark(#14171f, #f1f3f8));
    --muted: var(--xumm-muted, light-dark(#5b6272, #a3abbd));
    --border: var(--xumm-border, light-dark(#dfe3ec, #2b303c));
    --success: var(--xumm-success, light-dark(#0b7a4b, #5fd3a0));
    --danger: var(--xumm-danger, light-dark(#c22f3d, #ff8a94));
    --gap: var(--xumm-gap, 24px);
    --code: var(--xumm-qr-size, 232px);
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
  /* A container has no width of its own. This line has: 360 px where there is room, and it breaks where there is none. */
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
  /* Of the page's styles font, text size, direction and colour scheme come in, and whether it is seen at all. */
  .frame {
    all: initial;
    container-type: inline-size;
    display: block;
    font-family: inherit;
    font-size: inherit;
    line-height: 1.5;
    color-scheme: inherit;
    visibility: inherit;
    -webkit-text-size-adjust: inherit;
    text-size-adjust: inherit;
  }
  * {
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
    contain: content; /* a countdown lays out and paints its own card alone */
    overflow-wrap: anywhere;
    color: var(--foreground);
    background: var(--background);
    border: 1px solid var(--border);
    border-radius: var(--xumm-radius, 16px);
  }
  .body {
    display: grid;
    gap: 18px;
    padding: var(--gap);
  }
`;

/**
 * For browsers without `light-dark()`: the colours that come with the scheme by themselves, which `color-mix()` draws
 * ours near to.
 */
const olderBrowsers = css`
  @supports not (color: light-dark(#fff, #000)) {
    :host {
      --accent: var(--xumm-accent, LinkText);
      --on-accent: Canvas;
      --background: var(--xumm-background, Canvas);
      --foreground: var(--xumm-foreground, CanvasText);
      --muted: var(--xumm-muted, color-mix(in srgb, CanvasText 66%, Canvas));
      --border: var(--xumm-border, color-mix(in srgb, CanvasText 15%, Canvas));
      --success: var(--xumm-success, color-mix(in srgb, #2fa06a 60%, CanvasText));
      --danger: var(--xumm-danger, color-mix(in srgb, #e0485a 60%, CanvasText));
    }
  }
`;

/** What widths, systems and paper change, after all that they change. */
const circumstances = css`
  /* On the phone itself the button is what counts, and the screen is short. */
  .phone .picture {
    min-height: 136px;
  }
  .phone .main {
    inline-size: 100%;
  }

  @container (max-width: 300px) {
    .body {
      padding-inline: 12px;
    }
    .code {
      --room: min(100cqi - 28px, var(--code));
    }
  }
  @container (min-width: 560px) {
    .card {
      max-width: 720px;
    }
    .body {
      grid-template-columns: calc(var(--code) + 2px) minmax(0, 1fr);
      gap: var(--gap);
      align-items: center;
    }
    .words,
    .head {
      justify-items: start;
      text-align: start;
    }
    .headline,
    .actions {
      justify-content: start;
    }
    .steps {
      margin-inline-start: -12px;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .face {
      animation: appear 240ms ease-out;
    }
    .busy::after {
      animation: turn 1.6s linear infinite;
    }
    .dot,
    .step::before {
      transition:
        background-color 240ms,
        border-color 240ms;
    }
  }
  @keyframes appear {
    from {
      opacity: 0;
      transform: scale(0.96);
    }
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  @media (forced-colors: active) {
    .face,
    .main,
    .pill {
      border-color: currentColor;
    }
    .dot,
    .step + .step::before {
      border-color: GrayText;
    }
    .done .dot,
    .current .dot,
    .done + .step::before {
      border-color: Highlight;
    }
    .current .dot {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
  @media print {
    /* Paper is white, and backgrounds are left out. */
    .card {
      color-scheme: light;
    }
    .actions,
    .note,
    .pill {
      display: none;
    }
  }
`;

export const styles = [card, olderBrowsers, picture, words, steps, circumstances];
