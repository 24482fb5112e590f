import type { Clock } from './clock.js';
import { resolutionFrame, unknownPayloadSentence, type Frame } from './frames.js';
import { newUuid } from './ids.js';
import { advance, cancelReason, whyNot, type Action, type CancelReason, type Move } from './lifecycle.js';
import { asStored, type Payload, type PayloadRequest, type Resolution, type Signature } from './payload.js';
import { Problem } from './problem.js';

/** Those who listen to a payload. */
export interface Audience {
  publish(uuid: string, frame: Frame): void;
  /** The expiry came now, earlier than announced. */
  expire(uuid: string, atMs: number): void;
}

export interface PayloadsOptions {
  readonly clock: Clock;
  readonly audience: Audience;
  /** How long a resolution is known to the sockets before a GET tells it, in ms. */
  readonly publishLagMs: number;
  /** Those of an earlier run. */
  readonly kept?: readonly Payload[];
}

/**
 * The store of payloads, in memory only. Each step of a payload's life goes to its audience as a frame, at that
 * moment and never again: nothing is replayed. Methods throw a `Problem`: 404 unknown, 409 what can't be.
 */
export class Payloads {
  readonly #options: PayloadsOptions;
  readonly #byUuid = new Map<string, Payload>();

  constructor(options: PayloadsOptions) {
    this.#options = options;
    for (const payload of options.kept ?? []) this.#keep(payload);
  }

  /** Plain data, in the order in which they were created. */
  all(): readonly Payload[] {
    return [...this.#byUuid.values()];
  }

  create(request: PayloadRequest, apiKey: string): Payload {
    const nowMs = this.#now();
    return this.#keep({
      uuid: newUuid(),
      callUuid: newUuid(),
      apiKey,
      request,
      createdAtMs: nowMs,
      expiresAtMs: nowMs + request.expireMinutes * 60_000,
      cancelled: false,
      opened: false,
      openedByDeeplink: null,
      preSigned: false,
      dispatched: false,
      resolution: null,
    });
  }

  /** The payload as it is, undefined if there is none; uuids compare without case. */
  find(uuid: string): Payload | undefined {
    return this.#byUuid.get(uuid.toLowerCase());
  }

  get(uuid: string): Payload {
    const payload = this.find(uuid);
    if (payload === undefined) throw new Problem(404, unknownPayloadSentence(uuid));
    return payload;
  }

  /** The developer's backend reads the payload; its audience is told so, each time. */
  fetch(uuid: string): Payload {
    const payload = this.get(uuid);
    this.#options.audience.publish(payload.uuid, { devapp_fetched: true });
    return asStored(payload, this.#now());
  }

  /**
   * Cancelling sets the expiry to now. The database knows, the sockets don't: whoever is connected counts on to the
   * expiry announced before, and is told of the fetch alone.
   */
  cancel(uuid: string): { reason: CancelReason; payload: Payload } {
    const payload = this.fetch(uuid);
    const reason = cancelReason(payload, this.#now());
    if (reason !== 'OK') return { reason, payload };
    return { reason, payload: this.#keep({ ...payload, cancelled: true, expiresAtMs: this.#now() }) };
  }

  open(uuid: string, deeplink: boolean): Payload {
    const { payload } = this.#move(uuid, { action: 'open', deeplink });
    return this.#tell(payload, { opened: true });
  }

  preSign(uuid: string): Payload {
    const { payload } = this.#move(uuid, { action: 'pre-sign' });
    return this.#tell(payload, { pre_signed: true });
  }

  dispatch(uuid: string): Payload {
    const { payload } = this.#move(uuid, { action: 'dispatch' });
    return this.#tell(payload, { dispatched: true });
  }

  sign(uuid: string, signature: Signature): Payload {
    return this.#resolve(uuid, 'sign', signature);
  }

  decline(uuid: string): Payload {
    return this.#resolve(uuid, 'decline', null);
  }

  /** Lets the time of the payload run out now. */
  expire(uuid: string): Payload {
    const { payload, nowMs } = this.#move(uuid, { action: 'expire' });
    this.#options.audience.expire(payload.uuid, nowMs);
    return payload;
  }

  /** Throws the 404 or 409 with which the action would end. */
  assertPossible(uuid: string, action: Action): Payload {
    const payload = this.get(uuid);
    const reason = whyNot(payload, action, this.#now());
    if (reason !== null) throw new Problem(409, reason);
    return payload;
  }

  /** What would be lost if the process ended now. */
  tally(): { payloads: number; unresolved: number } {
    const all = this.all();
    return { payloads: all.length, unresolved: all.filter(({ resolution }) => resolution === null).length };
  }

  #resolve(uuid: string, action: 'sign' | 'decline', signature: Signature | null): Payload {
    const atMs = this.#now();
    const resolution: Resolution = { atMs, storedAtMs: atMs + this.#options.publishLagMs, signature };
    const { payload } = this.#move(uuid, { action, resolution });
    return this.#tell(payload, resolutionFrame(payload, resolution));
  }

  #move(uuid: string, move: Move): { payload: Payload; nowMs: number } {
    const payload = this.assertPossible(uuid, move.action);
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
