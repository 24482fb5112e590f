import { endLoan } from './without-dom.js'; // before lit, which needs it where there is no DOM
import type { CSSResultGroup, PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import { createAppearance } from './appearance.js';
import { BaseElement, flag } from './base-element.js';
import { createConfiguration, type Configuration } from './controllers/configuration.js';
import { followPresence } from './controllers/presence.js';
import { createReporter, REFLECTED } from './controllers/reporter.js';
import { checkSpelling } from './controllers/spelling.js';
import { browserEnvironment, type Environment } from './environment.js';
import type { ResolvedDetail } from './events.js';
import { activities } from './follow/activities.js';
import { createFollower, type Follower } from './follow/follower.js';
import type { GetStatus } from './follow/question.js';
import type { Terms } from './locales/en.js';
import type { CreatedPayload } from './payload/created.js';
import type { ConnectionStatus, State } from './payload/snapshot.js';
import { isUnderWay } from './payload/wanted.js';
import { setShared, shared } from './shared.js';
import { styles } from './xumm-payload-status.styles.js';

endLoan();

/**
 * Shows a Xumm/Xaman sign request: QR code, countdown, progress and outcome. It follows the payload's websocket, asks the
 * page's own backend what really happened, and reports it to the page by events.
 *
 * `signed: true` on the socket is a claim, not a payment. Only the state `verified` means success.
 *
 * @element xumm-payload-status
 *
 * @fires {CustomEvent<ConnectionChangeDetail>} xumm-connection-change - each time the connection changes. Detail: `connection`, `previous`, `code`, `reason`, `retryInMs`
 * @fires {CustomEvent<StateChangeDetail>} xumm-state-change - each time the state changes. Detail: `state`, `previous`
 * @fires {CustomEvent<CountdownDetail>} xumm-countdown - each time the platform sends the time left, at most once a second. This is not a ticker: for your own countdown read the property `secondsLeft`. Detail: `secondsLeft`
 * @fires {CustomEvent<PayloadDetail>} xumm-opened - the request was opened in the wallet
 * @fires {CustomEvent<PayloadDetail>} xumm-devapp-fetched - your backend fetched the payload
 * @fires {CustomEvent<PayloadDetail>} xumm-pre-signed - the user started to sign
 * @fires {CustomEvent<PayloadDetail>} xumm-dispatched - the wallet is submitting the transaction; never for a sign-in
 * @fires {XummResolvedEvent} xumm-resolved - signed or rejected. Only a claim: deliver nothing on it. Detail: `signed`, `txid`, `returnUrl`, `customMeta`, `openedByDeeplink`, `userToken`, `referenceCallUuid`, `source`; the event has `respondWith(promise)`
 * @fires {CustomEvent<ExpiredDetail>} xumm-expired - not opened in time; a late signature may still follow. Detail: `cancelled`: boolean or null
 * @fires {CustomEvent<VerifiedDetail>} xumm-verified - your backend confirmed it: **success**. Detail: `txid`
 * @fires {CustomEvent<UnverifiedDetail>} xumm-unverified - each time a verification ends without confirmation. Detail: `reason`: `refused`, `timeout`, `failed`
 * @fires {CustomEvent<PayloadDetail>} xumm-renew - each time somebody presses "New request"
 * @fires {CustomEvent<ErrorDetail>} xumm-error - each time something is wrong. Detail: `code`: `invalid-url` `untrusted-host` `payload-mismatch` `not-found` `bad-frame` `status-failed`; `message`
 *
 * @slot header - at the top of the card
 * @slot footer - at the bottom of the card
 * @slot summary - above the QR code: who is paid, what for, how much
 * @slot logo - in the middle of the QR code
 * @slot verified - replaces the text of this outcome
 * @slot rejected - replaces the text of this outcome
 * @slot expired - replaces the text of this outcome
 *
 * @csspart base - the card
 * @csspart qr - the QR code
 * @csspart open-link - the link that opens the wallet
 * @csspart copy-button - copies that link
 * @csspart qr-button - shows or hides the QR code where it is not visible at first
 * @csspart countdown - the time left
 * @csspart steps - the list of steps
 * @csspart step - each step
 * @csspart step-current - the current step
 * @csspart step-done - a step that is done
 * @csspart message - the sentence below the title
 * @csspart connection - the note on a lost connection
 * @csspart outcome - title and text of an outcome
 * @csspart help - what to do when the QR code does not scan
 * @csspart app-link - where to get the wallet
 * @csspart explorer-link - the transaction in the explorer
 * @csspart return-link - "Continue"
 * @csspart renew-button - "New request"
 * @csspart check-button - "Check again"
 *
 * @cssprop --xumm-accent - links, the main button, the steps
 * @cssprop --xumm-background - the card
 * @cssprop --xumm-foreground - text
 * @cssprop --xumm-muted - secondary text
 * @cssprop --xumm-border - lines
 * @cssprop --xumm-success - a confirmed outcome
 * @cssprop --xumm-danger - a failed outcome, and the last minute
 * @cssprop --xumm-radius - corners of the card
 * @cssprop --xumm-font - font family; by default that of the page
 * @cssprop --xumm-gap - space inside the card
 * @cssprop --xumm-qr-size - width of the QR code with its quiet zone
 */
export class XummPayloadStatus extends BaseElement {
  static override properties: PropertyDeclarations = {
    payload: {},
    websocketUrl: { attribute: 'websocket-url' },
    uuid: {},
    signUrl: { attribute: 'sign-url' },
    pushed: { converter: flag },
    statusUrl: { attribute: 'status-url' },
    getStatus: { attribute: false },
    renewable: { converter: flag },
    autoReturn: { converter: flag, attribute: 'auto-return' },
    network: {},
    layout: {},
    messages: { attribute: false },
  };

  static override styles: CSSResultGroup = styles;

  /** Hosts (with the port, if any) that sockets and sign links may lead to. Only a script can add one, markup cannot. */
  static get trustedHosts(): Set<string> {
    return shared().trustedHosts;
  }
  static set trustedHosts(hosts: Set<string>) {
    setShared(this, 'trustedHosts', hosts, XummPayloadStatus);
  }

  /** The `status-url` of elements that set none. An element that sets an empty one has no backend. */
  static get defaultStatusUrl(): string | null {
    return shared().defaultStatusUrl;
  }
  static set defaultStatusUrl(url: string | null) {
    setShared(this, 'defaultStatusUrl', url, XummPayloadStatus);
  }

  /** The socket, fetch, clock and random source in use. A subclass may replace them. */
  static environment: Environment = browserEnvironment;

  /** the response of "create payload", as an object or as JSON text; its values win over the other attributes */
  payload: CreatedPayload | string | null = null;

  /** `refs.websocket_status` of the created payload; setting it subscribes */
  websocketUrl: string | null = null;

  /** the short form: the socket is `wss://xumm.app/sign/<uuid>` */
  uuid: string | null = null;

  /** `next.always` of the created payload: the text of the QR code and the target of the link. Default: `https://<socket host>/sign/<uuid>` */
  signUrl: string | null = null;

  /** the request went to the phone as a push notification: a button shows the QR code */
  pushed = false;

  /** the address of your backend, on the page's own origin, that returns a payload status; `{uuid}` is replaced */
  statusUrl: string | null = null;

  /** a function of yours that returns a payload status or a `Response`; wins over `status-url` */
  getStatus: GetStatus | null = null;

  /** offer "New request" once expired, rejected, refused or not found; the button only dispatches `xumm-renew` */
  renewable = false;

  /** after `verified`, go to the payload's `return_url.web` if it is on the page's own origin; once per payload and tab */
  autoReturn = false;

  /** `mainnet`, `testnet`, `xahau`, …: links the transaction to the explorer of that network */
  network: string | null = null;

  /** `compact`: one row, for a sidebar or a till; anything else: the card */
  layout: string | null = null;

  /** your own words for single sentences, by the names that `docs/languages.md` lists */
  messages: Partial<Terms> | null = null;

  readonly #environment = (this.constructor as typeof XummPayloadStatus).environment;
  readonly #follower: Follower = createFollower(activities, {
    environment: this.#environment,
    getStatus: () => this.#configuration.getStatus,
    report: (before, after) => {
      this.#appearance.change(before, after);
      return this.#reporter.report(before, after, !this.#appearance.isLinkTapped);
    },
  });
  readonly #reporter = createReporter(this, this.#environment.page);
  readonly #appearance = createAppearance(this, this.#environment, () => this.#follower.snapshot);
  readonly #configuration: Configuration = createConfiguration(this, this.#environment, this.#follower);

  constructor() {
    super();
    // A value that the page set before the definition would hide a read-only property or a method.
    for (const name of Object.getOwnPropertyNames(XummPayloadStatus.prototype))
      Reflect.deleteProperty(this, name);
    followPresence(this, this.#environment.page, this.#follower);
    checkSpelling(this, this.#environment);
  }

  /**
   * `idle` `waiting` `opened` `pre-signed` `dispatched` `signed` `verifying` `verified` `unverified` `rejected` `expired`
   * `not-found` `error`; a value in the markup is overwritten
   *
   * @attr state
   * @reflect
   */
  get state(): State {
    return this.#follower.snapshot.state;
  }

  /**
   * `idle` `connecting` `open` `retrying` `closed`
   *
   * @attr connection
   * @reflect
   */
  get connection(): ConnectionStatus {
    return this.#follower.snapshot.connection.status;
  }

  /** whole seconds until the request expires, never below 0; null while unknown */
  get secondsLeft(): number | null {
    return this.#appearance.secondsLeft;
  }

  /** the detail of `xumm-resolved`, after it was dispatched */
  get resolution(): ResolvedDetail | null {
    const { request, resolution } = this.#follower.snapshot;
    return resolution && { uuid: request?.uuid ?? null, ...resolution };
  }

  /**
   * Asks the backend, and pings or reconnects the socket, now. In `signed` and `unverified` it tries once more to verify;
   * in `not-found` and `expired` it starts again. Without a backend it changes nothing.
   *
   * @returns {Promise<State>} the state after the answer; never rejects
   */
  async checkStatus(): Promise<State> {
    await Promise.resolve(); // if a listener calls this, let its event be handled first
    this.#follower.send({ type: 'checked' });
    const { snapshot } = this.#follower;
    await this.#follower.until((now) => !isUnderWay(snapshot, now));
    return this.state;
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...REFLECTED];
  }

  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (REFLECTED.some((own) => own === name)) this.#reporter.reflect();
    else super.attributeChangedCallback(name, before, after);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#configuration.read(changed);
  }

  protected override render(): TemplateResult {
    return this.#appearance.render(this.#configuration.isPushed);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'xumm-payload-status': XummPayloadStatus;
  }
}
