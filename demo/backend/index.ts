/** What the rest of the demo uses of the backend. All of it runs in a page too. */
import type { PlatformClient } from './ask-platform.js';
import type { PlatformSettings } from './platform-client.js';

export type { PlatformClient };
export { createBackend, type BackendOptions } from './backend.js';
export { ConfigurationError, readEnvironment, type Settings } from './environment.js';
export { ledgerLookUp, publicLedger } from './ledger.js';
export { demoProducts } from './products.js';
export { SESSION_LIMITS, Sessions, type Order, type Session } from './sessions.js';

/** The official SDK. It needs Node, so it is loaded only here: a page can import this module. */
export async function loadPlatformClient(settings: PlatformSettings): Promise<PlatformClient> {
  const { platformClient } = await import('./platform-client.js');
  return platformClient(settings);
}
