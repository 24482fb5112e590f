import type { LitElement } from 'lit';
import { lookUp, onRegister } from '../locales/registry.js';
import type { Terms } from '../locales/en.js';
import { observer, whileConnected } from './while-connected.js';

const RIGHT_TO_LEFT: readonly string[] = ['ar', 'fa', 'he', 'ur'];

/** The host of a shadow root, which may be of another document than this script; null for any other root. */
export const hostOf = (root: Node): Element | null => (root as Partial<ShadowRoot>).host ?? null;

/** The nearest element with the attribute: this one, or one that contains it, across shadow roots. */
function nearest(element: Element, attribute: string): string | null {
  for (let from: Element | null = element; from;) {
    const found: Element | null = from.closest(`[${attribute}]`);
    if (found) return found.getAttribute(attribute);
    from = hostOf(from.getRootNode());
  }
  return null;
}

/** The language and direction of the card. */
export interface Locale {
  /** BCP 47. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly terms: Terms;
}

function localeOf(lang: string | null, direction: string | null): Locale {
  const { tag, terms } = lookUp(lang ?? 'en');
  const dir = direction?.toLowerCase();
  // If the page sets no direction, use that of the language.
  const own = RIGHT_TO_LEFT.includes(tag) ? 'rtl' : 'ltr';
  return { language: tag, terms, direction: dir === 'rtl' || dir === 'ltr' ? dir : own };
}

/** Follows the language and direction of the nearest `lang` and `dir`. */
export function followLocale(host: LitElement): () => Locale {
  let locale: Locale | null = null;
  whileConnected(host, (signal) => {
    const look = (): void => {
      locale = localeOf(nearest(host, 'lang'), nearest(host, 'dir'));
      host.requestUpdate();
    };
    const changes = observer(look, signal);
    // An observer of the document does not see into shadow roots, so observe each one on the way.
    for (let from: Element | null = host; from;) {
      const root: Node = from.getRootNode();
      changes.observe(root, { attributes: true, attributeFilter: ['lang', 'dir'], subtree: true });
      from = hostOf(root);
    }
    onRegister(look, signal);
    look();
  });
  // Before the element is in a page, and on a server, only its own attributes are known.
  return () => locale ?? localeOf(host.getAttribute('lang'), host.getAttribute('dir'));
}
