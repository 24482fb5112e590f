import type { LitElement } from 'lit';
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

/** Attributes that the element writes; it overwrites what others write into them. */
export const REFLECTED = ['state', 'connection'] as const;

/** Reports changes to the page: by attributes, by events, and by `auto-return`. */
export interface Reporter {
  reflect(): void;
  /**
   * @param mayReturn false if the wallet itself opens the return address
   * @returns that the page has had the chance to respond to a resolution; null if there was none
   */
  report(before: Snapshot, after: Snapshot, mayReturn: boolean): Input | null;
}

export function createReporter(host: Reporting, page: Page): Reporter {
  const reflect = (): void => {
    for (const name of REFLECTED)
      if (host.getAttribute(name) !== host[name]) host.setAttribute(name, host[name]);
  };

  const goBack = ({ resolution, request }: Snapshot): void => {
    const target = readReturnUrl(resolution?.returnUrl.web ?? null, page.origin);
    // If the address is this page's own, there is nowhere to go.
    if (host.autoReturn && request && target?.foreignHost === null && target.href !== page.url)
      page.navigate(target.href, request.uuid);
  };

  host.addController({ hostConnected: reflect });
  return {
    reflect,
    report(before, after, mayReturn) {
      reflect();
      const resolved = dispatch(host, before, after);
      if (after.state === 'verified' && before.state !== 'verified' && !after.isRestored && mayReturn)
        goBack(after);
      return resolved && { type: 'responded', response: resolved.response };
    },
  };
}
