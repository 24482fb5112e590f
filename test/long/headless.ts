import { browserEnvironment, type Environment } from '../../src/environment.js';
import { eventsFor } from '../../src/events.js';
import { activities } from '../../src/follow/activities.js';
import { createFollower, type Follower } from '../../src/follow/follower.js';
import { readRequest } from '../../src/payload/request.js';
import type { State } from '../../src/payload/snapshot.js';
import type { PayloadStatus } from '../../src/payload/status.js';

/** The element without its view, in Node: its own connection, questions and state. */
export interface Headless {
  readonly state: State;
  readonly events: readonly string[];
  /** Resolves once it is in this state. */
  reached(state: State): Promise<void>;
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
    url: `${origin}/`,
    baseUrl: origin,
    framed: false,
    listen: () => undefined, // this page has no events
  },
});

/** @param origin of the platform and the backend, on loopback */
export function headless(origin: string, uuid: string): Headless {
  const environment = environmentAt(origin);
  const events: string[] = [];
  const awaited = new Map<State, () => void>();
  const getStatus = async (_uuid: string, { signal }: { signal: AbortSignal }): Promise<PayloadStatus> => {
    const response = await fetch(`${origin}/status/${uuid}`, { signal });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return (await response.json()) as PayloadStatus;
  };
  const follower: Follower = createFollower(activities, {
    environment,
    getStatus: () => getStatus,
    report: (before, after) => {
      const names = eventsFor(before, after).map(([name]) => name);
      events.push(...names);
      awaited.get(after.state)?.();
      return names.includes('xumm-resolved') ? { type: 'responded', response: null } : null;
    },
  });
  const websocketUrl = `${origin.replace('http', 'ws')}/sign/${uuid}`;
  const reading = readRequest(
    { payload: null, websocketUrl, uuid: null, signUrl: null },
    { trustedHosts: new Set(), page: environment.page },
  );
  if (!('request' in reading)) throw new Error(reading.fault.message);
  follower.send(
    { type: 'follow', request: reading.request, hasBackend: true },
    { type: 'presence', isPresent: true },
  );
  return {
    get state() {
      return follower.snapshot.state;
    },
    events,
    reached: (state) =>
      new Promise((resolve) => {
        awaited.set(state, resolve);
        if (follower.snapshot.state === state) resolve();
      }),
    remove() {
      follower.send({ type: 'presence', isPresent: false });
    },
  };
}
