import type { LitElement, ReactiveController } from 'lit';
import type { Environment } from '../environment.js';

/** A valid value, with which `normal` is really computed as `normal`. */
const META = 'meta[name=color-scheme i]:is([content*=light i],[content*=dark i])';

/**
 * Whether the page declares a `color-scheme`, which the card then inherits. CSS cannot tell: `normal` is light, and a page
 * that follows the system only by media queries would get a light card in the dark.
 */
export class ThemeController implements ReactiveController {
  readonly #host: LitElement;
  readonly #environment: Environment;
  #mounted: AbortController | null = null;
  isDeclared = false;

  constructor(host: LitElement, environment: Environment) {
    this.#host = host;
    this.#environment = environment;
    host.addController(this);
  }

  hostConnected(): void {
    this.#mounted = new AbortController();
    const { signal } = this.#mounted;
    const element = this.#host;
    const read = (): void => {
      const { colorScheme } = getComputedStyle(element);
      const isDeclared = colorScheme !== 'normal' || element.ownerDocument.querySelector(META) !== null;
      if (isDeclared !== this.isDeclared) element.requestUpdate();
      this.isDeclared = isDeclared;
    };
    const observer = new MutationObserver(read);
    // Any class, style or attribute around the card may declare it, and so may a style sheet or a `<meta>`.
    for (
      let from: Node | null = element;
      from;
      from = from.parentNode ?? (from as Partial<ShadowRoot>).host ?? null
    )
      observer.observe(from, { attributes: true });
    // A page can remove its head.
    for (const head of element.ownerDocument.querySelectorAll('head')) {
      observer.observe(head, { attributes: true, characterData: true, childList: true, subtree: true });
      // A `<link>` to a style sheet has an effect only once it has loaded.
      head.addEventListener('load', read, { capture: true, signal });
    }
    signal.addEventListener('abort', () => {
      observer.disconnect();
    });
    this.#environment.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', read, { signal });
    read();
  }

  hostDisconnected(): void {
    this.#mounted?.abort();
  }
}
