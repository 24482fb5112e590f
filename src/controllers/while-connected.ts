import type { ReactiveControllerHost } from 'lit';

/** Runs something each time the element comes into a page; all that it starts ends with the signal, when the element leaves. */
export function whileConnected(host: ReactiveControllerHost, run: (signal: AbortSignal) => void): void {
  let life: AbortController | null = null;
  host.addController({
    hostConnected() {
      life = new AbortController();
      run(life.signal);
    },
    hostDisconnected() {
      life?.abort();
    },
  });
}

/** A mutation observer that ends with the signal. */
export function observer(look: () => void, signal: AbortSignal): MutationObserver {
  const found = new MutationObserver(look);
  signal.addEventListener('abort', () => {
    found.disconnect();
  });
  return found;
}
