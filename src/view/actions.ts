import { html, nothing, type TemplateResult } from 'lit';
import { fill } from '../locales/en.js';
import { explorerUrl, readReturnUrl } from '../payload/links.js';
import { isSigned } from '../payload/snapshot.js';
import { isCodeShown, isInHand, type ViewContext } from './context.js';
import { said } from './said.js';

type Action = TemplateResult | typeof nothing;

const button = (part: string, label: string, onClick: () => void, isMain = false): Action =>
  html`<button type="button" part=${part} class=${isMain ? 'main' : 'link'} @click=${onClick}>
    ${said(label)}
  </button>`;

/** The deep link is a real one: only a tap that nothing stands in between of opens the app. */
function openLink({ snapshot, isFramed }: ViewContext, label: string, isMain: boolean): Action {
  return html`<a
    part="open-link"
    class=${isMain ? 'main' : 'link'}
    href=${snapshot.request?.signUrl ?? nothing}
    target=${isFramed ? '_top' : nothing}
    rel="noreferrer"
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

function whileWaiting(context: ViewContext): Action {
  const { terms, isPhone, isPushed } = context;
  const code = isPushed
    ? codeButton(context, terms.showCode)
    : isPhone
      ? codeButton(context, terms.otherDevice)
      : nothing;
  return isPhone
    ? html`${openLink(context, terms.openLink, true)}${code}${copyButton(context)}`
    : html`${code}${openLink(context, terms.openLink, false)}${copyButton(context)}`;
}

function whileInHand(context: ViewContext): Action {
  const { terms, isPhone } = context;
  const code = codeButton(context, terms.showCodeAgain);
  return isPhone ? html`${openLink(context, terms.continueLink, true)}${code}` : code;
}

function returnLink({ snapshot, terms, pageOrigin }: ViewContext, isMain: boolean): Action {
  // While it is being confirmed leaving is no way on.
  if (snapshot.state === 'verifying') return nothing;
  const target = readReturnUrl(snapshot.resolution?.returnUrl.web ?? null, pageOrigin);
  if (!target) return nothing;
  const label =
    target.foreignHost === null ? terms.continue : fill(terms.continueTo, { host: target.foreignHost });
  return html`<a part="return-link" class=${isMain ? 'main' : 'link'} href=${target.href}>${said(label)}</a>`;
}

function explorerLink({ snapshot, network, terms }: ViewContext): Action {
  const { state, verifiedTxid, resolution } = snapshot;
  const href = isSigned(state) ? explorerUrl(network, verifiedTxid ?? resolution?.txid ?? null) : null;
  if (href === null) return nothing;
  return html`<a part="explorer-link" class="link" href=${href} target="_blank" rel="noopener noreferrer"
    >${said(terms.viewTransaction)}</a
  >`;
}

function afterwards(context: ViewContext): Action {
  const { snapshot, terms, hasBackend, isRenewable, actions } = context;
  const { state } = snapshot;
  const canRenew = isRenewable && state !== 'verified' && !(state === 'signed' || state === 'verifying');
  // Where somebody may have signed, looking again comes before starting again.
  const canCheck =
    hasBackend &&
    (state === 'unverified' ||
      state === 'not-found' ||
      state === 'signed' ||
      (state === 'expired' && !snapshot.knownUnsigned));
  const isCheckMain = canCheck && (state === 'unverified' || !canRenew);
  const again = html`${canCheck ? button('check-button', terms.checkAgain, actions.check, isCheckMain) : nothing}${
    canRenew ? button('renew-button', terms.newRequest, actions.renew, !isCheckMain) : nothing
  }`;
  return html`${again}${returnLink(context, state === 'verified')}${explorerLink(context)}`;
}

/** What a person can do now: the one that matters filled, the others as links. */
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
