import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escaped, prose } from './html.js';

interface Described {
  readonly name: string;
  readonly description?: string;
  readonly type?: { readonly text: string };
}
interface Member extends Described {
  readonly kind: 'field' | 'method';
  readonly static?: boolean;
  readonly readonly?: boolean;
  readonly inheritedFrom?: unknown;
  readonly privacy?: string;
  readonly return?: { readonly type?: { readonly text: string } };
  readonly attribute?: string;
}
interface Declaration {
  readonly tagName?: string;
  readonly members: readonly Member[];
  readonly events: readonly Described[];
  readonly slots: readonly Described[];
  readonly cssParts: readonly Described[];
  readonly cssProperties: readonly Described[];
}

const MANIFEST = join(import.meta.dirname, '../../../dist/custom-elements.json');

function readElement(): Declaration {
  const { modules } = JSON.parse(readFileSync(MANIFEST, 'utf8')) as {
    modules: { declarations: Declaration[] }[];
  };
  const found = modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName);
  if (!found) throw new Error(`${MANIFEST} describes no element. Run \`npx cem analyze\`.`);
  return found;
}

const row = (names: string, type: string, description: string): string => `
  <div><dt>${names}${type && ` <span class="type">${escaped(type)}</span>`}</dt><dd>${prose(description)}</dd></div>`;
const code = (text: string): string => `<code>${escaped(text)}</code>`;
const list = (title: string, id: string, text: string, rows: readonly string[]): string => `
  <section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    <p class="text">${text}</p>
    <dl class="reference">${rows.join('')}</dl>
  </section>`;
const plain = (entries: readonly Described[]): string[] =>
  entries.map(({ name, type, description = '' }) => row(code(name), type?.text ?? '', description));

/** The reference, from the manifest that the package brings. */
export function apiReference(): string {
  const { members, events, slots, cssParts, cssProperties } = readElement();
  const own = members.filter((member) => member.privacy === undefined || member.privacy === 'public');
  const fields = own.filter(({ kind, static: isStatic }) => kind === 'field' && !isStatic);
  const statics = own.filter(({ kind, static: isStatic }) => kind === 'field' && isStatic);
  const methods = own.filter(({ kind, inheritedFrom }) => kind === 'method' && !inheritedFrom);
  return [
    list(
      'Attributes and properties',
      'properties',
      'The attribute first, where there is one.',
      fields.map(({ name, attribute = name, type, description = '' }) =>
        row([...new Set([attribute, name])].map(code).join(' '), type?.text ?? '', description),
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
      'Set by a script, never by markup, for all elements of the page.',
      plain(statics),
    ),
    list(
      'Events',
      'events',
      'All bubble and are composed. Each comes once a payload, unless it says <em>each</em>.',
      plain(events),
    ),
    list('Slots', 'slots', 'For your own words and your logo.', plain(slots)),
    list('Parts', 'parts', 'For <code>::part()</code> in your style sheet.', plain(cssParts)),
    list('Custom properties', 'custom-properties', 'The look, in both schemes.', plain(cssProperties)),
  ].join('');
}
