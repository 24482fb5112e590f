import type { Terms } from './locales/en.js';

/** What a page gives to any copy of this package, for the elements of whichever copy registered the tag. */
interface Shared {
  readonly languages: Map<string, Terms>;
  /** Called whenever a language is added. */
  readonly listeners: Set<() => void>;
  trustedHosts: Set<string>;
  defaultStatusUrl: string | null;
}

const KEY = Symbol.for('xumm-payload-status');

/** The page's global object. Where there is no page, as on a server, each copy has its own, and leaves no trace. */
const home = ('ShadowRoot' in globalThis ? globalThis : {}) as { [KEY]?: Shared | undefined };

/** Two copies may be on a page: the script and the modules, or the bundles of two teams. They share this. */
export const shared = (): Shared =>
  (home[KEY] ??= {
    languages: new Map(),
    listeners: new Set(),
    trustedHosts: new Set(['xumm.app', 'xaman.app']),
    defaultStatusUrl: null,
  });

/** Sets it for all copies; on a subclass, for that alone, as a static field would be. */
export function setShared<Name extends 'trustedHosts' | 'defaultStatusUrl'>(
  target: object,
  name: Name,
  value: Shared[Name],
  base: object,
): void {
  if (target === base) shared()[name] = value;
  else Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
}
