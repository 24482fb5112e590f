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

  /** Null if the slot is empty, and on a server, which does not see its content. */
  textOf(name: string): string | null {
    const filled = this.#observer ? Array.from(this.#host.children).filter(({ slot }) => slot === name) : [];
    const text = filled.map(({ textContent }) => textContent).join(' ');
    return filled.length > 0 ? text.replace(/\s+/g, ' ').trim() : null;
  }
}
