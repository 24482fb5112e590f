import type { XummEventName } from './event-names.js';
import type { FaultCode } from './payload/fault.js';
import type { Resolution } from './payload/message.js';
import { initialSnapshot, type ConnectionStatus, type Snapshot, type State } from './payload/snapshot.js';
import type { UnverifiedReason } from './payload/status.js';

/** In every event's `detail`. */
export interface PayloadDetail {
  /** The payload; null if none is set. */
  readonly uuid: string | null;
}

export interface ConnectionChangeDetail extends PayloadDetail {
  readonly connection: ConnectionStatus;
  readonly previous: ConnectionStatus;
  /** The code of the close; null if there was none. */
  readonly code: number | null;
  readonly reason: string | null;
  /** Until the next try. */
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
  /** Null: the socket does not say. */
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

/** Each event's detail: a missing or unknown name fails the build. */
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

/** An event of the element. It bubbles and is composed. `preventDefault()` on `xumm-error` keeps it off the console. */
export class XummEvent<Name extends XummEventName = XummEventName> extends CustomEvent<
  XummEventDetails[Name]
> {
  declare readonly type: Name;

  constructor(type: Name, detail: XummEventDetails[Name]) {
    super(type, { detail, bubbles: true, composed: true, cancelable: type === 'xumm-error' });
  }
}

/** `xumm-resolved`: the only event that a page can respond to. */
export class XummResolvedEvent extends XummEvent<'xumm-resolved'> {
  /** What the page responded with, if it did. */
  response: Promise<unknown> | null = null;

  constructor(detail: ResolvedDetail) {
    super('xumm-resolved', detail);
  }

  /**
   * Lets the page decide whether the signature took effect, instead of `getStatus` or `status-url`.
   *
   * @param response a promise of `true` (verified), a payload status or a `Response`; it may take 60 s
   * @throws {DOMException} `InvalidStateError` if called twice, or after the event was dispatched
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
    // It is read later, or never if the element is removed: that must not be an unhandled rejection.
    this.response.catch(() => undefined);
  }
}

type Told = { [Name in XummEventName]: readonly [Name, XummEventDetails[Name]] }[XummEventName];

/** A value that became true, was heard, or differs from before. */
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

/** The events for a change: the difference between two snapshots, so nothing is reported twice. */
export function eventsFor(before: Snapshot, after: Snapshot): readonly Told[] {
  const isAnother = before.request?.uuid !== after.request?.uuid;
  const { state, connection } = before;
  return [
    ...changes(isAnother ? { ...initialSnapshot, state, connection, fault: before.fault } : before, after),
  ];
}

/**
 * Dispatches the events of a change, in order. A fault is also written to the console, unless the page cancels its event:
 * so a developer sees it before there is a listener.
 *
 * @returns `xumm-resolved`, if it was dispatched: the page may have responded
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
