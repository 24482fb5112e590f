import type { LitElement, ReactiveController } from 'lit';
import { lookUp, onRegister } from '../locales/registry.js';
import type { Terms } from '../locales/en.js';

const RIGHT_TO_LEFT: readonly string[] = ['ar', 'fa', 'he', 'ur'];

/** The host of a shadow root, which may be of another document than this script; null for any other root. */
const hostOf = (root: Node): Element | null => (root as Partial<ShadowRoot>).host ?? null;

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
export class LocaleController implements ReactiveController {
  readonly #host: LitElement;
  #mounted: AbortController | null = null;
  #locale: Locale | null = null;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#mounted = new AbortController();
    const { signal } = this.#mounted;
    const look = (): void => {
      this.#locale = localeOf(nearest(this.#host, 'lang'), nearest(this.#host, 'dir'));
      this.#host.requestUpdate();
    };
    const observer = new MutationObserver(look);
    // An observer of the document does not see into shadow roots, so observe each one on the way.
    for (let from: Element | null = this.#host; from;) {
      const root: Node = from.getRootNode();
      observer.observe(root, { attributes: true, attributeFilter: ['lang', 'dir'], subtree: true });
      from = hostOf(root);
    }
    signal.addEventListener('abort', () => {
      observer.disconnect();
    });
    onRegister(look, signal);
    look();
  }

  hostDisconnected(): void {
    this.#mounted?.abort();
  }

  /** Before the element is in a page, and on a server, only its own attributes are known. */
  read(): Locale {
    return this.#locale ?? localeOf(this.#host.getAttribute('lang'), this.#host.getAttribute('dir'));
  }
}
