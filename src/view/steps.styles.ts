import { css } from 'lit';

/** The line of steps. */
export const steps = css`
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
`;
