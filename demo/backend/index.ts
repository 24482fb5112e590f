/** The only entry of the backend, for servers and pages that contain it. */
import type { Settings } from './environment.js';
import type { RunningShop, StartOptions } from './start.js';

export { createBackend, isBackendPath, type BackendOptions } from './backend.js';
export type { CreatedPayload } from './create-payload.js';
export { ConfigurationError, readEnvironment, SIMULATED, type Settings } from './environment.js';
export { simulatedLedgers } from './ledger.js';
export { MemoryStore, type StoreMemory } from './memory-store.js';
export { platformClient, type PlatformClient } from './platform.js';
export { demoProducts, shopProducts } from './products.js';
export { createShop, SIMULATED_LIMITS, type Shop } from './shop.js';
export { trustPlatform } from './sign-in.js';
export type { RunningShop, StartOptions, World } from './start.js';

/** The whole backend on a server. It needs Node, so it is loaded only here: a page can import this module. */
export async function startShop(settings: Settings, options?: StartOptions): Promise<RunningShop> {
  const { startShop: start } = await import('./start.js');
  return start(settings, options);
}
