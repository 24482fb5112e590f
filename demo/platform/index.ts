/** The one door to the simulated platform, for whoever mounts it in a server or in a page. */
export { realClock, type Clock } from './clock.js';
export type { Subscriber } from './connection.js';
export type { PhoneView } from './control.js';
export {
  createPlatformCore,
  type Attachment,
  type PlatformCore,
  type PlatformMemory,
  type PlatformOptions,
  type UnknownUuid,
} from './core.js';
export { createPlatform, type Platform } from './platform.js';
