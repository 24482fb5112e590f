import { html, nothing, type TemplateResult } from 'lit';
import { fill } from '../locales/en.js';
import { explorerUrl, ledgerTxidOf, readReturnUrl } from '../payload/links.js';
import { isSigned } from '../payload/snapshot.js';
import { isCodeShown, isInHand, type ViewContext } from './context.js';
import { said } from './said.js';

type Action = TemplateResult | typeof nothing;

const button = (part: string, label: string, onClick: () => void, isMain = false): Action =>
  html`<button type="button" part=${part} class=${isMain ? 'main' : 'link'} @click=${onClick}
    >${said(label)}</button
  >`;

/** A real link, because only a direct tap on one opens the app. */
function openLink({ snapshot, isFramed, actions }: ViewContext, label: string, isMain: boolean): Action {
  return html`<a
    part="open-link"
    class=${isMain ? 'main' : 'link'}
    href=${snapshot.request?.signUrl ?? nothing}
    target=${isFramed ? '_top' : nothing}
    rel="noreferrer"
    @click=${actions.openLink}
    >${said(label)}</a
  >`;
}

const copyButton = ({ terms, copied, actions }: ViewContext): Action =>
  button(
    'copy-button',
    copied === null ? terms.copyLink : copied ? terms.copied : terms.copyFailed,
    actions.copyLink,
  );

const codeButton = (context: ViewContext, label: string): Action =>
  button('qr-button', isCodeShown(context) ? context.terms.hideCode : label, context.actions.toggleCode);

/** The link itself, to follow or to copy. */
export const otherWays = (context: ViewContext): Action =>
  html`${openLink(context, context.terms.openLink, context.isPhone)}${copyButton(context)}`;

function whileWaiting(context: ViewContext): Action {
  const { terms, isPhone, isPushed } = context;
  if (isPhone) {
    const code = codeButton(context, isPushed ? terms.showCode : terms.otherDevice);
    return html`${openLink(context, terms.openLink, true)}${code}${copyButton(context)}`;
  }
  // After a push they are at the foot, until somebody asks for the QR code.
  if (isPushed && !isCodeShown(context)) return codeButton(context, terms.showCode);
  return html`${isPushed ? codeButton(context, terms.showCode) : nothing}${otherWays(context)}`;
}

function whileInHand(context: ViewContext): Action {
  const { snapshot, terms, isPhone } = context;
  const code = codeButton(context, terms.showCodeAgain);
  const link = isPhone ? openLink(context, terms.continueLink, true) : nothing;
  return html`${link}${code}${snapshot.run.isLapsed ? again(context) : nothing}`;
}

function returnLink({ snapshot, terms, pageOrigin }: ViewContext, isMain: boolean): Action {
  // Nobody should leave while the signature is being confirmed.
  if (snapshot.state === 'verifying') return nothing;
  const target = readReturnUrl(snapshot.resolution?.returnUrl.web ?? null, pageOrigin);
  if (!target) return nothing;
  const label =
    target.foreignHost === null ? terms.continue : fill(terms.continueTo, 'host', target.foreignHost);
  return html`<a part="return-link" class=${isMain ? 'main' : 'link'} href=${target.href}>${said(label)}</a>`;
}

export function explorerLink({ snapshot, network, terms }: ViewContext): Action {
  const href = isSigned(snapshot.state) ? explorerUrl(network, ledgerTxidOf(snapshot)) : null;
  if (href === null) return nothing;
  return html`<a part="explorer-link" class="link" href=${href} target="_blank" rel="noopener noreferrer"
    >${said(terms.viewTransaction)}</a
  >`;
}

/** "Check again" and "New request". */
function again({ snapshot, terms, hasBackend, isRenewable, actions }: ViewContext): Action {
  const { state, unverifiedReason, knownUnsigned } = snapshot;
  // Next to "do not pay again", nothing may invite to pay again.
  const canRenew =
    isRenewable && (!isSigned(state) || (state === 'unverified' && unverifiedReason === 'refused'));
  // Where somebody may have signed, checking again comes before a new request.
  const canCheck =
    hasBackend &&
    (state === 'unverified' ||
      state === 'not-found' ||
      state === 'signed' ||
      isInHand(snapshot) ||
      (state === 'expired' && !knownUnsigned));
  const isCheckMain = canCheck && (state === 'unverified' || !canRenew);
  return html`${canCheck ? button('check-button', terms.checkAgain, actions.check, isCheckMain) : nothing}${
    canRenew ? button('renew-button', terms.newRequest, actions.renew, !isCheckMain) : nothing
  }`;
}

const afterwards = (context: ViewContext): Action =>
  html`${again(context)}${returnLink(context, context.snapshot.state === 'verified')}`;

/** What the user can do now: the main action as a button, the others as links. */
export function actions(context: ViewContext): Action {
  const { snapshot } = context;
  switch (snapshot.state) {
    case 'idle':
    case 'error':
      return nothing;
    case 'waiting':
      return whileWaiting(context);
    default:
      return isInHand(snapshot) ? whileInHand(context) : afterwards(context);
  }
}
