import type { LitElement } from 'lit';
import { after, type Environment } from '../environment.js';
import { whileConnected } from './while-connected.js';

/** Properties that have no attribute, and longer names of attributes. */
const OTHER_WORDS: ReadonlyMap<string, string> = new Map([
  ['getstatus', 'the property getStatus'],
  ['messages', 'the property messages'],
  ['payloadjson', 'payload'],
  ['payloaduuid', 'uuid'],
  ['uuidv', 'uuid'],
]);

/** In this time a framework has taken up what a page's template says: Vue removes `:uuid`, Alpine sets `uuid` beside it. */
const FRAMEWORK_MS = 900;

/** Names of the page or its framework: other `data-`, event handlers, short names, names like those of read-only attributes. */
const OTHERS = /^(.{0,3}$|data-(?!.*url))|xumm-|on:|state|connect/;

/** What frameworks and templates write before a name that they bind: `v-bind:uuid`, `[attr.uuid]`, `?pushed`, `refs.uuid`. */
const BINDING = /^data-|.*[:.?[]/;

/** The letters that are compared, so that `websocketUrl`, `websocket_uri` and `socket-status` are the same name. */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/(web)?socket.*/, 'websocketurl')
    .replace('uri', 'url');

/**
 * Finds attributes that were probably meant to be the element's: with other hyphens or capitals, as a binding, or with
 * letters missing. A longer name, like `layout-id`, is the page's own.
 *
 * @param known the element's own attributes
 * @returns each wrong name with the right one
 */
function misspelled(
  names: readonly string[],
  known: readonly string[],
): readonly (readonly [string, string])[] {
  return names.flatMap((name) => {
    if (known.includes(name) || OTHERS.test(name)) return [];
    const written = plain(name.replace(BINDING, ''));
    const parts = RegExp('^' + Array.from(written || '_').join('.*'));
    const meant = OTHER_WORDS.get(written) ?? known.find((each) => parts.test(plain(each)));
    return meant ? [[name, meant] as const] : [];
  });
}

/** Warns once of each attribute that was probably meant to be one of the element's. */
export function checkSpelling(host: LitElement, environment: Environment): void {
  let isChecked = false;

  /** What Alpine binds stays in the page, even without a value. */
  const isBound = (name: string): boolean => name.includes(':') && host.closest('[x-data]') !== null;
  const check = (): void => {
    if (isChecked) return;
    isChecked = true;
    const names = host.getAttributeNames();
    const known = (host.constructor as typeof LitElement).observedAttributes;
    for (const [name, right] of misspelled(names, known))
      if (!names.includes(right) && !isBound(name))
        console.warn(`<${host.localName}> knows no attribute "${name}": write ${right}.`);
  };

  whileConnected(host, (signal) => {
    after(environment, FRAMEWORK_MS, signal, check);
  });
}
