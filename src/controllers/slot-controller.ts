import type { LitElement, ReactiveController } from 'lit';

/** Follows the text that the page put into a slot. */
export class SlotController implements ReactiveController {
  readonly #host: LitElement;
  #observer: MutationObserver | null = null;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new MutationObserver(() => {
      this.#host.requestUpdate();
    });
    this.#observer.observe(this.#host, {
      attributeFilter: ['slot'],
      characterData: true,
      childList: true,
      subtree: true,
    });
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }

  /** None on a server, which does not see the content. */
  #filled(name: string): readonly Element[] {
    return this.#observer ? Array.from(this.#host.children).filter(({ slot }) => slot === name) : [];
  }

  /** Whether the slot has only text elements without text, as a template leaves them when it has no value. */
  isBlank(name: string): boolean {
    const filled = this.#filled(name);
    return (
      filled.length > 0 &&
      filled.every(
        (each) =>
          /^(div|p|span|section)$/.test(each.localName) &&
          !each.childElementCount &&
          !each.textContent.trim(),
      )
    );
  }

  /** Null if the slot is empty, and on a server. */
  textOf(name: string): string | null {
    const filled = this.#filled(name);
    const text = filled.map(({ textContent }) => textContent).join(' ');
    return filled.length > 0 ? text.replace(/\s+/g, ' ').trim() : null;
  }
}
