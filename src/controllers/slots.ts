import type { LitElement } from 'lit';
import { observer, whileConnected } from './while-connected.js';

export interface Slots {
  /** Whether the slot has only text elements without text, as a template leaves them when it has no value. */
  isBlank(name: string): boolean;
  /** Null if the slot is empty, and on a server. */
  textOf(name: string): string | null;
}

/** Follows the text that the page put into a slot. */
export function followSlots(host: LitElement): Slots {
  /** A server does not see the content. */
  let isSeen = false;
  const update = (): void => {
    host.requestUpdate();
  };
  host.addEventListener('slotchange', update);
  whileConnected(host, (signal) => {
    isSeen = true;
    observer(update, signal).observe(host, {
      attributeFilter: ['slot'],
      characterData: true,
      childList: true,
      subtree: true,
    });
  });
  /** A component around the card may pass on a slot of its own. */
  const filled = (name: string): readonly Element[] =>
    isSeen
      ? Array.from(host.children)
          .filter(({ slot }) => slot === name)
          .flatMap((each) => (each as Partial<HTMLSlotElement>).assignedElements?.({ flatten: true }) ?? each)
      : [];
  return {
    isBlank(name) {
      const all = filled(name);
      return (
        all.length > 0 &&
        all.every(
          (each) =>
            /^(div|p|span|section)$/.test(each.localName) &&
            !each.childElementCount &&
            !each.textContent.trim(),
        )
      );
    },
    textOf(name) {
      const all = filled(name);
      const text = all.map(({ textContent }) => textContent).join(' ');
      return all.length > 0 ? text.replace(/\s+/g, ' ').trim() : null;
    },
  };
}
