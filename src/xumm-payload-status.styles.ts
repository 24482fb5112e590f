import { css } from 'lit';

/** Tokens first, then the card from the outside in. Text in em of the page's own size, space in px on a grid of 6. */
export const styles = css`
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
    container-type: inline-size;
    display: block;
    min-width: 240px;
    font-family: var(--xumm-font, inherit);
    font-size: max(14px, 0.9375em);
    line-height: 1.5;
  }
  :host([hidden]) {
    display: none;
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
    overflow: hidden;
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

  /* The picture keeps its height from state to state, so that the page around it does not jump. */
  .picture {
    display: grid;
    place-items: center;
    min-height: calc(var(--code) + 2px);
  }
  .tile {
    position: relative;
    overflow: hidden;
    line-height: 0;
    background: #fff;
    border: 1px solid var(--border);
    border-radius: 12px;
    max-inline-size: 100%;
    forced-color-adjust: none;
    print-color-adjust: exact;
  }
  .code {
    inline-size: min(100cqi - 2 * var(--gap) - 4px, var(--code));
    /* Whole pixels a module: a scanner's enemy is the module that is half grey. */
    inline-size: round(down, min(100cqi - 2 * var(--gap) - 4px, var(--code)), var(--modules, 41) * 1px);
    block-size: auto;
  }
  .logo {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    inline-size: 20%;
    block-size: 20%;
    margin: auto;
    pointer-events: none;
  }
  .logo ::slotted(*) {
    max-inline-size: 100%;
    max-block-size: 100%;
    background: #fff;
  }
  .face {
    position: relative;
    overflow: clip;
    display: grid;
    place-items: center;
    inline-size: 112px;
    block-size: 112px;
    color: var(--tone);
    background: color-mix(in srgb, var(--tone) 10%, transparent);
    border: 1px solid transparent;
    border-radius: 50%;
    box-shadow: 0 0 0 12px color-mix(in srgb, var(--tone) 4%, transparent);
  }
  .calm {
    --tone: var(--accent);
  }
  .quiet {
    --tone: var(--muted);
  }
  .good {
    --tone: var(--success);
  }
  .bad {
    --tone: var(--danger);
  }
  .icon {
    flex: none;
    inline-size: 1em;
    block-size: 1em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .face .icon {
    font-size: 44px;
    stroke-width: 1.6;
  }
  .busy::after {
    position: absolute;
    inset: 0;
    content: '';
    border: 2px solid transparent;
    border-block-start-color: currentColor;
    border-radius: 50%;
  }

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
    min-height: calc(1.9em + 6px + 2lh);
  }
  .headline {
    display: flex;
    flex-wrap: wrap;
    gap: 0 9px;
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

  .steps {
    display: grid;
    grid-auto-columns: minmax(0, 1fr);
    grid-auto-flow: column;
    inline-size: 100%;
    max-inline-size: 312px;
    list-style: none;
  }
  .step {
    position: relative;
    display: grid;
    gap: 6px;
    align-content: start;
    justify-items: center;
    font-size: 0.8em;
    line-height: 1.5;
    color: var(--muted);
    text-align: center;
    hyphens: auto;
  }
  .step + .step::before {
    position: absolute;
    inset-block-start: 8px;
    inset-inline: calc(-50% + 13px) calc(50% + 13px);
    content: '';
    border-block-start: 2px solid var(--border);
  }
  .done + .step::before {
    border-color: var(--accent);
  }
  .dot {
    display: grid;
    place-items: center;
    inline-size: 18px;
    block-size: 18px;
    font-size: 12px;
    line-height: 0;
    border: 2px solid var(--border);
    border-radius: 50%;
  }
  .dot .icon {
    stroke-width: 3;
  }
  .done .dot {
    color: var(--on-accent);
    background: var(--accent);
    border-color: var(--accent);
  }
  .current,
  .failed {
    font-weight: 700;
    color: var(--foreground);
  }
  .current .dot {
    background: radial-gradient(var(--accent) 4px, transparent 4.5px);
    border-color: var(--accent);
  }
  .failed,
  .failed .dot {
    color: var(--danger);
    border-color: var(--danger);
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 18px;
    align-items: center;
    justify-content: center;
    max-inline-size: 100%;
  }
  .actions:empty {
    display: none;
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
    border: 1px solid transparent;
    border-radius: 10px;
  }
  .main {
    padding: 6px 24px;
    color: var(--on-accent);
    background: var(--accent);
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
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

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
      inline-size: min(100cqi - 28px, var(--code));
      inline-size: round(down, min(100cqi - 28px, var(--code)), var(--modules, 41) * 1px);
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
    .face,
    .tile {
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
    .actions,
    .note,
    .pill {
      display: none;
    }
  }
`;
