import { StatusConnection } from '../connection/status-connection.js';
import { after, childOf } from '../environment.js';
import { isUnresolved, type ConnectionStatus } from '../payload/state.js';
import type { PayloadRequest } from '../payload/urls.js';
import type { Host } from './host.js';
import { Inquiry } from './inquiry.js';

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
  readonly #inquiry: Inquiry;
  #hiddenAt: number | null = null;
  #isBlockTold = false;

  constructor(host: Host, request: PayloadRequest) {
    this.#host = host;
    this.request = request;
    this.#inquiry = new Inquiry(host, request.uuid, this.#life.signal);
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
    page.listen(
      'securitypolicyviolation',
      (event) => {
        this.#onViolation(event as SecurityPolicyViolationEvent);
      },
      signal,
    );
    this.reconcile();
    if (this.#host.snapshot.state === 'verifying') this.#inquiry.verify(response);
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
    if (!isUnresolved(state)) this.#inquiry.stopAsking();
    if (state !== 'expired') this.#stopLingering();
    else if (!this.#linger) this.#startLingering();

    const isWanted = isUnresolved(state) && state !== 'not-found' && !this.#isLingerOver;
    if (isWanted) this.#openConnection();
    else {
      this.#closeConnection();
      this.#inquiry.stopPolling();
    }
  }

  /** `xumm-resolved` was dispatched, and the page had its chance to respond. */
  resolved(response: Promise<unknown> | null): void {
    this.#inquiry.resolved(response);
  }

  /** The host, or a person, wants to know now. Never rejects. */
  async check(): Promise<void> {
    const { state } = this.#host.snapshot;
    if (state === 'verifying') await this.#inquiry.verifyAgain();
    else if (this.#host.getStatus === null) return;
    else if (state === 'signed' || state === 'unverified') await this.#inquiry.verifyAgain();
    else if (isUnresolved(state)) {
      if (state === 'not-found' || state === 'expired') this.#restart();
      else this.#connection?.check();
      await this.#inquiry.ask({ insist: true });
    }
  }

  /** The page came back from the back/forward cache, or a person from the wallet. */
  catchUp(): void {
    if (isUnresolved(this.#host.snapshot.state)) void this.#inquiry.ask();
  }

  #restart(): void {
    this.#stopLingering();
    this.#closeConnection();
    this.#host.apply({ type: 'restarted' });
    this.reconcile();
  }

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
          const message =
            'The socket sent a frame that is no JSON object of at most 64 KiB; it was passed over.';
          this.#host.apply({ type: 'fault', fault: { code: 'bad-frame', message } });
        },
        onGreeting: (isReconnect) => {
          this.#inquiry.greeted(isReconnect);
        },
        onUnreachable: () => {
          this.#inquiry.startPolling();
        },
        onUnknownPayload: () => {
          this.#inquiry.notFound();
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

  /** Some browsers throw, some close without a word: only this event says that the page itself forbids the socket. */
  #onViolation({ disposition, blockedURI }: SecurityPolicyViolationEvent): void {
    const { socketUrl } = this.request;
    // Browsers name the whole address, or its origin.
    const isOurs = blockedURI && socketUrl.startsWith(blockedURI);
    if (!isOurs || disposition === 'report' || this.#isBlockTold) return;
    this.#isBlockTold = true;
    console.error(
      `<xumm-payload-status> The page's Content-Security-Policy forbids the socket: add ${new URL(socketUrl).origin} to connect-src.`,
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
    this.#inquiry.onVisible();
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
}

const disconnected = (status: ConnectionStatus) => ({ status, code: null, reason: null, retryInMs: null });
