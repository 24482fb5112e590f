import type { PayloadStatus } from '../../src/payload/status.js';
import type { Host } from '../../src/controllers/host.js';
import { SessionController } from '../../src/controllers/session-controller.js';
import { SnapshotStore } from '../../src/controllers/snapshot-store.js';
import { browserEnvironment, type Environment } from '../../src/environment.js';
import { eventsFor } from '../../src/events.js';
import { readRequest } from '../../src/payload/urls.js';
import type { State } from '../../src/payload/state.js';

/** What the element does but for showing it: its own connection, questions and state, in Node. */
export interface Headless {
  readonly state: State;
  readonly events: readonly string[];
  remove(): void;
}

const environmentAt = (origin: string): Environment => ({
  ...browserEnvironment,
  WebSocket: globalThis.WebSocket,
  setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
  page: {
    navigate: () => undefined,
    visible: true,
    online: true,
    origin,
    baseUrl: origin,
    framed: false,
    listen: () => undefined, // nothing ever happens to this page
  },
});

/** @param origin of the platform and the backend, on loopback */
export function headless(origin: string, uuid: string): Headless {
  const environment = environmentAt(origin);
  const events: string[] = [];
  let isConnected = true;
  const store: SnapshotStore = new SnapshotStore({
    settle: () => {
      session.settle();
    },
    tell: (before, after) => {
      const names = eventsFor(before, after).map(([name]) => name);
      events.push(...names);
      if (names.includes('xumm-resolved')) session.resolved(null);
    },
  });
  const host: Host = {
    element: null as never, // never shown
    environment,
    get snapshot() {
      return store.snapshot;
    },
    getStatus: async (_uuid, { signal }) => {
      const response = await fetch(`${origin}/status/${uuid}`, { signal });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      return (await response.json()) as PayloadStatus;
    },
    get isConnected() {
      return isConnected;
    },
    apply: (input) => {
      store.apply(input);
    },
    batch: (work) => {
      store.batch(work);
    },
    requestUpdate: () => undefined,
  };
  const session = new SessionController(host);
  const websocketUrl = `${origin.replace('http', 'ws')}/sign/${uuid}`;
  const reading = readRequest(
    { payload: null, websocketUrl, uuid: null, signUrl: null },
    { trustedHosts: new Set(), page: environment.page },
  );
  if (!('request' in reading)) throw new Error(reading.fault.message);
  store.apply({ type: 'follow', request: reading.request });
  session.hostConnected();
  return {
    get state() {
      return store.snapshot.state;
    },
    events,
    remove() {
      isConnected = false;
      session.hostDisconnected();
    },
  };
}
