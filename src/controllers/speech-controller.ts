import type { LitElement, ReactiveController } from 'lit';
import type { Spoken } from '../view/spoken.js';
import type { FocusController } from './focus-controller.js';

const titleOf = ({ text, besideFocus }: Spoken): string => text.slice(0, text.length - besideFocus.length);

/**
 * Writes into the live region, a line for each thing that is said, so that one that comes or goes does not make the
 * others be read again; a title that two states in a row share is said once. Written after each update and not rendered
 * with it: only then it is known whether the focus moved to what would be said, and whatever replaced nodes in the
 * region, the next words replace it.
 */
export class SpeechController implements ReactiveController {
  readonly #element: LitElement;
  readonly #focus: FocusController;
  readonly #read: () => readonly Spoken[];
  #said: readonly Spoken[] = [];

  constructor(element: LitElement, focus: FocusController, read: () => readonly Spoken[]) {
    this.#element = element;
    this.#focus = focus;
    this.#read = read;
    element.addController(this);
  }

  hostUpdated(): void {
    const lines = this.#element.shadowRoot?.querySelector('[role=status]')?.children ?? [];
    const all = this.#read();
    for (const [index, spoken] of all.entries()) {
      const line = lines[index];
      const before = this.#said[index];
      if (!line || spoken.text === (before?.text ?? '')) continue;
      const isTitleKnown = this.#focus.hasMoved || (before && titleOf(before) === titleOf(spoken));
      line.textContent = isTitleKnown ? spoken.besideFocus : spoken.text;
    }
    this.#said = all;
  }
}
