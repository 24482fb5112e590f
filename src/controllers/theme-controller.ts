import type { ReactiveController } from 'lit';
import type { Host } from './host.js';

/**
 * Whether the page declares a `color-scheme`, which the card then inherits. CSS can't ask that: `normal` is light, and a
 * page that follows the system by media queries alone would get a light card in the dark.
 */
export class ThemeController implements ReactiveController {
  readonly #host: Host;
  isDeclared = false;

  constructor(host: Host) {
    this.#host = host;
  }

  hostConnected(): void {
    this.isDeclared = getComputedStyle(this.#host.element).colorScheme !== 'normal';
  }
}
