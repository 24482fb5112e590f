import type { LitElement, TemplateResult } from 'lit';
import { CopyController } from './controllers/copy-controller.js';
import { CountdownController } from './controllers/countdown-controller.js';
import { FocusController } from './controllers/focus-controller.js';
import { LocaleController } from './controllers/locale-controller.js';
import { PointerController } from './controllers/pointer-controller.js';
import { SlotController } from './controllers/slot-controller.js';
import { SpeechController } from './controllers/speech-controller.js';
import { ThemeController } from './controllers/theme-controller.js';
import type { Environment, Page } from './environment.js';
import { XummEvent } from './events.js';
import type { Terms } from './locales/en.js';
import type { Snapshot } from './payload/snapshot.js';
import { card } from './view/card.js';
import { isCodeShown, isInHand, isOutcome, type ViewActions, type ViewContext } from './view/context.js';
import { withMessages } from './view/messages.js';
import { createEncoder } from './view/qr-code.js';
import { spoken } from './view/spoken.js';

/** What the page set of it. */
interface Shown extends LitElement {
  readonly messages: Partial<Terms> | null;
  readonly renewable: boolean;
  readonly network: string | null;
  readonly layout: string | null;
  checkStatus(): Promise<unknown>;
}

/** How the element looks: gathers what the card is a function of, and keeps what a person did with it. */
export class Appearance {
  readonly #host: Shown;
  readonly #page: Page;
  readonly #read: () => Snapshot;
  readonly #countdown: CountdownController;
  readonly #actions: ViewActions;
  readonly #pointer: PointerController;
  readonly #locale: LocaleController;
  readonly #theme: ThemeController;
  readonly #copy: CopyController;
  readonly #slots: SlotController;
  readonly #encode = createEncoder();
  /** What was rendered last. */
  #context: ViewContext | null = null;
  #isCodeAsked = false;
  /** The wallet was opened by this page's own link, and so opens the way back itself. */
  isLinkTapped = false;

  constructor(host: Shown, environment: Environment, read: () => Snapshot) {
    this.#host = host;
    this.#page = environment.page;
    this.#read = read;
    this.#countdown = new CountdownController(host, environment, read);
    this.#pointer = new PointerController(host, environment);
    this.#locale = new LocaleController(host);
    this.#theme = new ThemeController(host, environment);
    this.#copy = new CopyController(host, environment);
    this.#slots = new SlotController(host);
    new SpeechController(host, new FocusController(host), () => (this.#context ? spoken(this.#context) : []));
    this.#actions = {
      toggleCode: () => {
        this.#isCodeAsked = !this.#isCodeAsked;
        host.requestUpdate();
      },
      openLink: () => {
        this.isLinkTapped = true;
      },
      copyLink: () => {
        void this.#copy.copy(read().request?.signUrl ?? '');
      },
      renew: () => {
        host.dispatchEvent(new XummEvent('xumm-renew', { uuid: read().request?.uuid ?? null }));
      },
      check: () => {
        void host.checkStatus();
      },
    };
  }

  get secondsLeft(): number | null {
    return this.#countdown.secondsLeft;
  }

  /** What was asked for of one payload, or before it was opened, is not asked for now. */
  change(before: Snapshot, after: Snapshot): void {
    const isAnother = before.request?.uuid !== after.request?.uuid;
    if (isAnother) this.isLinkTapped = false;
    if (isAnother || isInHand(after) !== isInHand(before)) this.#isCodeAsked = false;
    this.#host.requestUpdate();
  }

  render(isPushed: boolean): TemplateResult {
    const context = (this.#context = this.#contextOf(this.#read(), isPushed));
    const { request, state } = context.snapshot;
    return card(
      context,
      request && (isCodeShown(context) || state === 'expired')
        ? this.#encode(request.signUrl, context.hasLogo)
        : null,
    );
  }

  #contextOf(snapshot: Snapshot, isPushed: boolean): ViewContext {
    const { messages, renewable, network, layout } = this.#host;
    const { online, framed, origin } = this.#page;
    const { terms, language, direction } = this.#locale.read();
    return {
      snapshot,
      terms: withMessages(terms, messages),
      language,
      direction,
      isSchemeDeclared: this.#theme.isDeclared,
      secondsLeft: this.secondsLeft,
      isPhone: this.#pointer.isCoarse,
      isPushed,
      isCodeAsked: this.#isCodeAsked,
      copied: this.#copy.copied,
      isOnline: online,
      isFramed: framed,
      hasLogo: this.#slots.textOf('logo') !== null,
      outcomeText: isOutcome(snapshot) ? this.#slots.textOf(snapshot.state) || null : null,
      hasBackend: snapshot.hasBackend,
      isRenewable: renewable,
      network,
      pageOrigin: origin,
      layout,
      appUrl: this.#pointer.appUrl,
      actions: this.#actions,
    };
  }
}
