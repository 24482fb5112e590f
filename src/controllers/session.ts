import { CatchUp } from '../backend/catch-up.js';
import { ask, type Outcome } from '../backend/question.js';
import { SECOND_LOOK_MS } from '../backend/schedule.js';
import { tryOnce, verdictOf, verify, type Verdict, type Verifier } from '../backend/verification.js';
import { StatusConnection } from '../connection/status-connection.js';
import { after, childOf } from '../environment.js';
import { isUnresolved, type ConnectionStatus, type Fault } from '../payload/state.js';
import type { PayloadRequest } from '../payload/urls.js';
import type { Host } from './host.js';

/** The socket of an expired payload stays this long: an opened request may still be resolved. */
const LINGER_MS = 60_000;
/** Hidden for less, nothing is likely to have been missed. */
const AWAY_MS = 5_000;

/**
 * One payload while its element is on a page: holds the socket, the questions and the verification to what the
 * state asks for. All of it ends with one signal; the state outlives it.
 */
export class Session {
  readonly #host: Host;
  readonly request: PayloadRequest;
  readonly #life = new AbortController();
  #connection: StatusConnection | null = null;
  #connecting = childOf(this.#life.signal);
  #linger: AbortController | null = null;
  #isLingerOver = false;
  readonly #asking = childOf(this.#life.signal);
  readonly #catchUp: CatchUp;
  #verification: Promise<void> | null = null;
  #isFailing = false;
  #hiddenAt: number | null = null;

  constructor(host: Host, request: PayloadRequest) {
    this.#host = host;
    this.request = request;
    this.#catchUp = new CatchUp(host.environment, this.#asking.signal, () => this.#inquire());
  }

  /** @param response what was given to `respondWith`, of a verification that an earlier session did not end */
  start(response: Promise<unknown> | null): void {
    const { environment } = this.#host;
    const { page } = environment;
    const { signal } = this.#life;
    if (!page.visible) this.#hiddenAt = environment.now();
    page.listen(
      'visibilitychange',
      () => {
        this.#onVisibility();
      },
      signal,
    );
    page.listen('online', () => this.#connection?.check(), signal);
    this.reconcile();
    if (this.#host.snapshot.state === 'verifying') this.#verify(response);
  }

  end(): void {
    this.#life.abort();
    this.#closeConnection();
    if (this.#host.snapshot.question) this.#host.apply({ type: 'unanswered' });
  }

  /** Makes the socket, the questions and the timers what the state asks for. Called after each change of it. */
  reconcile(): void {
    if (this.#life.signal.aborted) return;
    const { state } = this.#host.snapshot;
    if (!isUnresolved(state)) this.#asking.abort();
    if (state !== 'expired') this.#stopLingering();
    else if (!this.#linger) this.#startLingering();

    const isWanted = isUnresolved(state) && state !== 'not-found' && !this.#isLingerOver;
    if (isWanted) this.#openConnection();
    else {
      this.#closeConnection();
      this.#catchUp.stopPolling();
    }
  }

  /** `xumm-resolved` was dispatched, and the page had its chance to respond. */
  resolved(response: Promise<unknown> | null): void {
    const { state, resolvedBy } = this.#host.snapshot;
    if (state !== 'signed') return;
    const verdict = resolvedBy && !response ? verdictOf(resolvedBy) : null;
    if (verdict) this.#conclude(verdict);
    else this.#verify(response);
  }

  /** The host, or a person, wants to know now. Never rejects. */
  async check(): Promise<void> {
    const { state } = this.#host.snapshot;
    if (state === 'verifying') await this.#verification;
    else if (this.#host.getStatus === null) return;
    else if (state === 'signed' || state === 'unverified') await this.#verifyOnce();
    else if (isUnresolved(state)) {
      if (state === 'not-found' || state === 'expired') this.#restart();
      else this.#connection?.check();
      await this.#askBackend({ insist: true });
    }
  }

  /** The page came back from the back/forward cache, or a person from the wallet. */
  catchUp(): void {
    if (isUnresolved(this.#host.snapshot.state)) void this.#askBackend();
  }

  #restart(): void {
    this.#stopLingering();
    this.#closeConnection();
    this.#host.apply({ type: 'restarted' });
    this.reconcile();
  }

  // --- the socket

  #openConnection(): void {
    if (this.#connection) return;
    const { environment } = this.#host;
    const connection = new StatusConnection(
      this.request,
      environment,
      this.#connecting.signal,
      () => this.#host.snapshot.exists,
      {
        onConnection: (connection) => {
          this.#host.apply({ type: 'connection', connection });
        },
        onMessages: (messages) => {
          this.#host.apply({ type: 'heard', messages, at: environment.now() });
        },
        onBadFrame: () => {
          this.#fault(
            'bad-frame',
            'The socket sent a frame that is no JSON object of at most 64 KiB; it was passed over.',
          );
        },
        onGreeting: () => {
          this.#onGreeting();
        },
        onUnreachable: () => {
          if (this.#host.getStatus) this.#catchUp.startPolling();
        },
        onUnknownPayload: () => {
          this.#host.apply({
            type: 'not-found',
            fault: { code: 'not-found', message: notFound(this.request.uuid) },
          });
        },
      },
    );
    this.#connection = connection;
    connection.start();
  }

  #closeConnection(): void {
    if (!this.#connection) return;
    this.#connection = null;
    this.#connecting.abort();
    this.#connecting = childOf(this.#life.signal);
    const { status } = this.#host.snapshot.connection;
    if (status !== 'closed') this.#host.apply({ type: 'connection', connection: disconnected('closed') });
  }

  #onGreeting(): void {
    // An earlier socket, perhaps of before the page was put away, or the backend had told of it.
    const again = this.#host.snapshot.exists;
    this.#catchUp.stopPolling();
    this.#host.apply({ type: 'greeted' });
    void this.#askBackend({ sinceNow: true });
    // The platform publishes before it stores: the first look may have been too early.
    if (again)
      after(
        this.#host.environment,
        SECOND_LOOK_MS,
        this.#asking.signal,
        () => void this.#askBackend({ sinceNow: true }),
      );
  }

  #onVisibility(): void {
    const { environment } = this.#host;
    if (!environment.page.visible) {
      this.#hiddenAt ??= environment.now();
      return;
    }
    const awayMs = this.#hiddenAt === null ? 0 : environment.now() - this.#hiddenAt;
    this.#hiddenAt = null;
    this.#connection?.check();
    if (awayMs >= AWAY_MS) this.catchUp();
    this.#catchUp.onVisible();
  }

  #startLingering(): void {
    this.#linger = childOf(this.#life.signal);
    after(this.#host.environment, LINGER_MS, this.#linger.signal, () => {
      this.#isLingerOver = true;
      this.reconcile();
    });
  }

  #stopLingering(): void {
    this.#linger?.abort();
    this.#linger = null;
    this.#isLingerOver = false;
  }

  // --- the backend

  #askBackend(reason?: { sinceNow?: boolean; insist?: boolean }): Promise<void> {
    return this.#host.getStatus ? this.#catchUp.ask(reason) : Promise.resolve();
  }

  async #inquire(): Promise<Outcome> {
    const outcome = await this.#question(this.#asking.signal, () => {
      this.#host.apply({ type: 'asked' });
    });
    // A session that ended has told so itself; what comes now is not its payload's any more.
    if (this.#life.signal.aborted) return outcome;
    switch (outcome.kind) {
      case 'answer':
        this.#isFailing = false;
        this.#host.apply({ type: 'answered', answer: outcome.answer, at: this.#host.environment.now() });
        break;
      case 'missing':
        this.#isFailing = false;
        this.#host.apply({
          type: 'not-found',
          fault: { code: 'not-found', message: notFound(this.request.uuid) },
        });
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

  #question(signal: AbortSignal, onAsk: () => void = () => undefined): Promise<Outcome> {
    const { getStatus, environment } = this.#host;
    if (!getStatus) return Promise.resolve({ kind: 'missing' });
    onAsk();
    return ask(getStatus, this.request.uuid, environment, signal);
  }

  #onFailure(message: string): void {
    if (!this.#isFailing) this.#fault('status-failed', message);
    this.#isFailing = true;
  }

  #verifier(response: Promise<unknown> | null): Verifier {
    return {
      uuid: this.request.uuid,
      environment: this.#host.environment,
      signal: this.#life.signal,
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

  #verify(response: Promise<unknown> | null): void {
    if (!response && !this.#host.getStatus) return;
    this.#host.apply({ type: 'verifying' });
    this.#verification = verify(this.#verifier(response)).then((verdict) => {
      if (verdict) this.#conclude(verdict);
    });
  }

  #verifyOnce(): Promise<void> {
    this.#host.apply({ type: 'verifying' });
    this.#verification = tryOnce(this.#verifier(null), this.#life.signal).then(({ verdict }) => {
      if (!this.#life.signal.aborted) this.#conclude(verdict);
    });
    return this.#verification;
  }

  #conclude(verdict: Verdict): void {
    this.#host.apply(
      verdict.verified
        ? { type: 'verified', txid: verdict.txid }
        : { type: 'unverified', reason: verdict.reason },
    );
  }

  #fault(code: Fault['code'], message: string): void {
    this.#host.apply({ type: 'fault', fault: { code, message } });
  }
}

const disconnected = (status: ConnectionStatus) => ({ status, code: null, reason: null, retryInMs: null });

const notFound = (uuid: string): string =>
  `The platform knows no payload ${uuid}: was it created with the same API key, and is the address complete?`;
