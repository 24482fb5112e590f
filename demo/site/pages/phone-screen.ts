import { html, nothing, type TemplateResult } from 'lit';
import type { PhoneView } from '../../platform/index.js';
import { shortAccount } from './dom.js';
import { phoneIcon, type PhoneIconName } from './phone-icons.js';
import { menus, type Menu, type MenuHands } from './phone-troubles.js';

/** Everything that the phone's screen is made from. */
export type Screen =
  | { readonly kind: 'loading' }
  | { readonly kind: 'problem'; readonly problem: string }
  | (Menu & {
      readonly kind: 'request';
      readonly problem: string | null;
      readonly isSent: boolean;
      readonly isFramed: boolean;
    });
type Request = Extract<Screen, { kind: 'request' }>;

export interface Hands extends MenuHands {
  readonly open: () => Promise<void>;
  readonly sign: () => Promise<void>;
  readonly reject: () => Promise<void>;
}

/** The phone's account until a signature shows another: the ledger's genesis account. */
const WALLET_ACCOUNT = 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh';

const DROPS_PER_XRP = 1_000_000;

/** The ledger writes XRP as a string of drops, and anything else as an object. */
function amountText(amount: unknown): string {
  if (typeof amount === 'string') return `${Number(amount) / DROPS_PER_XRP} XRP`;
  const { value, currency } = (amount ?? {}) as { value?: string; currency?: string };
  return value === undefined ? '' : `${value} ${currency ?? ''}`;
}

const isSignIn = ({ tx_type }: PhoneView): boolean => tx_type === 'SignIn';
const stringOr = (value: unknown, otherwise: string): string =>
  typeof value === 'string' ? value : otherwise;

const account = (address: string): TemplateResult =>
  html`<details class="whole">
    <summary><code>${shortAccount(address)}</code></summary>
    <code>${address}</code>
  </details>`;

const face = (tone: string, name: PhoneIconName): TemplateResult =>
  html`<div class="face ${tone}">${phoneIcon(name)}</div>`;

const words = (title: string, text: string): TemplateResult =>
  html`<h1 tabindex="-1">${title}</h1>
    <p>${text}</p>`;

const centre = (content: unknown): TemplateResult => html`<div class="centre">${content}</div>`;

function returnLink({ view, isFramed }: Request): TemplateResult | typeof nothing {
  const target = view.return_url.web ?? view.return_url.app;
  // Whoever created the payload chose it: a wallet follows web links, never a script.
  if (target === null || !/^https?:\/\//.test(target)) return nothing;
  return html`<a class="button" href=${target} target=${isFramed ? '_blank' : nothing}>Return to shop</a>`;
}

function review({ view }: Request): TemplateResult {
  const { request_json: tx } = view;
  return html`
    <p class="lead"><strong>${view.application.name}</strong> asks you to</p>
    <h1 tabindex="-1">${isSignIn(view) ? 'Sign in' : `Pay ${amountText(tx['Amount'])}`}</h1>
    <p class="instruction">${view.instruction}</p>
    <dl>
      ${
        typeof tx['Destination'] === 'string'
          ? html`<div>
              <dt>To</dt>
              <dd>${account(tx['Destination'])}</dd>
            </div>`
          : nothing
      }
      <div>
        <dt>${isSignIn(view) ? 'As' : 'From your account'}</dt>
        <dd>${account(stringOr(tx['Account'], WALLET_ACCOUNT))}</dd>
      </div>
      <div>
        <dt>Kind</dt>
        <dd>${isSignIn(view) ? 'Signature only, nothing is sent' : 'Payment, sent to the ledger'}</dd>
      </div>
    </dl>
  `;
}

function inHand(screen: Request, hands: Hands): TemplateResult {
  const { view, isSigning } = screen;
  return html`
    <div class="scroll">${review(screen)}${menus(screen, hands)}</div>
    <footer>
      <p class="progress" role="status">
        ${isSigning ? html`<span class="spinner" aria-hidden="true"></span>Signing…` : nothing}
      </p>
      <button
        type="button"
        class="button"
        ?disabled=${isSigning || !view.actions.includes('sign')}
        @click=${hands.sign}
      >
        Sign
      </button>
      <button
        type="button"
        class="button quiet"
        ?disabled=${isSigning || !view.actions.includes('decline')}
        @click=${hands.reject}
      >
        Reject
      </button>
    </footer>
  `;
}

function signedText({ view, isSent, scenario }: Request): string {
  if (isSignIn(view)) return 'The shop was told.';
  if (!isSent) return 'It was sent to the ledger, and the shop was told.';
  return scenario?.signing['report'] === 'lost'
    ? 'It was sent to the ledger. The platform was not told.'
    : 'It was sent to the ledger. The platform is told later.';
}

const signed = (screen: Request): TemplateResult => html`
  ${centre(html`${face('good', 'check')}${words('Signed', signedText(screen))}`)}
  <footer>${returnLink(screen)}</footer>
`;

function request(screen: Request, hands: Hands): TemplateResult {
  const { view, isSent } = screen;
  if (isSent) return signed(screen);
  if (view.refused)
    return html`${centre(html`${face('quiet', 'clock')}${words('Too late', 'The time ran out while this request was open: it can no longer be signed.')}`)}
      <div class="below">${menus(screen, hands)}</div>`;
  switch (view.state) {
    case 'created':
      return html`
        ${centre(html`${face('calm', 'letter')}${words('New request', `${view.application.name} wants you to look at something.`)}`)}
        <div class="below">${menus(screen, hands)}</div>
        <footer>
          <button
            type="button"
            class="button"
            ?disabled=${!view.actions.includes('open')}
            @click=${hands.open}
          >
            Open request
          </button>
        </footer>
      `;
    case 'opened':
    case 'pre-signed':
    case 'dispatched':
      return inHand(screen, hands);
    case 'signed':
      return signed(screen);
    case 'declined':
      return html`
        ${centre(html`${face('bad', 'cross')}${words('Rejected', 'Nothing was signed, and nothing was sent.')}`)}
        <footer>${returnLink(screen)}</footer>
      `;
    case 'cancelled':
      return centre(html`${face('quiet', 'cross')}${words('Cancelled', 'The shop took this request back.')}`);
    case 'expired':
      return centre(
        html`${face('quiet', 'clock')}${words('Too late', 'This request was not opened in time.')}`,
      );
  }
}

/** The phone's screen. */
export function screen(shown: Screen, hands: Hands): TemplateResult {
  switch (shown.kind) {
    case 'loading':
      return centre(html`<h1>Looking…</h1>`);
    case 'problem':
      return centre(html`${face('quiet', 'question')}${words('Nothing to sign', shown.problem)}`);
    case 'request':
      return html`${request(shown, hands)}${
        shown.problem === null ? nothing : html`<p class="problem" role="alert">${shown.problem}</p>`
      }`;
  }
}
