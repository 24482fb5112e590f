import { html, nothing, type TemplateResult } from 'lit';
import { isUnresolved } from '../payload/state.js';
import { actions } from './actions.js';
import { isCodeShown, isInHand, type ViewContext } from './context.js';
import { countdown, spokenTime } from './countdown.js';
import { faceFor, type Face } from './face.js';
import { icon } from './icons.js';
import { qrCode, type QrPicture } from './qr-code.js';
import { steps } from './steps.js';

/** The code, or one round face; never both. */
function picture(
  context: ViewContext,
  { icon: name, tone, isBusy }: Face,
  code: QrPicture | null,
): TemplateResult {
  return code && isCodeShown(context)
    ? html`<div class="tile">
        ${qrCode(code, context.terms.codeLabel)}${
          // Only on a code that is made for it: a server does not see it, and draws one that is not.
          context.hasLogo ? html`<span class="logo"><slot name="logo"></slot></span>` : nothing
        }
      </div>`
    : html`<div class="face ${tone} ${isBusy ? 'busy' : ''}">${icon(name)}</div>`;
}

const words = ({ title, text }: Face, pill: TemplateResult | typeof nothing = nothing): TemplateResult =>
  html`<div class="headline">
      <p class="title" tabindex="-1">${title}</p>
      ${pill}
    </div>
    <p part="message" class="text">${text}</p>`;

/** The page may say an outcome in its own words. */
function saying(context: ViewContext, face: Face): TemplateResult {
  const { state } = context.snapshot;
  switch (state) {
    case 'verified':
    case 'rejected':
    case 'expired':
      return html`<div part="outcome" class="head"><slot name=${state}>${words(face)}</slot></div>`;
    default:
      return html`<div class="head">
        ${words(face, state === 'waiting' || isInHand(context.snapshot) ? countdown(context) : nothing)}
      </div>`;
  }
}

/** A lost connection is a quiet strip, not an alarm: nothing is lost. */
function connectionNote({ snapshot, terms, isOnline }: ViewContext): string | null {
  const { state, connection } = snapshot;
  if (!isUnresolved(state) || state === 'expired' || state === 'not-found') return null;
  if (connection.status === 'retrying') return isOnline ? terms.lost : terms.offline;
  return connection.status === 'closed' ? terms.closed : null;
}

/** A title that ends like a sentence needs no full stop. */
const sentence = (title: string): string => (/[.…!?。？؟।]$/.test(title) ? title : `${title}.`);

/**
 * Spoken once each: the state, the time at its three moments, and what became of copying. A node for each, so that one
 * that comes or goes does not make the others be read again.
 */
function spoken(context: ViewContext, { title, text }: Face): TemplateResult {
  const { snapshot, terms, copied } = context;
  const time = snapshot.state === 'waiting' ? spokenTime(context) : null;
  return html`<div class="hidden" role="status" aria-atomic="false">
    <p>${snapshot.state === 'idle' ? '' : `${sentence(title)} ${text}`}</p>
    <p>${time}</p>
    <p>${copied === null ? '' : copied ? terms.copied : terms.copyFailed}</p>
  </div>`;
}

export function card(context: ViewContext, code: QrPicture | null): TemplateResult {
  const { snapshot, terms } = context;
  const face = faceFor(context);
  const note = connectionNote(context);
  return html`
    <div
      part="base"
      class="card ${context.isSchemeDeclared ? '' : 'system'} ${context.isPhone ? 'phone' : ''}"
      role="group"
      aria-label=${terms.card}
      lang=${context.language}
      dir=${context.direction}
    >
      <slot name="header"></slot>
      <div class="body">
        <div class="picture">${picture(context, face, code)}</div>
        <div class="words">
          ${saying(context, face)} ${snapshot.state === 'error' ? nothing : steps(context)}
          <div class="actions">${actions(context)}</div>
        </div>
      </div>
      ${note === null ? nothing : html`<p part="connection" class="note">${icon('offline')}${note}</p>`}
      <slot name="footer"></slot>
      ${spoken(context, face)}
    </div>
  `;
}
