import type { LitElement, ReactiveController } from 'lit';
import { misspelled } from '../attributes.js';
import type { Environment } from '../environment.js';
import type { Follower } from '../follow/follower.js';
import { askUrl, type GetStatus } from '../follow/question.js';
import { readPushed } from '../payload/created.js';
import { readConfiguration, type RequestSource } from '../payload/request.js';

/** What the page set: of the right types, one hopes. */
interface Configured extends LitElement, RequestSource {
  readonly pushed: boolean;
  readonly statusUrl: string | null;
  readonly getStatus: GetStatus | null;
}

/** What is set for all elements of a class. */
interface Defaults {
  readonly trustedHosts: ReadonlySet<string>;
  readonly defaultStatusUrl: string | null;
  readonly observedAttributes: readonly string[];
}

/** What, when changed, may name another payload or another backend. */
const NAMES: readonly (keyof Configured)[] = [
  'payload',
  'websocketUrl',
  'uuid',
  'signUrl',
  'statusUrl',
  'getStatus',
];

/** What the page asks for: read before the element draws it, so on a server too, and followed once it is drawn. */
export class ConfigurationController implements ReactiveController {
  readonly #host: Configured;
  readonly #environment: Environment;
  readonly #follower: Follower;
  #isSpellingChecked = false;
  /** How to ask the page's backend; null where there is none. */
  getStatus: GetStatus | null = null;
  /** What `payload` says of it goes before the property. */
  isPushed = false;

  constructor(host: Configured, environment: Environment, follower: Follower) {
    this.#host = host;
    this.#environment = environment;
    this.#follower = follower;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#isSpellingChecked) return;
    this.#isSpellingChecked = true;
    const host = this.#host;
    for (const [name, right] of misspelled(host.getAttributeNames(), this.#defaults.observedAttributes))
      console.warn(`<${host.localName}> knows no attribute "${name}": write ${right}.`);
  }

  /** @param changed names of properties */
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

  /** What follows from the configuration is done now, and not amid the update that read it. */
  hostUpdated(): void {
    this.#follower.update();
  }

  get #defaults(): Defaults {
    return this.#host.constructor as unknown as Defaults;
  }
}
