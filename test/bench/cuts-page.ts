import { XummSdk } from 'xumm-sdk';
import '../../src/define.js';
import { UUID } from '../support/frames.js';

/** The browser's own timers report an error of a callback and go on; those of the fake clock would stop. */
const { setTimeout: setFakeTimeout } = globalThis;
const report = (callback: () => void) => (): void => {
  try {
    callback();
  } catch (error) {
    reportError(error);
  }
};
Object.assign(globalThis, {
  setTimeout: (callback: () => void, delayMs?: number) => setFakeTimeout(report(callback), delayMs),
});

/** What a shop's page would believe at the end; null: it still waits. */
type Belief = string | null;

const beliefs = new Map<string, () => Belief>();

/** The element, as the README sets it up. */
function follow(run: string): void {
  const element = document.createElement('xumm-payload-status');
  element.websocketUrl = `${location.origin.replace('http', 'ws')}${run}/sign/${UUID}`;
  element.statusUrl = `${run}/status`;
  beliefs.set(run, () => element.state);
  document.body.append(element);
}

/** `subscribe`, as its README shows it. Any outcome that it ever reported counts, from a frame or from the payload. */
function subscribe(run: string): void {
  const sdk = new XummSdk('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002');
  sdk.setEndpoint(`${location.origin}${run}`);
  let belief: Belief = null;
  beliefs.set(run, () => belief);
  void sdk.payload.subscribe(UUID, ({ data, payload: { meta } }) => {
    if (meta.resolved) belief = meta.signed ? 'signed' : 'rejected';
    else if ('expired' in data) belief = 'expired';
    if (!('signed' in data)) return undefined;
    belief = data['signed'] ? 'signed' : 'rejected';
    return data;
  });
}

Object.assign(globalThis, {
  start(client: 'element' | 'sdk', runs: readonly string[]): void {
    for (const run of runs) (client === 'element' ? follow : subscribe)(run);
  },
  beliefs: (): Record<string, Belief> =>
    Object.fromEntries([...beliefs].map(([run, belief]) => [run, belief()])),
});
