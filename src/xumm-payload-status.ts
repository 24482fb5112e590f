import { endLoan } from './without-dom.js'; // before lit, which needs it where there is no DOM
import {
  LitElement,
  type CSSResultGroup,
  type PropertyDeclaration,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { misspelled } from './attributes.js';
import { CopyController } from './controllers/copy-controller.js';
import { CountdownController } from './controllers/countdown-controller.js';
import { FocusController } from './controllers/focus-controller.js';
import { LocaleController } from './controllers/locale-controller.js';
import { PointerController } from './controllers/pointer-controller.js';
import { PresenceController } from './controllers/presence-controller.js';
import { SlotController } from './controllers/slot-controller.js';
import { SpeechController } from './controllers/speech-controller.js';
import { ThemeController } from './controllers/theme-controller.js';
import { browserEnvironment, isOnServer, type Environment } from './environment.js';
import { dispatch, XummEvent, type ResolvedDetail } from './events.js';
import { activities } from './follow/activities.js';
import { Follower } from './follow/follower.js';
import { askUrl, type GetStatus } from './follow/question.js';
import type { Terms } from './locales/en.js';
import { readReturnUrl } from './payload/links.js';
import { readConfiguration, readPushed, type CreatedPayload } from './payload/request.js';
import type { ConnectionStatus, Snapshot, State } from './payload/snapshot.js';
import { isUnderWay } from './payload/wanted.js';
import { card } from './view/card.js';
import { isCodeShown, isInHand, isOutcome, type ViewActions, type ViewContext } from './view/context.js';
import { setShared, shared } from './shared.js';
import { adoptStylesThere } from './view/adopt-styles.js';
import { withMessages } from './view/messages.js';
import { createEncoder } from './view/qr-code.js';
import { spoken } from './view/spoken.js';
import { styles } from './xumm-payload-status.styles.js';

endLoan();

/** A framework that mounts before the element is defined writes `false` as the attribute `"false"`. */
const flag = { fromAttribute: (value: string | null) => value !== null && value !== 'false' };

/** What, when changed, may name another payload or another backend. */
const CONFIGURATION = ['payload', 'websocketUrl', 'uuid', 'signUrl', 'statusUrl', 'getStatus'] as const;

/**
 * Shows a Xumm/Xaman sign request: QR code, countdown, progress and outcome. It follows the payload's socket, asks the
 * page's own backend for the truth, and tells the page by events.
 *
 * `signed: true` on the socket is a claim, not a payment: only the state `verified` is success.
 *
 * @element xumm-payload-status
 *
 * @fires {CustomEvent<ConnectionChangeDetail>} xumm-connection-change - each change of the connection. Detail: `connection`, `previous`, `code`, `reason`, `retryInMs`
 * @fires {CustomEvent<StateChangeDetail>} xumm-state-change - each change of the state. Detail: `state`, `previous`
 * @fires {CustomEvent<CountdownDetail>} xumm-countdown - the platform told the time; no ticker: for a display of your own read the property `secondsLeft`. Each, one a second at most. Detail: `secondsLeft`
 * @fires {CustomEvent<PayloadDetail>} xumm-opened - opened in the wallet
 * @fires {CustomEvent<PayloadDetail>} xumm-devapp-fetched - your backend fetched the payload
 * @fires {CustomEvent<PayloadDetail>} xumm-pre-signed - the person started to sign
 * @fires {CustomEvent<PayloadDetail>} xumm-dispatched - being submitted; never for a sign-in
 * @fires {XummResolvedEvent} xumm-resolved - signed or rejected; a claim. Detail: `signed`, `txid`, `returnUrl`, `customMeta`, `openedByDeeplink`, `userToken`, `referenceCallUuid`, `source`; the event has `respondWith(promise)`
 * @fires {CustomEvent<ExpiredDetail>} xumm-expired - not opened in time; a late signature may still follow. Detail: `cancelled`: boolean or null
 * @fires {CustomEvent<VerifiedDetail>} xumm-verified - your backend confirmed: **success**. Detail: `txid`
 * @fires {CustomEvent<UnverifiedDetail>} xumm-unverified - signed, but not confirmed. Detail: `reason`: `refused`, `timeout`, `failed`
 * @fires {CustomEvent<PayloadDetail>} xumm-renew - each click on "New request"
 * @fires {CustomEvent<ErrorDetail>} xumm-error - each fault. Detail: `code`: `invalid-url` `untrusted-host` `payload-mismatch` `not-found` `bad-frame` `status-failed`; `message`
 *
 * @slot header - above all
 * @slot footer - below all
 * @slot summary - above the code: who, what, how much
 * @slot logo - in the middle of the QR code
 * @slot verified - replaces the text of that outcome
 * @slot rejected - replaces the text of that outcome
 * @slot expired - replaces the text of that outcome
 *
 * @csspart base - the card
 * @csspart qr - the QR code
 * @csspart open-link - the link that opens the wallet
 * @csspart copy-button - copies that link
 * @csspart qr-button - shows and hides the QR code where it is not there at once
 * @csspart countdown - the time left
 * @csspart steps - the list of steps
 * @csspart step - each step
 * @csspart step-current - the present step
 * @csspart step-done - a step that is done
 * @csspart message - the sentence below the title
 * @csspart connection - the note on a lost connection
 * @csspart outcome - title and text of an outcome
 * @csspart help - what to do when the code does not scan
 * @csspart app-link - where the wallet is to be had
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
 * @cssprop --xumm-danger - a failed one, and the last minute
 * @cssprop --xumm-radius - corners of the card
 * @cssprop --xumm-font - font family; the page's own by default
 * @cssprop --xumm-gap - space inside the card
 * @cssprop --xumm-qr-size - width of the QR code with its quiet zone
 */
export class XummPayloadStatus extends LitElement {
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
    isCodeAsked: { state: true },
  };

  static override styles: CSSResultGroup = styles;

  static {
    // What an update read of the configuration opens a socket after it, and that is one more thing to show.
    this.disableWarning?.('change-in-update');
  }

  /** Hosts, with their port, that sockets and sign links may lead to. Add your own in a script, never from markup. */
  static get trustedHosts(): Set<string> {
    return shared().trustedHosts;
  }
  static set trustedHosts(hosts: Set<string>) {
    setShared(this, 'trustedHosts', hosts, XummPayloadStatus);
  }

  /** Of `status-url`, for elements that set none; an empty one stands for no backend. */
  static get defaultStatusUrl(): string | null {
    return shared().defaultStatusUrl;
  }
  static set defaultStatusUrl(url: string | null) {
    setShared(this, 'defaultStatusUrl', url, XummPayloadStatus);
  }

  /** The socket, fetch, clock and random source in use: a subclass may bring its own. */
  static environment: Environment = browserEnvironment;

  /** what "create payload" answered, as an object or as JSON text; what it says goes before the others */
  payload: CreatedPayload | string | null = null;

  /** `refs.websocket_status` of the created payload; setting it subscribes */
  websocketUrl: string | null = null;

  /** the short form: the socket is `wss://xumm.app/sign/<uuid>` */
  uuid: string | null = null;

  /** `next.always`; else `https://<socket host>/sign/<uuid>`. The QR code's text and the link's target */
  signUrl: string | null = null;

  /** the request went to the phone as a push notification: the QR code is behind a button */
  pushed = false;

  /** your backend, own origin only; `{uuid}` is replaced; answers a payload status */
  statusUrl: string | null = null;

  /** the same, written by you; wins over `status-url`. May also resolve to a `Response` */
  getStatus: GetStatus | null = null;

  /** offer "New request" once expired, rejected, unverified or not found */
  renewable = false;

  /** after `verified` go to the payload's `return_url.web`, on the page's own origin only */
  autoReturn = false;

  /** `mainnet`, `testnet`, `xahau`, …: links the transaction in the explorer */
  network: string | null = null;

  /** `compact`: one row, for a sidebar or a till; anything else: the card */
  layout: string | null = null;

  /** overrides single sentences, by their names in [`src/locales/en.ts`](src/locales/en.ts) */
  messages: Partial<Terms> | null = null;

  private isCodeAsked = false;

  readonly #environment = (this.constructor as typeof XummPayloadStatus).environment;
  #backend: GetStatus | null = null;
  /** What `payload` says of it goes before the property. */
  #isPushed = false;
  #isSpellingChecked = false;
  /** The wallet was opened by this page's own link, and so opens the way back itself. */
  #isLinkTapped = false;
  readonly #follower = new Follower(
    {
      environment: this.#environment,
      getStatus: () => this.#backend,
      report: (before, after) => {
        this.#report(before, after);
      },
    },
    activities,
  );
  readonly #countdown = new CountdownController(this, this.#environment, () => this.#follower.snapshot);
  readonly #pointer = new PointerController(this, this.#environment);
  readonly #locale = new LocaleController(this);
  readonly #theme = new ThemeController(this, this.#environment);
  readonly #copy = new CopyController(this, this.#environment);
  readonly #slots = new SlotController(this);
  readonly #focus = new FocusController(this);
  /** What was rendered last. */
  #context: ViewContext | null = null;
  readonly #encode = createEncoder();

  constructor() {
    super();
    new PresenceController(this, this.#environment.page, this.#follower);
    new SpeechController(this, this.#focus, () => (this.#context ? spoken(this.#context) : []));
  }

  /**
   * `idle` `waiting` `opened` `pre-signed` `dispatched` `signed` `verifying` `verified` `unverified` `rejected` `expired`
   * `not-found` `error`; what stands in the markup is overwritten
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

  /** whole seconds until the request expires, never below 0; null where that is not known */
  get secondsLeft(): number | null {
    return this.#countdown.secondsLeft;
  }

  /** the detail of `xumm-resolved`, once it was dispatched */
  get resolution(): ResolvedDetail | null {
    const { request, resolution } = this.#follower.snapshot;
    return resolution && { uuid: request?.uuid ?? null, ...resolution };
  }

  /**
   * Asks the backend, and pings or reconnects the socket, now. In `signed` and `unverified` it is one more try to
   * verify; in `not-found` and `expired` it starts anew. Without a backend it changes nothing.
   *
   * @returns {Promise<State>} the state after the answer; it never rejects
   */
  async checkStatus(): Promise<State> {
    await Promise.resolve(); // called by a listener of an event, what the event reports is done first
    this.#follower.send({ type: 'checked' });
    const { snapshot } = this.#follower;
    await this.#follower.until((now) => !isUnderWay(snapshot, now));
    return this.state;
  }

  /** Frameworks pass `undefined` for what is not set: it reads as what nothing set reads as. */
  protected static override getPropertyDescriptor(
    name: PropertyKey,
    key: string | symbol,
    options: PropertyDeclaration,
  ): PropertyDescriptor | undefined {
    const descriptor = super.getPropertyDescriptor(name, key, options);
    const none = options.converter === flag ? false : null;
    return (
      descriptor && {
        ...descriptor,
        set(value: unknown) {
          descriptor.set?.call(this, value ?? none);
        },
      }
    );
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'state', 'connection'];
  }

  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (name === 'state' || name === 'connection') this.#reflect();
    else super.attributeChangedCallback(name, before, after);
  }

  override connectedCallback(): void {
    if (isOnServer()) return;
    super.connectedCallback();
    this.#reflect();
    if (!this.#isSpellingChecked)
      for (const [name, right] of misspelled(
        this.getAttributeNames(),
        (this.constructor as typeof XummPayloadStatus).observedAttributes,
      ))
        console.warn(`<${this.localName}> knows no attribute "${name}": write ${right}.`);
    this.#isSpellingChecked = true;
  }

  protected override createRenderRoot(): ShadowRoot {
    if (this.shadowRoot) this.takeUp(this.shadowRoot);
    // Past LitElement's own, which would draw before what is there, or, where a page hydrates other elements, once more.
    const { shadowRootOptions, elementStyles } = this.constructor as typeof LitElement;
    const root = this.shadowRoot ?? this.attachShadow(shadowRootOptions);
    adoptStylesThere(root, elementStyles);
    return root;
  }

  /**
   * What a server drew makes room; the entry `hydrate` keeps it.
   *
   * @internal
   */
  protected takeUp(root: ShadowRoot): void {
    root.replaceChildren();
  }

  /** Style sheets do not come along to another document. */
  adoptedCallback(): void {
    if (this.shadowRoot)
      adoptStylesThere(this.shadowRoot, (this.constructor as typeof LitElement).elementStyles);
  }

  /** Reads the configuration here, so that the first render, on a server too, shows the code. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#locale.readOwn();
    if (changed.has('payload') || changed.has('pushed'))
      this.#isPushed = readPushed(this.payload) ?? this.pushed;
    if (!CONFIGURATION.some((name) => changed.has(name))) return;
    const { trustedHosts, defaultStatusUrl } = this.constructor as typeof XummPayloadStatus;
    const getStatus = typeof this.getStatus === 'function' ? this.getStatus : null;
    const statusUrl = getStatus ? null : (this.statusUrl ?? defaultStatusUrl);
    const reading = readConfiguration(this, statusUrl, { trustedHosts, page: this.#environment.page });
    if ('fault' in reading) {
      this.#backend = null;
      this.#follower.reduce({ type: 'misconfigured', fault: reading.fault });
      return;
    }
    const { request, statusHref } = reading;
    this.#backend = statusHref === null ? getStatus : askUrl(statusHref, this.#environment);
    this.#follower.reduce({ type: 'follow', request, hasBackend: this.#backend !== null });
  }

  protected override updated(): void {
    // What follows from the configuration is done now, and not amid the update that read it.
    this.#follower.update();
  }

  protected override render(): TemplateResult {
    const context = (this.#context = this.#viewContext());
    const { request } = context.snapshot;
    return card(
      context,
      request && (isCodeShown(context) || context.snapshot.state === 'expired')
        ? this.#encode(request.signUrl, context.hasLogo)
        : null,
    );
  }

  #viewContext(): ViewContext {
    const { snapshot } = this.#follower;
    const { page } = this.#environment;
    return {
      snapshot,
      terms: withMessages(this.#locale.terms, this.messages),
      language: this.#locale.language,
      direction: this.#locale.direction,
      isSchemeDeclared: this.#theme.isDeclared,
      secondsLeft: this.secondsLeft,
      isPhone: this.#pointer.isCoarse,
      isPushed: this.#isPushed,
      isCodeAsked: this.isCodeAsked,
      copied: this.#copy.copied,
      isOnline: page.online,
      isFramed: page.framed,
      hasLogo: this.#slots.textOf('logo') !== null,
      outcomeText: isOutcome(snapshot) ? this.#slots.textOf(snapshot.state) || null : null,
      hasBackend: snapshot.hasBackend,
      isRenewable: this.renewable,
      network: this.network,
      pageOrigin: page.origin,
      layout: this.layout,
      appUrl: this.#pointer.appUrl,
      actions: this.#actions,
    };
  }

  readonly #actions: ViewActions = {
    toggleCode: () => {
      this.isCodeAsked = !this.isCodeAsked;
    },
    openLink: () => {
      this.#isLinkTapped = true;
    },
    copyLink: () => {
      void this.#copy.copy(this.#follower.snapshot.request?.signUrl ?? '');
    },
    renew: () => {
      this.dispatchEvent(
        new XummEvent('xumm-renew', { uuid: this.#follower.snapshot.request?.uuid ?? null }),
      );
    },
    check: () => {
      void this.checkStatus();
    },
  };

  #reflect(): void {
    for (const name of ['state', 'connection'] as const)
      if (this.getAttribute(name) !== this[name]) this.setAttribute(name, this[name]);
  }

  #report(before: Snapshot, after: Snapshot): void {
    this.#reflect();
    this.requestUpdate();
    if (before.request?.uuid !== after.request?.uuid) this.#isLinkTapped = false;
    // What was asked for of one payload, or before it was opened, is not asked for now.
    if (before.request?.uuid !== after.request?.uuid || isInHand(after) !== isInHand(before))
      this.isCodeAsked = false;
    const resolved = dispatch(this, before, after);
    if (resolved) this.#follower.send({ type: 'responded', response: resolved.response });
    if (after.state === 'verified' && before.state !== 'verified') this.#returnToShop(after);
  }

  /** Once a payload, for it is verified once. */
  #returnToShop({ resolution, isRestored }: Snapshot): void {
    const { page } = this.#environment;
    const target = readReturnUrl(resolution?.returnUrl.web ?? null, page.origin);
    if (!this.autoReturn || !target || target.foreignHost !== null) return;
    if (!isRestored && !this.#isLinkTapped) page.navigate(target.href);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'xumm-payload-status': XummPayloadStatus;
  }
}
