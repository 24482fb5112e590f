import { html, nothing, type TemplateResult } from 'lit';
import type { PhoneView } from '../../platform/index.js';
import { icon, type IconName } from './phone-icons.js';
import { MISHAPS, WALLET_ACCOUNT, type Mishap } from './mishaps.js';

/** What signing is at. */
export type Progress = 'signing' | 'submitting';

/** All that the phone can show: its screen is a function of this. */
export type Screen =
  | { readonly kind: 'loading' }
  | { readonly kind: 'problem'; readonly problem: string }
  | {
      readonly kind: 'request';
      readonly view: PhoneView;
      readonly problem: string | null;
      readonly progress: Progress | null;
      readonly mishap: Mishap;
      readonly isFramed: boolean;
    };
type Request = Extract<Screen, { kind: 'request' }>;

export interface Hands {
  readonly open: () => Promise<void>;
  readonly sign: () => Promise<void>;
  readonly reject: () => Promise<void>;
  readonly choose: (mishap: Mishap) => void;
}

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

const face = (tone: string, name: IconName): TemplateResult =>
  html`<div class="face ${tone}">${icon(name)}</div>`;

const words = (title: string, text: string): TemplateResult =>
  html`<h1 tabindex="-1">${title}</h1>
    <p>${text}</p>`;

const centre = (content: unknown): TemplateResult => html`<div class="centre">${content}</div>`;

function returnLink({ view, isFramed }: Request): TemplateResult | typeof nothing {
  const target = view.return_url.web ?? view.return_url.app;
  // It comes from whoever created the payload: a wallet follows web links, and no script.
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
              <dd><code>${tx['Destination']}</code></dd>
            </div>`
          : nothing
      }
      <div>
        <dt>${isSignIn(view) ? 'As' : 'From your account'}</dt>
        <dd><code>${stringOr(tx['Account'], WALLET_ACCOUNT)}</code></dd>
      </div>
      <div>
        <dt>Kind</dt>
        <dd>${isSignIn(view) ? 'Signature only, nothing is sent' : 'Payment, sent to the ledger'}</dd>
      </div>
    </dl>
  `;
}

const labelOf = (mishap: Mishap): string => MISHAPS.find(({ id }) => id === mishap)?.label ?? '';

const mishaps = ({ mishap, progress }: Request, hands: Hands): TemplateResult => html`
  <details>
    <summary>${mishap === 'none' ? 'Let something go wrong' : `Will go wrong: ${labelOf(mishap)}`}</summary>
    <fieldset ?disabled=${progress !== null}>
      <legend class="hidden">How the signing goes</legend>
      ${MISHAPS.map(
        ({ id, label, effect }) =>
          html`<label>
            <input
              type="radio"
              name="mishap"
              value=${id}
              .checked=${id === mishap}
              @change=${() => {
                hands.choose(id);
              }}
            />
            <span>${label}<small>${effect}</small></span>
          </label>`,
      )}
    </fieldset>
  </details>
`;

const PROGRESS: Record<Progress, string> = { signing: 'Signing…', submitting: 'Sending to the ledger…' };

function inHand(screen: Request, hands: Hands): TemplateResult {
  const { view, progress } = screen;
  const isBusy = progress !== null;
  return html`
    <div class="scroll">${review(screen)}${view.submitted ? mishaps(screen, hands) : nothing}</div>
    <footer>
      <p class="progress" role="status">
        ${progress === null ? nothing : html`<span class="spinner" aria-hidden="true"></span>${PROGRESS[progress]}`}
      </p>
      <button
        type="button"
        class="button"
        ?disabled=${isBusy || !view.actions.includes('sign')}
        @click=${hands.sign}
      >
        Sign
      </button>
      <button
        type="button"
        class="button quiet"
        ?disabled=${isBusy || !view.actions.includes('decline')}
        @click=${hands.reject}
      >
        Reject
      </button>
    </footer>
  `;
}

function request(screen: Request, hands: Hands): TemplateResult {
  const { view } = screen;
  switch (view.state) {
    case 'created':
      return html`
        ${centre(html`${face('calm', 'letter')}${words('New request', `${view.application.name} wants you to look at something.`)}`)}
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
      return html`
        ${centre(html`${face('good', 'check')}${words('Signed', isSignIn(view) ? 'The shop was told.' : 'It was sent to the ledger, and the shop was told.')}`)}
        <footer>${returnLink(screen)}</footer>
      `;
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

/** What stands on the phone. */
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
