import { html, nothing, render, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { XummEventDetails, XummEventName, XummPayloadStatus } from '../../../src/index.js';

/** Describes each event in a few words; a missing event fails the build. */
const SUMMARIES: { [Name in XummEventName]: (detail: XummEventDetails[Name]) => string } = {
  'xumm-connection-change': ({ previous, connection, code }) =>
    `${previous} → ${connection}${code === null ? '' : `, code ${code}`}`,
  'xumm-state-change': ({ previous, state }) => `${previous} → ${state}`,
  'xumm-countdown': ({ secondsLeft }) => `${secondsLeft} s left`,
  'xumm-opened': () => 'seen in the wallet',
  'xumm-devapp-fetched': () => 'the backend has asked',
  'xumm-pre-signed': () => 'signing has begun',
  'xumm-dispatched': () => 'sent to a node',
  'xumm-resolved': ({ signed }) => (signed ? 'signed: true, a claim' : 'signed: false'),
  'xumm-expired': ({ cancelled }) => (cancelled ? 'cancelled' : 'not opened in time'),
  'xumm-verified': () => 'the backend confirmed it',
  'xumm-unverified': ({ reason }) => reason,
  'xumm-renew': () => '“New request” was pressed',
  'xumm-error': ({ code }) => code,
};

interface Entry {
  readonly id: number;
  readonly at: Date;
  readonly name: string;
  readonly summary: string;
  readonly json: string;
}

/** Enough for a day of trying things out. */
const MAX_ENTRIES = 200;

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const milliseconds = (at: Date): string => String(at.getMilliseconds()).padStart(3, '0');

const row = ({ at, name, summary, json }: Entry): TemplateResult => html`
  <li data-event=${name}>
    <details>
      <summary>
        <time datetime=${at.toISOString()}>${clock.format(at)}.${milliseconds(at)}</time>
        <code>${name}</code> <span>${summary}</span>
      </summary>
      <pre tabindex="0" role="group" aria-label="Detail of ${name}">${json}</pre>
    </details>
  </li>
`;

/** Shows every event of the element in `list`, the newest first. */
export function logEvents(element: XummPayloadStatus, list: HTMLElement, clearButton: HTMLElement): void {
  let entries: readonly Entry[] = [];
  let count = 0;

  const show = (): void => {
    render(
      html`${repeat(entries, ({ id }) => id, row)}${entries.length === 0 ? html`<li>Nothing yet.</li>` : nothing}`,
      list,
    );
  };

  const add = (name: string, summary: string, detail: unknown): void => {
    const entry = { id: count++, at: new Date(), name, summary, json: JSON.stringify(detail, null, 2) };
    entries = [entry, ...entries].slice(0, MAX_ENTRIES);
    show();
  };
  for (const [name, summarize] of Object.entries(SUMMARIES))
    element.addEventListener(name, (event) => {
      const { detail } = event as CustomEvent<never>;
      add(name, summarize(detail), detail);
    });

  clearButton.addEventListener('click', () => {
    entries = [];
    show();
  });
  show();
}
