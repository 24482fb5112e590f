import { css } from 'lit';

/** Tokens first, then the card from the outside in. Sizes in px follow a grid of 6. */
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
    color-scheme: light dark;
    container-type: inline-size;
    display: block;
    min-width: 240px;
    color: var(--foreground);
    font: 15px/1.5 var(--xumm-font, inherit);
    font-family: var(--xumm-font, inherit);
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
  .card {
    max-width: 380px;
    margin-inline: auto;
    overflow: hidden;
    overflow-wrap: anywhere;
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
    line-height: 0;
    padding: 0;
    overflow: hidden;
    background: #fff;
    border: 1px solid var(--border);
    border-radius: 12px;
    inline-size: min(100%, var(--code));
    forced-color-adjust: none;
  }
  .code {
    display: block;
    inline-size: 100%;
    block-size: auto;
  }
  .logo {
    position: absolute;
    inset: 0;
    margin: auto;
    display: grid;
    place-items: center;
    inline-size: 20%;
    block-size: 20%;
    pointer-events: none;
  }
  .logo ::slotted(*) {
    max-inline-size: 100%;
    max-block-size: 100%;
    background: #fff;
  }
  .face {
    display: grid;
    place-items: center;
    inline-size: 112px;
    block-size: 112px;
    border-radius: 50%;
    color: var(--tone);
    background: color-mix(in srgb, var(--tone) 11%, transparent);
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
    inline-size: 1em;
    block-size: 1em;
    flex: none;
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

  .words {
    display: grid;
    gap: 18px;
    justify-items: center;
    text-align: center;
  }
  .head {
    display: grid;
    gap: 6px;
    justify-items: center;
    /* A title and two lines of text, whether or not they are needed. */
    align-content: start;
    min-height: calc(29px + 6px + 45px);
  }
  .headline {
    display: flex;
    flex-wrap: wrap;
    gap: 0 9px;
    align-items: center;
    justify-content: center;
  }
  .title {
    font-size: 19px;
    font-weight: 600;
    line-height: 29px;
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
    font-size: 13px;
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
    grid-auto-flow: column;
    grid-auto-columns: 1fr;
    inline-size: 100%;
    max-inline-size: 300px;
    list-style: none;
  }
  .step {
    position: relative;
    display: grid;
    gap: 6px;
    align-content: start;
    justify-items: center;
    font-size: 12px;
    line-height: 18px;
    color: var(--muted);
  }
  .step + .step::before {
    content: '';
    position: absolute;
    inset-block-start: 8px;
    inset-inline: calc(-50% + 13px) calc(50% + 13px);
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
    border-color: var(--accent);
    background: radial-gradient(var(--accent) 4px, transparent 4.5px);
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
  }
  .main,
  .link {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-height: 44px;
    padding: 0;
    font: inherit;
    font-weight: 600;
    color: var(--accent);
    text-decoration: none;
    background: none;
    border: 0;
    border-radius: 10px;
    cursor: pointer;
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
    filter: brightness(1.08);
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 3px;
  }
  .note {
    display: flex;
    gap: 6px;
    align-items: center;
    justify-content: center;
    padding: 12px var(--gap);
    font-size: 13px;
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

  @container (min-width: 560px) {
    .card {
      max-width: 720px;
    }
    .body {
      grid-template-columns: auto minmax(0, 1fr);
      gap: var(--gap);
      align-items: center;
    }
    .picture {
      inline-size: calc(var(--code) + 2px);
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
  }
`;
