import { readElement, readEvent, type Named } from '../../../scripts/manifest.js';
import { escaped, prose } from './html.js';

/** @param more shown below the names, for example a type */
const row = (names: string, more: string, description: string): string => `
  <div><dt>${names}${more && ` <span class="type">${prose(more)}</span>`}</dt><dd>${prose(description)}</dd></div>`;
const code = (text: string): string => `<code>${escaped(text)}</code>`;
const list = (title: string, id: string, text: string, rows: readonly string[]): string => `
  <section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    <p class="text">${text}</p>
    <dl class="reference">${rows.join('')}</dl>
  </section>`;
const plain = (entries: readonly Named[]): string[] =>
  entries.map(({ name, type, description = '' }) => row(code(name), type?.text ?? '', description));

/** The reference, from the package's manifest. */
export function apiReference(): string {
  const { members, events, slots, cssParts, cssProperties } = readElement();
  const fields = members.filter(({ kind }) => kind === 'field');
  const methods = members.filter(({ kind }) => kind === 'method');
  return [
    list(
      'Attributes and properties',
      'properties',
      'The attribute first, where there is one.',
      fields
        .filter((field) => !field.static)
        .map(({ name, attribute = name, readonly, type, description = '' }) =>
          row(
            [...new Set([attribute, name])].map(code).join(' '),
            `${type?.text ?? ''}${readonly ? ', read-only' : ''}`,
            description,
          ),
        ),
    ),
    list(
      'Methods',
      'methods',
      'Of the element.',
      methods.map(({ name, return: result, description = '' }) =>
        row(code(`${name}()`), result?.type?.text ?? '', description),
      ),
    ),
    list(
      'Of the class',
      'statics',
      'For all elements of the page. Only a script can set them, markup cannot.',
      plain(fields.filter((field) => field.static)),
    ),
    list(
      'Events',
      'events',
      'All events bubble and are composed. Each comes once per payload, unless it says <em>each time</em>.',
      events.map((event) => {
        const { when, detail } = readEvent(event);
        return row(code(event.name), detail && `detail: ${detail}`, when);
      }),
    ),
    list('Slots', 'slots', 'For your own words and your logo.', plain(slots)),
    list('Parts', 'parts', 'For <code>::part()</code> in your style sheet.', plain(cssParts)),
    list('Custom properties', 'custom-properties', 'The look, in both schemes.', plain(cssProperties)),
  ].join('');
}
