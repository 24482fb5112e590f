import type { LitElement, ReactiveController } from 'lit';
import { after, childOf, type Environment } from '../environment.js';

/** How long the button shows the result. */
const TOLD_MS = 4_000;

/** Copies the link, and says for a while whether that worked. */
export class CopyController implements ReactiveController {
  readonly #host: LitElement;
  readonly #environment: Environment;
  #mounted = new AbortController();
  #telling: AbortController | null = null;
  /** Null: no result to show. */
  copied: boolean | null = null;

  constructor(host: LitElement, environment: Environment) {
    this.#host = host;
    this.#environment = environment;
    host.addController(this);
  }

  hostConnected(): void {
    this.#mounted.abort();
    this.#mounted = new AbortController();
    this.#tell(null);
  }

  hostDisconnected(): void {
    this.#mounted.abort();
  }

  async copy(text: string): Promise<void> {
    const { signal } = this.#mounted;
    const isCopied = await this.#environment.copy(text);
    if (signal.aborted) return;
    this.#tell(isCopied);
    this.#telling?.abort();
    this.#telling = childOf(signal);
    after(this.#environment, TOLD_MS, this.#telling.signal, () => {
      this.#tell(null);
    });
  }

  #tell(copied: boolean | null): void {
    if (this.copied === copied) return;
    this.copied = copied;
    this.#host.requestUpdate();
  }
}
