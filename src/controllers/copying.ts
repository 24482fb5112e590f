import type { LitElement } from 'lit';
import { after, childOf, type Environment } from '../environment.js';
import { whileConnected } from './while-connected.js';

/** How long the button shows the result. */
const TOLD_MS = 4_000;

export interface Copying {
  /** Whether the link was just copied; null: no result to show. */
  readonly copied: boolean | null;
  copy(text: string): Promise<void>;
}

/** Copies the link, and says for a while whether that worked. */
export function createCopying(host: LitElement, environment: Environment): Copying {
  let mounted: AbortSignal | null = null;
  let telling: AbortController | null = null;
  let copied: boolean | null = null;

  const tell = (result: boolean | null): void => {
    if (copied === result) return;
    copied = result;
    host.requestUpdate();
  };
  whileConnected(host, (signal) => {
    mounted = signal;
    tell(null);
  });
  return {
    get copied() {
      return copied;
    },
    async copy(text) {
      const signal = mounted;
      const isCopied = await environment.copy(text);
      if (!signal || signal.aborted) return;
      tell(isCopied);
      telling?.abort();
      telling = childOf(signal);
      after(environment, TOLD_MS, telling.signal, () => {
        tell(null);
      });
    },
  };
}
