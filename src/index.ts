/** What the package exports. Importing it registers nothing and touches no DOM: `xumm-payload-status/define` does. */
export { XummPayloadStatus, type CreatedPayload } from './xumm-payload-status.js';
export type { GetStatus } from './backend/question.js';
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
  type XummEventName,
} from './events.js';
export type { Terms } from './locales/en.js';
export type { Resolution } from './payload/message.js';
export type { ConnectionStatus, Fault, FaultCode, State, UnverifiedReason } from './payload/state.js';
export type { PayloadStatus, Verification } from './payload/status.js';
