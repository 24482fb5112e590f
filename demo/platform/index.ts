/** The only entry of the simulated platform, for servers and pages that contain it. */
export { NETWORKS, type Network } from './networks.js';
export type { Settings, UnknownUuid } from './settings.js';
export { realClock, type Clock } from './clock.js';
export type { Subscriber } from './connection.js';
export type { PhoneView } from './control.js';
export {
  createPlatformCore,
  type Attachment,
  type PlatformCore,
  type PlatformMemory,
  type PlatformOptions,
} from './core.js';
export { TROUBLES, type Trouble } from './troubles.js';
export { SCENARIOS, type Scenario } from './wallet/scenarios.js';
export { inProcess } from './in-process.js';
export { createPlatform, type Platform } from './platform.js';
