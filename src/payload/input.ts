import type { Fault } from './fault.js';
import type { Message } from './message.js';
import type { PayloadRequest } from './request.js';
import type { Connection, Pause } from './snapshot.js';
import type { Answer, UnverifiedReason } from './status.js';

/** Everything that can happen: first what the page and the element do, then what the activities find out. */
export type Input =
  /** The page named a payload, or none. */
  | { readonly type: 'follow'; readonly request: PayloadRequest | null; readonly hasBackend: boolean }
  | { readonly type: 'misconfigured'; readonly fault: Fault }
  | { readonly type: 'presence'; readonly isPresent: boolean }
  /** The browser restored the page from the back/forward cache. */
  | { readonly type: 'restored' }
  /** The page or the user asks to check now. */
  | { readonly type: 'checked' }
  /** `xumm-resolved` was dispatched, and the page may have called `respondWith`. */
  | { readonly type: 'responded'; readonly response: Promise<unknown> | null }
  /** `isUnreachable`: the socket cannot connect, so the backend must be asked. */
  | { readonly type: 'connection'; readonly connection: Connection; readonly isUnreachable?: boolean }
  /** The socket activity ended. */
  | { readonly type: 'disconnected' }
  | { readonly type: 'greeted'; readonly isReconnect?: boolean }
  | { readonly type: 'heard'; readonly messages: readonly Message[]; readonly at: number }
  | { readonly type: 'linger-over' }
  /** The page's content security policy forbids the socket. */
  | { readonly type: 'forbidden' }
  | { readonly type: 'lapsed' }
  | { readonly type: 'asked' }
  /** No question before this pause is over. */
  | { readonly type: 'pause'; readonly pause: Pause }
  /** `again`: this question may have been too early, and another follows; an expiry keeps waiting. */
  | { readonly type: 'answered'; readonly answer: Answer; readonly at: number; readonly again?: boolean }
  | { readonly type: 'unanswered' }
  /** An expiry waited long enough for an answer. */
  | { readonly type: 'hold-over' }
  /** `isFarewell`: the platform said so, by a message and then a close. */
  | { readonly type: 'not-found'; readonly isFarewell?: boolean }
  /** Why the backend failed, or null if it answered; and the transaction that it named. */
  | { readonly type: 'backend'; readonly failure: string | null; readonly txid?: string | null }
  | { readonly type: 'verified'; readonly txid: string | null }
  | { readonly type: 'unverified'; readonly reason: UnverifiedReason }
  | { readonly type: 'fault'; readonly fault: Fault };
