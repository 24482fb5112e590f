import type { Terms } from './locales/en.js';

/** What a page sets on any copy of this package, for elements of the copy that registered the tag. */
interface Shared {
  readonly languages: Map<string, Terms>;
  /** Called when one of the others changes. */
  readonly listeners: Set<() => void>;
  trustedHosts: Set<string>;
  defaultStatusUrl: string | null;
}

const KEY = Symbol.for('xumm-payload-status');

/** The page's global object. Without a page, as on a server, each copy has its own object and changes no global. */
const home = ('ShadowRoot' in globalThis ? globalThis : {}) as { [KEY]?: Shared | undefined };

/** Tells elements that are already in the page. */
export function tellElements(): void {
  for (const listener of home[KEY]?.listeners ?? []) listener();
}

/** A page may trust a host after an element refused it. */
class Hosts extends Set<string> {
  override add(host: string): this {
    super.add(host);
    tellElements();
    return this;
  }
}

/** A page may have two copies, for example in the bundles of two teams. They share this. */
export const shared = (): Shared =>
  (home[KEY] ??= {
    languages: new Map(),
    listeners: new Set(),
    trustedHosts: new Hosts(['xumm.app', 'xaman.app']),
    defaultStatusUrl: null,
  });

/** Sets a value for all copies; on a subclass only for that class, like a static field. */
export function setShared<Name extends 'trustedHosts' | 'defaultStatusUrl'>(
  target: object,
  name: Name,
  value: Shared[Name],
  base: object,
): void {
  if (target === base) shared()[name] = value;
  else Object.defineProperty(target, name, { value, writable: true });
  tellElements();
}
