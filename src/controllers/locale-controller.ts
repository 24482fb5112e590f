import type { LitElement, ReactiveController } from 'lit';
import { lookUp, onRegister } from '../locales/registry.js';
import type { Terms } from '../locales/en.js';

const RIGHT_TO_LEFT: readonly string[] = ['ar', 'fa', 'he', 'ur'];

/** The element or what contains it, shadow roots included, that has the attribute. */
function nearest(element: Element, attribute: string): string | null {
  for (let from: Element | null = element; from;) {
    const found: Element | null = from.closest(`[${attribute}]`);
    if (found) return found.getAttribute(attribute);
    const root: Node = from.getRootNode();
    from = root instanceof ShadowRoot ? root.host : null;
  }
  return null;
}

/** How the card speaks. */
export interface Locale {
  /** BCP 47. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly terms: Terms;
}

function localeOf(lang: string | null, direction: string | null): Locale {
  const { tag, terms } = lookUp(lang ?? 'en');
  const dir = direction?.toLowerCase();
  // Without a word of the page the language's own direction counts.
  const own = RIGHT_TO_LEFT.includes(tag) ? 'rtl' : 'ltr';
  return { language: tag, terms, direction: dir === 'rtl' || dir === 'ltr' ? dir : own };
}

/** The language and direction of the nearest `lang` and `dir`, followed live. */
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
    // A document does not see into the shadow roots on the way to the element.
    for (let root = this.#host.getRootNode(); ; root = root.host.getRootNode()) {
      observer.observe(root, { attributes: true, attributeFilter: ['lang', 'dir'], subtree: true });
      if (!(root instanceof ShadowRoot)) break;
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

  /** Before the element is in a page, and on a server, its own attributes are all that is known. */
  read(): Locale {
    return this.#locale ?? localeOf(this.#host.getAttribute('lang'), this.#host.getAttribute('dir'));
  }
}
