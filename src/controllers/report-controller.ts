import type { LitElement, ReactiveController } from 'lit';
import type { Page } from '../environment.js';
import { dispatch } from '../events.js';
import { readReturnUrl } from '../payload/links.js';
import type { Input } from '../payload/input.js';
import type { ConnectionStatus, Snapshot, State } from '../payload/snapshot.js';

interface Reporting extends LitElement {
  readonly state: State;
  readonly connection: ConnectionStatus;
  readonly autoReturn: boolean;
}

/** The attributes that say what is so; what else is written into them does not stay. */
export const REFLECTED = ['state', 'connection'] as const;

/** Tells the page what changed: by attributes, by events, and at the end by going back to the shop. */
export class ReportController implements ReactiveController {
  readonly #host: Reporting;
  readonly #page: Page;

  constructor(host: Reporting, page: Page) {
    this.#host = host;
    this.#page = page;
    host.addController(this);
  }

  hostConnected(): void {
    this.reflect();
  }

  reflect(): void {
    const host = this.#host;
    for (const name of REFLECTED)
      if (host.getAttribute(name) !== host[name]) host.setAttribute(name, host[name]);
  }

  /**
   * @param mayReturn nobody else leads the visitor back
   * @returns that the page had its chance to respond to a resolution; null where there was none
   */
  report(before: Snapshot, after: Snapshot, mayReturn: boolean): Input | null {
    this.reflect();
    const resolved = dispatch(this.#host, before, after);
    // Once a payload, for it is verified once.
    if (after.state === 'verified' && before.state !== 'verified' && !after.isRestored && mayReturn)
      this.#return(after);
    return resolved && { type: 'responded', response: resolved.response };
  }

  #return({ resolution }: Snapshot): void {
    const target = readReturnUrl(resolution?.returnUrl.web ?? null, this.#page.origin);
    if (this.#host.autoReturn && target?.foreignHost === null) this.#page.navigate(target.href);
  }
}
