import type { LitElement, ReactiveController } from 'lit';

/** Keeps the focus in the card when the button that had it goes away: the title that says why takes it. */
export class FocusController implements ReactiveController {
  readonly #element: LitElement;
  #hadFocus = false;

  constructor(element: LitElement) {
    this.#element = element;
  }

  hostUpdate(): void {
    this.#hadFocus = this.#focused() !== null;
  }

  hostUpdated(): void {
    if (this.#hadFocus && this.#focused() === null)
      this.#element.shadowRoot?.querySelector<HTMLElement>('.title')?.focus({ preventScroll: true });
  }

  #focused(): Element | null {
    return this.#element.shadowRoot?.activeElement ?? null;
  }
}
