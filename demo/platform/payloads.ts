import { Timers, type Clock } from './clock.js';
import { resolutionFrame, unknownPayloadSentence, type Frame } from './frames.js';
import { newUuid } from './ids.js';
import {
  advance,
  cancelReason,
  isSeen,
  whyNot,
  type Action,
  type CancelReason,
  type Move,
} from './lifecycle.js';
import {
  asStored,
  isExpired,
  type Origin,
  type Payload,
  type CreateRequest,
  type Signature,
} from './payload.js';
import { Problem } from './problem.js';
import type { SigningPlan } from './wallet/signing.js';

/** The subscribers of a payload. */
export interface Audience {
  publish(uuid: string, frame: Frame): void;
  /** The expiry came earlier than announced. */
  expire(uuid: string, atMs: number): void;
  /** A resolution can be read from now on. */
  stored(payload: Payload): void;
}

export interface PayloadsOptions {
  readonly clock: Clock;
  readonly audience: Audience;
  /** How long a GET lags behind the sockets with a resolution, in ms. */
  readonly publishLagMs: number;
  /** Payloads of an earlier run. */
  readonly kept?: readonly Payload[];
}

/** The application that creates a payload: any two uuids. */
export interface Keys {
  readonly apiKey: string;
  readonly apiSecret: string;
}

/**
 * The store of payloads, in memory only. Each step of a payload is sent to its subscribers as a frame, at that moment and
 * never again. Methods throw a `Problem`: 404 unknown, 409 impossible.
 */
export class Payloads {
  readonly #options: PayloadsOptions;
  readonly #timers: Timers;
  readonly #byUuid = new Map<string, Payload>();
  /** The identifiers of each application: each can be used once. */
  readonly #identifiers = new Set<string>();

  constructor(options: PayloadsOptions) {
    this.#options = options;
    this.#timers = new Timers(options.clock);
    for (const payload of options.kept ?? []) this.#keep(payload);
  }

  /** Plain data, in the order of creation. */
  all(): readonly Payload[] {
    return [...this.#byUuid.values()];
  }

  create(request: CreateRequest, { apiKey, apiSecret }: Keys): Payload {
    const nowMs = this.#now();
    const { identifier } = request.customMeta;
    if (identifier !== null) {
      const name = `${apiKey} ${identifier}`;
      if (this.#identifiers.has(name)) throw new Problem(409, `The identifier "${identifier}" is in use.`);
      this.#identifiers.add(name);
    }
    return this.#keep({
      uuid: newUuid(),
      callUuid: newUuid(),
      apiKey,
      apiSecret,
      request,
      createdAtMs: nowMs,
      expiresAtMs: nowMs + request.expireMinutes * 60_000,
      cancelled: false,
      opened: false,
      listed: false,
      origin: null,
      openedByDeeplink: null,
      preSigned: false,
      dispatched: false,
      resolution: null,
    });
  }

  /** The payload, or undefined; uuids in upper or lower case. */
  find(uuid: string): Payload | undefined {
    return this.#byUuid.get(uuid.toLowerCase());
  }

  get(uuid: string): Payload {
    const payload = this.find(uuid);
    if (payload === undefined) throw new Problem(404, unknownPayloadSentence(uuid));
    return payload;
  }

  /** The developer's backend fetches the payload; subscribers hear of it each time. */
  fetch(uuid: string): Payload {
    const payload = this.get(uuid);
    this.#options.audience.publish(payload.uuid, { devapp_fetched: true });
    return asStored(payload, this.#now());
  }

  /**
   * Cancelling sets the expiry to now. The database knows, but the sockets do not: they count on to the earlier expiry, and
   * only hear of the fetch. The response has the new expiry, but not yet `cancelled`.
   */
  cancel(uuid: string): { reason: CancelReason; payload: Payload } {
    const payload = this.fetch(uuid);
    const reason = cancelReason(payload, this.#now());
    if (reason !== 'OK') return { reason, payload };
    const expired = { ...payload, expiresAtMs: this.#now() };
    this.#keep({ ...expired, cancelled: true });
    return { reason, payload: expired };
  }

  /**
   * A wallet opens the payload, and subscribers hear it each time. After the expiry the wallet refuses it. From the wallet's
   * event list it is opened silently.
   */
  open(uuid: string, origin: Origin, deeplink: boolean): Payload {
    const { payload } = this.#move(uuid, { action: 'open', origin, deeplink });
    return origin === 'EVENT_LIST' ? payload : this.#tell(payload, { opened: true });
  }

  preSign(uuid: string, late = false): Payload {
    this.accept(uuid, 'pre-sign', late);
    const { payload } = this.#move(uuid, { action: 'pre-sign' }, late);
    return this.#tell(payload, { pre_signed: true });
  }

  dispatch(uuid: string): Payload {
    const { payload } = this.#move(uuid, { action: 'dispatch' });
    return this.#tell(payload, { dispatched: true });
  }

  /**
   * The user accepts. Unless they have accepted before, the wallet asks the platform again, and refuses an expired payload.
   */
  accept(uuid: string, action: 'pre-sign' | 'sign', late: boolean): Payload {
    const payload = this.get(uuid);
    const nowMs = this.#now();
    const isBegun = payload.preSigned || payload.dispatched || payload.resolution !== null;
    if (!isBegun && isSeen(payload)) this.#tell(payload, { opened: true });
    const reason = whyNot(payload, action, nowMs, late);
    if (reason !== null) throw new Problem(409, reason);
    return isExpired(payload, nowMs) ? payload : this.#keep({ ...payload, opened: true });
  }

  /** The wallet has signed, and reports it; or reports only the submission; or both reports are lost. */
  sign(uuid: string, signature: Signature, { report, dispatch }: SigningPlan): Payload {
    const payload = this.assertPossible(uuid, 'sign', true);
    if (report === 'lost') return payload;
    const nowMs = this.#now();
    if (signature.dispatch === null) return this.#resolve(uuid, 'sign', signature);
    if (payload.dispatched)
      return this.#resolve(uuid, 'sign', { ...signature, dispatch: { ...signature.dispatch, atMs: nowMs } });
    if (dispatch === 'first') {
      const { payload: dispatched } = this.#move(uuid, { action: 'dispatch' }, true);
      this.#tell(dispatched, { dispatched: true });
      this.#timers.at(signature.dispatch.atMs, () => {
        if (this.get(uuid).resolution === null) this.#resolve(uuid, 'sign', signature);
      });
      return dispatched;
    }
    const resolved = this.#resolve(uuid, 'sign', signature);
    this.#timers.at(signature.dispatch.atMs, () => {
      this.#tell(this.#keep({ ...this.get(uuid), dispatched: true }), { dispatched: true });
    });
    return resolved;
  }

  decline(uuid: string): Payload {
    return this.#resolve(uuid, 'decline', null);
  }

  /** Lets the payload expire now. */
  expire(uuid: string): Payload {
    const { payload, nowMs } = this.#move(uuid, { action: 'expire' });
    this.#options.audience.expire(payload.uuid, nowMs);
    return payload;
  }

  /** Throws the 404 or 409 that the action would end with. */
  assertPossible(uuid: string, action: Action, late = false): Payload {
    const payload = this.get(uuid);
    const reason = whyNot(payload, action, this.#now(), late);
    if (reason !== null) throw new Problem(409, reason);
    return payload;
  }

  /** What would be lost if the process ended now. */
  tally(): { payloads: number; unresolved: number } {
    const all = this.all();
    return { payloads: all.length, unresolved: all.filter(({ resolution }) => resolution === null).length };
  }

  /** Drops everything that was begun. */
  close(): void {
    this.#timers.clear();
  }

  #resolve(uuid: string, action: 'sign' | 'decline', signature: Signature | null): Payload {
    const atMs = this.#now();
    const resolution = { atMs, storedAtMs: atMs + this.#options.publishLagMs, signature };
    const { payload } = this.#move(uuid, { action, resolution }, true);
    this.#timers.at(resolution.storedAtMs, () => {
      this.#options.audience.stored(payload);
    });
    return this.#tell(payload, resolutionFrame(payload, resolution));
  }

  #move(uuid: string, move: Move, late = false): { payload: Payload; nowMs: number } {
    const payload = this.assertPossible(uuid, move.action, late);
    const nowMs = this.#now();
    return { payload: this.#keep(advance(payload, move, nowMs)), nowMs };
  }

  #tell(payload: Payload, frame: Frame): Payload {
    this.#options.audience.publish(payload.uuid, frame);
    return payload;
  }

  #keep(payload: Payload): Payload {
    this.#byUuid.set(payload.uuid, payload);
    return payload;
  }

  #now(): number {
    return this.#options.clock.now();
  }
}
