import { css } from 'lit';

/** The QR code on its tile, the veiled one, or a drawing, in one box that has the same size in all states. */
export const pictureStyles = css`
  .picture {
    display: grid;
    place-items: center;
    block-size: var(--stage);
    border-radius: 12px;
  }
  .picture > * {
    display: grid;
    place-items: center;
    inline-size: 100%;
    block-size: 100%;
    border-radius: inherit;
  }
  .tile {
    position: relative;
    overflow: hidden;
    line-height: 0;
    background: #fff;
    border: 1px solid var(--border);
    forced-color-adjust: none;
    print-color-adjust: exact;
  }
  .inverted .tile {
    filter: invert(1);
  }
  .code {
    --room: min(100cqi - 2 * var(--gap) - 2px, var(--code) - 2px);
    inline-size: var(--room);
    block-size: auto;
    forced-color-adjust: none;
  }
  /* Whole screen pixels per module, because half grey modules are hard to scan. */
  @supports (inline-size: round(down, 9px, 2px)) {
    .code {
      --pixel: 1px;
      inline-size: round(down, var(--room), var(--modules, 41) * var(--pixel));
    }
    @media (min-resolution: 2dppx) {
      .code {
        --pixel: 0.5px;
      }
    }
  }
  /*
   * Other style rules may change the colours of tile and QR code. These layers make them black and white again. Not in
   * print, where they would come out as dots.
   */
  @media screen {
    .tile::before {
      position: absolute;
      inset: 0;
      content: '';
      background: #fff;
      filter: brightness(0) invert(1);
    }
    .tile .code {
      position: relative;
      background: none !important;
      filter: brightness(0) !important;
    }
    .code * {
      stroke-width: 0 !important;
    }
    .code rect {
      display: none;
    }
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
    padding: 4px;
    background: #fff;
    border-radius: 6px;
  }
  .drain {
    position: absolute;
    inset-block-end: 0;
    inset-inline-start: 0;
    inline-size: calc(var(--left) * 100%);
    block-size: 4px;
    background: var(--danger);
  }
  .veiled {
    position: relative;
    background: color-mix(in srgb, var(--muted) 6%, transparent);
  }
  .veiled .code {
    opacity: 0.25;
    fill: var(--muted);
    filter: blur(4px);
  }
  .veiled .face {
    position: absolute;
    inset: 0;
    background: none;
    border-radius: inherit;
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
  .picture:not(:empty) > .face {
    background: radial-gradient(
      color-mix(in srgb, var(--tone) 13%, transparent),
      color-mix(in srgb, var(--tone) 4%, transparent) 70%
    );
  }
  .face {
    --size: 112px;
    position: relative;
    display: grid;
    place-items: center;
    color: var(--tone);
    border: 1px solid transparent;
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
    box-sizing: content-box;
    padding: calc(var(--size) / 5);
    font-size: calc(var(--size) * 0.6);
    stroke-width: 1.7;
    background: var(--background);
    border-radius: 50%;
  }
  .good .icon {
    color: var(--background);
    stroke-width: 2.6;
    background: var(--tone);
  }
  .busy::after {
    position: absolute;
    inset: 0;
    inline-size: calc(var(--size) * 1.12);
    block-size: calc(var(--size) * 1.12);
    margin: auto;
    content: '';
    border: 3px solid color-mix(in srgb, currentColor 20%, transparent);
    border-block-start-color: currentColor;
    border-radius: 50%;
  }
`;
