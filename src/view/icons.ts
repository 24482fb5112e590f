import { html, type TemplateResult } from 'lit';

export type IconName = 'phone' | 'clock' | 'check' | 'cross' | 'warning' | 'offline';

/** One path per icon, because the tool that minifies templates nests two shapes in a row. */
const paths: Record<IconName, string> = {
  phone:
    'M8.5 2.5h7a2.5 2.5 0 0 1 2.5 2.5v14a2.5 2.5 0 0 1-2.5 2.5h-7a2.5 2.5 0 0 1-2.5-2.5v-14a2.5 2.5 0 0 1 2.5-2.5zm2 15.5h3',
  clock: 'M12 3a9 9 0 1 1-.1 0zm0 4v5l3 2',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  cross: 'm6.5 6.5 11 11m0-11-11 11',
  warning: 'M12 4 2.8 20h18.4zm0 6v4.5m0 2.6v.1',
  offline: 'm3 3 18 18M8.5 15.5a5 5 0 0 1 7 0M5 12a10 10 0 0 1 4-2.4m5.5.2A10 10 0 0 1 19 12m-7 7.4v.1',
};

/** A line drawing next to words that say the same, so it is hidden from screen readers. */
export const icon = (name: IconName): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${paths[name]} /></svg>`;
