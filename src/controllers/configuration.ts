import type { LitElement } from 'lit';
import type { Environment } from '../environment.js';
import type { Follower } from '../follow/follower.js';
import { askUrl, type GetStatus } from '../follow/question.js';
import { readPushed } from '../payload/created.js';
import { readConfiguration, type RequestSource } from '../payload/request.js';

/** What the page set. A page can set anything, so the types are not certain. */
interface Configured extends LitElement, RequestSource {
  readonly pushed: boolean;
  readonly statusUrl: string | null;
  readonly getStatus: GetStatus | null;
}

/** Settings of the class, for all elements. */
interface Defaults {
  readonly trustedHosts: ReadonlySet<string>;
  readonly defaultStatusUrl: string | null;
}

/** A change of one of these may mean another payload or another backend. */
const NAMES: readonly (keyof Configured)[] = [
  'payload',
  'websocketUrl',
  'uuid',
  'signUrl',
  'statusUrl',
  'getStatus',
];

/** Reads what the page asks for before each render (also on a server), and follows it after the render. */
export interface Configuration {
  /** Asks the page's backend; null if there is none. */
  readonly getStatus: GetStatus | null;
  /** Whether the request was pushed: what `payload` says wins over the property. */
  readonly isPushed: boolean;
  /** @param changed names of changed properties */
  read(changed: ReadonlyMap<PropertyKey, unknown>): void;
}

export function createConfiguration(
  host: Configured,
  environment: Environment,
  follower: Follower,
): Configuration {
  const defaults = host.constructor as unknown as Defaults;
  let getStatus: GetStatus | null = null;
  let isPushed = false;

  host.addController({
    // Acts on the configuration after the update that read it, not during it.
    hostUpdated() {
      follower.update();
    },
  });
  return {
    get getStatus() {
      return getStatus;
    },
    get isPushed() {
      return isPushed;
    },
    read(changed) {
      if (changed.has('payload') || changed.has('pushed')) isPushed = readPushed(host.payload) ?? host.pushed;
      // What was refused before may be valid now: the page may have trusted a host since.
      if (follower.snapshot.state !== 'error' && !NAMES.some((name) => changed.has(name))) return;
      const { trustedHosts, defaultStatusUrl } = defaults;
      const own = typeof host.getStatus === 'function' ? host.getStatus : null;
      const statusUrl = own ? null : (host.statusUrl ?? defaultStatusUrl);
      const reading = readConfiguration(host, statusUrl, { trustedHosts, page: environment.page });
      if ('fault' in reading) {
        getStatus = null;
        follower.reduce({ type: 'misconfigured', fault: reading.fault });
        return;
      }
      const { request, statusHref } = reading;
      getStatus = statusHref === null ? own : askUrl(statusHref, environment);
      follower.reduce({ type: 'follow', request, hasBackend: getStatus !== null });
      if (request && !own && host.getStatus !== null)
        follower.reduce({
          type: 'backend',
          failure: `getStatus must be a function. It is a value of type ${typeof host.getStatus}.`,
        });
    },
  };
}
