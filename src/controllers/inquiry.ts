import { CatchUp } from '../backend/catch-up.js';
import { ask, type Outcome } from '../backend/question.js';
import { QUESTION_LIMIT_MS, SECOND_LOOK_MS } from '../backend/schedule.js';
import { tryOnce, verdictOf, verify, type Verdict, type Verifier } from '../backend/verification.js';
import { after, childOf } from '../environment.js';
import type { Host } from './host.js';

/** Everything that the page's backend is asked about one payload, and what becomes of the answers. */
export class Inquiry {
  readonly #host: Host;
  readonly #uuid: string;
  readonly #signal: AbortSignal;
  /** Of catching up; over as soon as there is nothing more to learn. */
  readonly #asking: AbortController;
  readonly #catchUp: CatchUp;
  #verification: Promise<void> | null = null;
  #isFailing = false;
  #holding: AbortController | null = null;

  constructor(host: Host, uuid: string, signal: AbortSignal) {
    this.#host = host;
    this.#uuid = uuid;
    this.#signal = signal;
    this.#asking = childOf(signal);
    this.#catchUp = new CatchUp(host.environment, this.#asking.signal, {
      announce: () => {
        this.#announce();
      },
      ask: () => this.#inquire(),
    });
  }

  /** Asks what was missed, where there is a backend to ask. */
  ask(reason?: { sinceNow?: boolean; insist?: boolean }): Promise<void> {
    return this.#host.getStatus ? this.#catchUp.ask(reason) : Promise.resolve();
  }

  /** A socket greets: what happened before is asked for, and once more where the first look may have been too early. */
  greeted(isReconnect: boolean): void {
    // A reconnect is also one of after the page was put away: something was known before.
    const again = isReconnect || this.#host.snapshot.exists;
    this.#catchUp.stopPolling();
    this.#host.apply({ type: 'greeted' });
    const answered = this.ask({ sinceNow: true });
    if (again) this.#lookAgain();
    // A page that opens on a request in hand may be the tab that the wallet opened after the signature.
    else
      void answered.then(() => {
        if (this.#host.snapshot.heard.opened) this.#lookAgain();
      });
  }

  /** The platform publishes before it stores. */
  #lookAgain(): void {
    after(this.#host.environment, SECOND_LOOK_MS, this.#asking.signal, () => {
      void this.ask({ sinceNow: true });
    });
  }

  startPolling(): void {
    if (this.#host.getStatus) this.#catchUp.startPolling();
  }

  stopPolling(): void {
    this.#catchUp.stopPolling();
  }

  onVisible(): void {
    this.#catchUp.onVisible();
  }

  /** The payload is resolved: there is nothing more to catch up with. */
  stopAsking(): void {
    this.#asking.abort();
  }

  /** `xumm-resolved` was dispatched, and the page had its chance to respond. */
  resolved(response: Promise<unknown> | null): void {
    const { state, resolvedBy } = this.#host.snapshot;
    if (state !== 'signed') return;
    const verdict = resolvedBy && !response ? verdictOf(resolvedBy) : null;
    if (verdict) this.#conclude(verdict);
    else this.verify(response);
  }

  /** Verifies by the page's response, else by its backend; without either the payload rests in `signed`. */
  verify(response: Promise<unknown> | null): void {
    if (!response && !this.#host.getStatus) return;
    this.#host.apply({ type: 'verifying' });
    this.#verification = verify(this.#verifier(response)).then((verdict) => {
      if (verdict) this.#conclude(verdict);
    });
  }

  /** One more try to verify; joins the verification under way. */
  verifyAgain(): Promise<void> {
    if (this.#host.snapshot.state === 'verifying') return this.#verification ?? Promise.resolve();
    this.#host.apply({ type: 'verifying' });
    this.#verification = tryOnce(this.#verifier(null), this.#signal).then(({ verdict }) => {
      if (!this.#signal.aborted) this.#conclude(verdict);
    });
    return this.#verification;
  }

  notFound(): void {
    const message = `The platform knows no payload ${this.#uuid}: was it created with the same API key, and is the address complete?`;
    this.#host.apply({ type: 'not-found', fault: { code: 'not-found', message } });
  }

  /** An expiry that comes now waits for the answer, 10 s at most. */
  #announce(): void {
    if (this.#host.snapshot.question === null) {
      this.#holding?.abort();
      this.#holding = childOf(this.#asking.signal);
      after(this.#host.environment, QUESTION_LIMIT_MS, this.#holding.signal, () => {
        this.#host.apply({ type: 'unanswered' });
      });
    }
    this.#host.apply({ type: 'asked' });
  }

  async #inquire(): Promise<Outcome> {
    const outcome = await this.#question(this.#asking.signal);
    // A session that ended has told so itself; what comes now is not its payload's any more.
    if (this.#signal.aborted) return outcome;
    if (!this.#catchUp.isDueAgain) this.#holding?.abort();
    switch (outcome.kind) {
      case 'answer':
        this.#isFailing = false;
        this.#host.apply({
          type: 'answered',
          answer: outcome.answer,
          at: this.#host.environment.now(),
          again: this.#catchUp.isDueAgain,
        });
        break;
      case 'missing':
        this.#isFailing = false;
        this.notFound();
        this.#host.apply({ type: 'unanswered' });
        break;
      case 'denied':
      case 'failed':
        this.#host.apply({ type: 'unanswered' });
        if (!this.#asking.signal.aborted) this.#onFailure(outcome.message);
        break;
    }
    return outcome;
  }

  #question(signal: AbortSignal): Promise<Outcome> {
    const { getStatus, environment } = this.#host;
    if (!getStatus) return Promise.resolve({ kind: 'missing' });
    return ask(getStatus, this.#uuid, environment, signal);
  }

  /** Told once a run of failures: who watches the log needs no line a try. */
  #onFailure(message: string): void {
    if (!this.#isFailing) this.#host.apply({ type: 'fault', fault: { code: 'status-failed', message } });
    this.#isFailing = true;
  }

  #verifier(response: Promise<unknown> | null): Verifier {
    return {
      uuid: this.#uuid,
      environment: this.#host.environment,
      signal: this.#signal,
      response,
      ask: this.#host.getStatus ? (signal) => this.#question(signal) : null,
      onFailure: (message) => {
        this.#onFailure(message);
      },
      onSuccess: () => {
        this.#isFailing = false;
      },
    };
  }

  #conclude(verdict: Verdict): void {
    this.#host.apply(
      verdict.verified
        ? { type: 'verified', txid: verdict.txid }
        : { type: 'unverified', reason: verdict.reason },
    );
  }
}
