import type { LitElement } from 'lit';
import type { Environment } from '../environment.js';
import { hostOf } from './locale.js';
import { observer, whileConnected } from './while-connected.js';

/** With such a `<meta>` the page has declared its scheme, even if the computed value is `normal`. */
const META = 'meta[name=color-scheme i]:is([content*=light i],[content*=dark i])';

/**
 * The classes of the card for what the page does to its colours. `system`: the page declares no `color-scheme` that the card
 * would inherit. CSS cannot tell: `normal` is light, and a page that follows the system only by media queries would get a
 * light card in the dark. `inverted`: a filter inverts the colours, as extensions do that darken pages.
 */
export function followTheme(host: LitElement, environment: Environment): { readonly classes: string } {
  const theme = { classes: 'system' };
  const read = (): void => {
    if (!host.isConnected) return;
    const { colorScheme } = getComputedStyle(host);
    const isDeclared = colorScheme !== 'normal' || host.ownerDocument.querySelector(META) !== null;
    let isInverted = false;
    let classes = isDeclared ? '' : 'system';
    for (
      let from: Element | null = host;
      from;
      from = from.assignedSlot ?? from.parentElement ?? hostOf(from.getRootNode())
    )
      if (/invert\((?!0\))/.test(getComputedStyle(from).filter)) isInverted = !isInverted;
    if (isInverted) classes += ' inverted';
    if (classes !== theme.classes) host.requestUpdate();
    theme.classes = classes;
  };
  // No observer sees what a script changes in a style sheet.
  host.addController({ hostUpdate: read });
  whileConnected(host, (signal) => {
    const changes = observer(read, signal);
    // Any class, style or attribute around the card may change this, and so may a style sheet or a `<meta>`.
    for (let from: Node | null = host; from; from = from.parentNode ?? hostOf(from))
      changes.observe(from, { attributes: true, childList: true });
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
