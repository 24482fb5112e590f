import type { LitElement, ReactiveController } from 'lit';

/**
 * Keeps the focus in the card when the focused button disappears: it moves to the title, or to what the page put into an
 * outcome's slot.
 */
export class FocusController implements ReactiveController {
  readonly #element: LitElement;
  #hadFocus = false;
  /** The last update moved the focus, so a screen reader reads the newly focused element by itself. */
  hasMoved = false;

  constructor(element: LitElement) {
    this.#element = element;
    element.addController(this);
  }

  hostUpdate(): void {
    this.#hadFocus = this.#focused() !== null;
  }

  hostUpdated(): void {
    this.hasMoved = this.#hadFocus && this.#focused() === null;
    if (!this.hasMoved) return;
    const root = this.#element.shadowRoot;
    const [filled] = root?.querySelector<HTMLSlotElement>('.outcome slot')?.assignedElements() ?? [];
    const target = (filled as HTMLElement | undefined) ?? root?.querySelector<HTMLElement>('.title');
    if (!target) return;
    if (target === filled && !target.hasAttribute('tabindex') && target.tabIndex < 0) {
      // This is the page's own element: make it focusable only while it has the focus.
      target.tabIndex = -1;
      target.addEventListener(
        'blur',
        () => {
          target.removeAttribute('tabindex');
        },
        { once: true },
      );
    }
    target.focus({ preventScroll: true });
  }

  #focused(): Element | null {
    return this.#element.shadowRoot?.activeElement ?? null;
  }
}
