import type { XummEventName } from './event-names.js';
import type { FaultCode } from './payload/fault.js';
import type { Resolution } from './payload/message.js';
import { initialSnapshot, type ConnectionStatus, type Snapshot, type State } from './payload/snapshot.js';
import type { UnverifiedReason } from './payload/status.js';

/** In every event's `detail`. */
export interface PayloadDetail {
  /** The payload that it tells of; null where none is set. */
  readonly uuid: string | null;
}

export interface ConnectionChangeDetail extends PayloadDetail {
  readonly connection: ConnectionStatus;
  readonly previous: ConnectionStatus;
  /** Of the close; null where there was none. */
  readonly code: number | null;
  readonly reason: string | null;
  /** Until the next try, in ms. */
  readonly retryInMs: number | null;
}

export interface StateChangeDetail extends PayloadDetail {
  readonly state: State;
  readonly previous: State;
}

export interface CountdownDetail extends PayloadDetail {
  /** Whole seconds, never below 0. */
  readonly secondsLeft: number;
}

export interface ResolvedDetail extends PayloadDetail, Resolution {}

export interface ExpiredDetail extends PayloadDetail {
  /** Null: the socket can't tell. */
  readonly cancelled: boolean | null;
}

export interface VerifiedDetail extends PayloadDetail {
  readonly txid: string | null;
}

export interface UnverifiedDetail extends PayloadDetail {
  readonly reason: UnverifiedReason;
}

export interface ErrorDetail extends PayloadDetail {
  readonly code: FaultCode;
  /** A sentence for the developer of the page, in English. */
  readonly message: string;
}

/** Each event's detail; a missing or an unknown name fails the build. */
export interface XummEventDetails extends Record<XummEventName, PayloadDetail> {
  'xumm-connection-change': ConnectionChangeDetail;
  'xumm-state-change': StateChangeDetail;
  'xumm-countdown': CountdownDetail;
  'xumm-opened': PayloadDetail;
  'xumm-devapp-fetched': PayloadDetail;
  'xumm-pre-signed': PayloadDetail;
  'xumm-dispatched': PayloadDetail;
  'xumm-resolved': ResolvedDetail;
  'xumm-expired': ExpiredDetail;
  'xumm-verified': VerifiedDetail;
  'xumm-unverified': UnverifiedDetail;
  'xumm-renew': PayloadDetail;
  'xumm-error': ErrorDetail;
}

/** An event of the element: bubbles, and leaves shadow roots. `preventDefault()` on `xumm-error` keeps it off the console. */
export class XummEvent<Name extends XummEventName = XummEventName> extends CustomEvent<
  XummEventDetails[Name]
> {
  declare readonly type: Name;

  constructor(type: Name, detail: XummEventDetails[Name]) {
    super(type, { detail, bubbles: true, composed: true, cancelable: type === 'xumm-error' });
  }
}

/** `xumm-resolved`: the one event that the page can answer. */
export class XummResolvedEvent extends XummEvent<'xumm-resolved'> {
  /** What the page responded with, once it did. */
  response: Promise<unknown> | null = null;

  constructor(detail: ResolvedDetail) {
    super('xumm-resolved', detail);
  }

  /**
   * Lets the page decide whether the signature holds, instead of `getStatus` or `status-url`.
   *
   * @param response of `true` (verified) or a payload status; it may take 60 s
   * @throws {DOMException} `InvalidStateError` when called twice, or after the event was dispatched
   */
  respondWith(response: unknown): void {
    if (this.response !== null || this.eventPhase === 0)
      throw new DOMException(
        this.response === null
          ? 'respondWith() must be called while xumm-resolved is dispatched.'
          : 'respondWith() was already called for this event.',
        'InvalidStateError',
      );
    this.response = Promise.resolve(response);
    // Read later, or never where the element has gone: that is no unhandled rejection.
    this.response.catch(() => undefined);
  }
}

type Told = { [Name in XummEventName]: readonly [Name, XummEventDetails[Name]] }[XummEventName];

/** One that became true, was heard, or is another than before. */
function* changes(before: Snapshot, after: Snapshot): Generator<Told> {
  const uuid = after.request?.uuid ?? null;
  if (after.connection.status !== before.connection.status) {
    const { status: connection, code, reason, retryInMs } = after.connection;
    yield [
      'xumm-connection-change',
      { uuid, connection, previous: before.connection.status, code, reason, retryInMs },
    ];
  }
  if (after.state !== before.state)
    yield ['xumm-state-change', { uuid, state: after.state, previous: before.state }];
  if (after.countdown && after.countdown !== before.countdown)
    yield ['xumm-countdown', { uuid, secondsLeft: after.countdown.seconds }];
  if (after.heard.opened && !before.heard.opened) yield ['xumm-opened', { uuid }];
  if (after.heard.devappFetched && !before.heard.devappFetched) yield ['xumm-devapp-fetched', { uuid }];
  if (after.heard.preSigned && !before.heard.preSigned) yield ['xumm-pre-signed', { uuid }];
  if (after.heard.dispatched && !before.heard.dispatched) yield ['xumm-dispatched', { uuid }];
  if (after.resolution && !before.resolution) yield ['xumm-resolved', { uuid, ...after.resolution }];
  if (after.expiry && !before.expiry) yield ['xumm-expired', { uuid, ...after.expiry }];
  if (after.state === 'verified' && before.state !== 'verified')
    yield ['xumm-verified', { uuid, txid: after.verifiedTxid }];
  if (after.unverifiedReason && after.unverifiedCount !== before.unverifiedCount)
    yield ['xumm-unverified', { uuid, reason: after.unverifiedReason }];
  if (after.fault && after.fault !== before.fault) yield ['xumm-error', { uuid, ...after.fault }];
}

/** What is told of a change: an event is a difference between two states, so nothing is told twice. */
export function eventsFor(before: Snapshot, after: Snapshot): readonly Told[] {
  const isAnother = before.request?.uuid !== after.request?.uuid;
  const { state, connection } = before;
  return [
    ...changes(isAnother ? { ...initialSnapshot, state, connection, fault: before.fault } : before, after),
  ];
}

/**
 * Dispatches what a change reports, in order. A fault is also one line on the console, unless the page cancels its event:
 * a mistake is seen before anybody listens.
 *
 * @returns `xumm-resolved`, where it was among it: the page may have responded
 */
export function dispatch(element: Element, before: Snapshot, after: Snapshot): XummResolvedEvent | null {
  let resolved: XummResolvedEvent | null = null;
  for (const [type, detail] of eventsFor(before, after)) {
    if (type === 'xumm-resolved') element.dispatchEvent((resolved = new XummResolvedEvent(detail)));
    else if (element.dispatchEvent(new XummEvent(type, detail)) && type === 'xumm-error')
      console[after.state === 'error' ? 'error' : 'warn'](`<${element.localName}> ${detail.message}`);
  }
  return resolved;
}

type Events = { readonly [Name in XummEventName]: XummEvent<Name> };

declare global {
  interface HTMLElementEventMap extends Events {
    'xumm-resolved': XummResolvedEvent;
  }
}
