import { svg, type TemplateResult } from 'lit';

export type IconName = 'phone' | 'clock' | 'check' | 'cross' | 'warning' | 'offline';

const shapes: Record<IconName, TemplateResult> = {
  phone: svg`<rect x="6" y="2.5" width="12" height="19" rx="2.5" /><path d="M10.5 18h3" />`,
  clock: svg`<circle cx="12" cy="12" r="9" /><path d="M12 7v5l3 2" />`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5" />`,
  cross: svg`<path d="m6.5 6.5 11 11m0-11-11 11" />`,
  warning: svg`<path d="M12 4 2.8 20h18.4zM12 10v4.5m0 2.6v.1" />`,
  offline: svg`<path d="m3 3 18 18M8.5 15.5a5 5 0 0 1 7 0M5 12a10 10 0 0 1 4-2.4m5.5.2A10 10 0 0 1 19 12m-7 7.4v.1" />`,
};

/** A line drawing beside words that say the same, so it is hidden from screen readers. */
export const icon = (name: IconName): TemplateResult =>
  svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${shapes[name]}</svg>`;
