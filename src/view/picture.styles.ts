import { css } from 'lit';

/** The code on its tile, or the round face. */
export const picture = css`
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
    --room: min(100cqi - 2 * var(--gap) - 4px, var(--code));
    inline-size: var(--room);
    block-size: auto;
    forced-color-adjust: none;
  }
  /*
   * Whatever colours somebody else's rules give to tile and code, a shape turned black on a sheet turned white can be
   * scanned. On paper nothing is turned: it would become a picture of dots.
   */
  @media screen {
    .tile::before {
      position: absolute;
      inset: 0;
      content: '';
      background: #fff;
      filter: brightness(0) invert(1);
    }
    .code {
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
  /* Whole pixels a module: a scanner's enemy is the module that is half grey. */
  @supports (inline-size: round(down, 9px, 2px)) {
    .code {
      inline-size: round(down, var(--room), var(--modules, 41) * 1px);
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
    background: #fff;
  }
  .face {
    position: relative;
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
`;
