import type { Fault } from './fault.js';
import type { Message } from './message.js';
import type { PayloadRequest } from './request.js';
import type { Connection } from './snapshot.js';
import type { Answer, UnverifiedReason } from './status.js';

/** All that can happen. The element's configuration and life come first, then what the activities learn. */
export type Input =
  /** The page named a payload, or none. */
  | { readonly type: 'follow'; readonly request: PayloadRequest | null; readonly hasBackend: boolean }
  | { readonly type: 'misconfigured'; readonly fault: Fault }
  | { readonly type: 'presence'; readonly isPresent: boolean }
  /** The page came back from the back/forward cache. */
  | { readonly type: 'restored' }
  /** The page, or a person, wants to know now. */
  | { readonly type: 'checked' }
  /** `xumm-resolved` was dispatched, and the page had its chance to respond. */
  | { readonly type: 'responded'; readonly response: Promise<unknown> | null }
  /** `isUnreachable`: from here on no socket gets through. */
  | { readonly type: 'connection'; readonly connection: Connection; readonly isUnreachable?: boolean }
  /** There is no socket any more, and none is tried. */
  | { readonly type: 'disconnected' }
  | { readonly type: 'greeted'; readonly isReconnect?: boolean }
  | { readonly type: 'heard'; readonly messages: readonly Message[]; readonly at: number }
  | { readonly type: 'linger-over' }
  /** The page itself forbids the socket. */
  | { readonly type: 'forbidden' }
  | { readonly type: 'lapsed' }
  | { readonly type: 'asked' }
  /** `again`: another question follows, for this one may have left too early; an expiry waits on. */
  | { readonly type: 'answered'; readonly answer: Answer; readonly at: number; readonly again?: boolean }
  | { readonly type: 'unanswered' }
  /** An expiry waited long enough for an answer. */
  | { readonly type: 'hold-over' }
  /** `isFarewell`: the platform said so, by a message and a close. */
  | { readonly type: 'not-found'; readonly isFarewell?: boolean }
  /** How the backend did: why it failed, or null where it answered. */
  | { readonly type: 'backend'; readonly failure: string | null }
  | { readonly type: 'verified'; readonly txid: string | null }
  | { readonly type: 'unverified'; readonly reason: UnverifiedReason }
  | { readonly type: 'fault'; readonly fault: Fault };
