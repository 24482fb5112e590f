import type { LitElement, ReactiveController } from 'lit';
import type { Spoken } from '../view/spoken.js';
import type { FocusController } from './focus-controller.js';

/**
 * Writes into the live region, a line for each thing that is said, so that one that comes or goes does not make the
 * others be read again. Written after each update and not rendered with it: only then it is known whether the focus moved
 * to what would be said, and whatever replaced nodes in the region, the next words replace it.
 */
export class SpeechController implements ReactiveController {
  readonly #element: LitElement;
  readonly #focus: FocusController;
  readonly #read: () => readonly Spoken[];
  #said: readonly string[] = [];

  constructor(element: LitElement, focus: FocusController, read: () => readonly Spoken[]) {
    this.#element = element;
    this.#focus = focus;
    this.#read = read;
    element.addController(this);
  }

  hostUpdated(): void {
    const lines = this.#element.shadowRoot?.querySelector('[role=status]')?.children ?? [];
    const spoken = this.#read();
    for (const [index, { text, besideFocus }] of spoken.entries()) {
      const line = lines[index];
      if (line && text !== (this.#said[index] ?? ''))
        line.textContent = this.#focus.hasMoved ? besideFocus : text;
    }
    this.#said = spoken.map(({ text }) => text);
  }
}
