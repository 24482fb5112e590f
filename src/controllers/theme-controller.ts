import type { LitElement } from 'lit';
import type { Environment } from '../environment.js';
import { observer, whileConnected } from './while-connected.js';

/** A valid value, with which `normal` is really computed as `normal`. */
const META = 'meta[name=color-scheme i]:is([content*=light i],[content*=dark i])';

/**
 * Whether the page declares a `color-scheme`, which the card then inherits. CSS cannot tell: `normal` is light, and a page
 * that follows the system only by media queries would get a light card in the dark.
 */
export function followTheme(host: LitElement, environment: Environment): { readonly isDeclared: boolean } {
  const theme = { isDeclared: false };
  whileConnected(host, (signal) => {
    const read = (): void => {
      const { colorScheme } = getComputedStyle(host);
      const isDeclared = colorScheme !== 'normal' || host.ownerDocument.querySelector(META) !== null;
      if (isDeclared !== theme.isDeclared) host.requestUpdate();
      theme.isDeclared = isDeclared;
    };
    const changes = observer(read, signal);
    // Any class, style or attribute around the card may declare it, and so may a style sheet or a `<meta>`.
    for (
      let from: Node | null = host;
      from;
      from = from.parentNode ?? (from as Partial<ShadowRoot>).host ?? null
    )
      changes.observe(from, { attributes: true });
    // A page can remove its head.
    for (const head of host.ownerDocument.querySelectorAll('head')) {
      changes.observe(head, { attributes: true, characterData: true, childList: true, subtree: true });
      // A `<link>` to a style sheet has an effect only once it has loaded.
      head.addEventListener('load', read, { capture: true, signal });
    }
    environment.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', read, { signal });
    read();
  });
  return theme;
}
