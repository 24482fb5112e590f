/** What the package exports. Importing it registers nothing and touches no DOM; `xumm-payload-status/define` does. */
export { XummPayloadStatus } from './xumm-payload-status.js';
export type { GetStatus } from './follow/question.js';
export type { Environment, Page } from './environment.js';
export {
  XummEvent,
  XummResolvedEvent,
  type ConnectionChangeDetail,
  type CountdownDetail,
  type ErrorDetail,
  type ExpiredDetail,
  type PayloadDetail,
  type ResolvedDetail,
  type StateChangeDetail,
  type UnverifiedDetail,
  type VerifiedDetail,
  type XummEventDetails,
} from './events.js';
export type { XummEventName } from './event-names.js';
export type { Terms } from './locales/en.js';
export type { Resolution } from './payload/message.js';
export type { Fault, FaultCode } from './payload/fault.js';
export type { CreatedPayload } from './payload/created.js';
export type { ConnectionStatus, State } from './payload/snapshot.js';
export type { PayloadStatus, UnverifiedReason, Verification } from './payload/status.js';
