import type { LitElement, ReactiveController } from 'lit';
import type { Spoken } from '../view/spoken.js';
import type { FocusController } from './focus-controller.js';

const titleOf = ({ text, besideFocus }: Spoken): string => text.slice(0, text.length - besideFocus.length);

/**
 * Writes into the live region, one line per sentence, so that a line that comes or goes does not make a screen reader
 * repeat the others. A title that two states share is said once. It writes after each update instead of rendering,
 * because only then is it known whether the focus moved to the same words. If something replaced nodes in the region, the
 * next words replace them.
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
