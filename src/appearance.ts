import type { LitElement, TemplateResult } from 'lit';
import { createCopying } from './controllers/copying.js';
import { followCountdown } from './controllers/countdown.js';
import { keepFocus } from './controllers/focus.js';
import { followLocale } from './controllers/locale.js';
import { followPointer } from './controllers/pointer.js';
import { followSlots } from './controllers/slots.js';
import { speak } from './controllers/speech.js';
import { followTheme } from './controllers/theme.js';
import type { Environment } from './environment.js';
import { XummEvent } from './events.js';
import type { Terms } from './locales/en.js';
import type { Snapshot } from './payload/snapshot.js';
import { card } from './view/card.js';
import { isCodeShown, isInHand, isOutcome, type ViewActions, type ViewContext } from './view/context.js';
import { withMessages } from './view/messages.js';
import { createEncoder } from './view/qr-code.js';
import { spoken } from './view/spoken.js';

/** The settings of the page that concern the look. */
interface Shown extends LitElement {
  readonly messages: Partial<Terms> | null;
  readonly renewable: boolean;
  readonly network: string | null;
  readonly layout: string | null;
  checkStatus(): Promise<unknown>;
}

/** How the element looks, including what the user did with it. */
export interface Appearance {
  readonly secondsLeft: number | null;
  /** The link on this page opened the wallet, which then opens the return address itself. */
  readonly isLinkTapped: boolean;
  /** Forgets that the user asked for the QR code when another payload comes, or when this one is opened. */
  change(before: Snapshot, after: Snapshot): void;
  render(isPushed: boolean): TemplateResult;
}

/** Collects everything that the card is rendered from. */
export function createAppearance(host: Shown, environment: Environment, read: () => Snapshot): Appearance {
  const { page } = environment;
  const secondsLeft = followCountdown(host, environment, read);
  const pointer = followPointer(host, environment);
  const readLocale = followLocale(host);
  const theme = followTheme(host, environment);
  const copying = createCopying(host, environment);
  const slots = followSlots(host);
  /** What was rendered last. */
  let context: ViewContext | null = null;
  speak(host, keepFocus(host), () => (context ? spoken(context) : []));
  const encode = createEncoder();
  let isCodeAsked = false;
  let isLinkTapped = false;

  const actions: ViewActions = {
    toggleCode: () => {
      isCodeAsked = !isCodeAsked;
      host.requestUpdate();
    },
    openLink: () => {
      isLinkTapped = true;
    },
    copyLink: () => {
      void copying.copy(read().request?.signUrl ?? '');
    },
    renew: () => {
      host.dispatchEvent(new XummEvent('xumm-renew', { uuid: read().request?.uuid ?? null }));
    },
    check: () => {
      void host.checkStatus();
    },
  };

  const contextOf = (snapshot: Snapshot, isPushed: boolean): ViewContext => {
    const { messages, renewable, network, layout } = host;
    const { terms, language, direction } = readLocale();
    return {
      snapshot,
      terms: withMessages(terms, messages),
      language,
      direction,
      themeClasses: theme.classes,
      secondsLeft: secondsLeft(),
      isPhone: pointer.isCoarse,
      isPushed,
      isCodeAsked,
      copied: copying.copied,
      isOnline: page.online,
      isFramed: page.framed,
      hasLogo: slots.textOf('logo') !== null,
      isSummaryBlank: slots.isBlank('summary'),
      outcomeText: isOutcome(snapshot) ? slots.textOf(snapshot.state) || null : null,
      hasBackend: snapshot.hasBackend,
      isRenewable: renewable,
      network,
      pageOrigin: page.origin,
      layout,
      appUrl: pointer.appUrl,
      actions,
    };
  };

  return {
    get secondsLeft() {
      return secondsLeft();
    },
    get isLinkTapped() {
      return isLinkTapped;
    },
    change(before, after) {
      const isAnother = before.request?.uuid !== after.request?.uuid;
      if (isAnother) isLinkTapped = false;
      if (isAnother || isInHand(after) !== isInHand(before)) isCodeAsked = false;
      host.requestUpdate();
    },
    render(isPushed) {
      context = contextOf(read(), isPushed);
      const { request, state } = context.snapshot;
      const isDrawn = request && (isCodeShown(context) || state === 'expired');
      return card(context, isDrawn ? encode(request.signUrl, context.hasLogo) : null);
    },
  };
}
