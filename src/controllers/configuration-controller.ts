import type { LitElement, ReactiveController } from 'lit';
import { misspelled } from '../attributes.js';
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
  readonly observedAttributes: readonly string[];
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
export class ConfigurationController implements ReactiveController {
  readonly #host: Configured;
  readonly #environment: Environment;
  readonly #follower: Follower;
  /** Asks the page's backend; null if there is none. */
  getStatus: GetStatus | null = null;
  /** Whether the request was pushed: what `payload` says wins over the property. */
  isPushed = false;

  constructor(host: Configured, environment: Environment, follower: Follower) {
    this.#host = host;
    this.#environment = environment;
    this.#follower = follower;
    host.addController(this);
  }

  /** @param changed names of changed properties */
  read(changed: ReadonlyMap<PropertyKey, unknown>): void {
    const host = this.#host;
    if (changed.has('payload') || changed.has('pushed'))
      this.isPushed = readPushed(host.payload) ?? host.pushed;
    if (!NAMES.some((name) => changed.has(name))) return;
    const { trustedHosts, defaultStatusUrl } = this.#defaults;
    const getStatus = typeof host.getStatus === 'function' ? host.getStatus : null;
    const statusUrl = getStatus ? null : (host.statusUrl ?? defaultStatusUrl);
    const reading = readConfiguration(host, statusUrl, { trustedHosts, page: this.#environment.page });
    if ('fault' in reading) {
      this.getStatus = null;
      this.#follower.reduce({ type: 'misconfigured', fault: reading.fault });
      return;
    }
    const { request, statusHref } = reading;
    this.getStatus = statusHref === null ? getStatus : askUrl(statusHref, this.#environment);
    this.#follower.reduce({ type: 'follow', request, hasBackend: this.getStatus !== null });
  }

  /** Acts on the configuration after the update that read it, not during it. */
  hostUpdated(): void {
    this.#checkSpelling();
    this.#follower.update();
  }

  /** Once, and not before the first update: some frameworks set attributes only when the element is in the page. */
  #checkSpelling(): void {
    const host = this.#host;
    if (host.hasUpdated) return;
    for (const [name, right] of misspelled(host.getAttributeNames(), this.#defaults.observedAttributes))
      console.warn(`<${host.localName}> knows no attribute "${name}": write ${right}.`);
  }

  get #defaults(): Defaults {
    return this.#host.constructor as unknown as Defaults;
  }
}
