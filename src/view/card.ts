import { html, nothing, type TemplateResult } from 'lit';
import { isUnresolved } from '../payload/snapshot.js';
import { actions } from './actions.js';
import { isCodeShown, isInHand, isOutcome, type ViewContext } from './context.js';
import { countdown } from './countdown.js';
import { faceFor, type Face } from './face.js';
import { icon } from './icons.js';
import { qrCode, type QrPicture } from './qr-code.js';
import { said } from './said.js';
import { steps } from './steps.js';

/** The code, or one round face; never both. */
function picture(
  context: ViewContext,
  { icon: name, tone, isBusy }: Face,
  code: QrPicture | null,
): TemplateResult {
  return code && isCodeShown(context)
    ? html`<div class="tile"
        >${qrCode(code, context.terms.codeLabel)}${
          // Only on a code that is made for it: a server does not see it, and draws one that is not.
          context.hasLogo ? html`<span class="logo"><slot name="logo"></slot></span>` : nothing
        }</div
      >`
    : html`<div class="face ${tone} ${isBusy ? 'busy' : ''}">${icon(name)}</div>`;
}

const words = ({ title, text }: Face, pill: TemplateResult | typeof nothing = nothing): TemplateResult =>
  html`<div class="headline"><p class="title" tabindex="-1">${said(title)}</p>${pill}</div
    ><p part="message" class="text">${said(text)}</p>`;

/** The page may say an outcome in its own words. */
function saying(context: ViewContext, face: Face): TemplateResult {
  const { snapshot } = context;
  const pill = snapshot.state === 'waiting' || isInHand(snapshot) ? countdown(context) : nothing;
  return isOutcome(snapshot)
    ? html`<div part="outcome" class="head outcome"><slot name=${snapshot.state}>${words(face)}</slot></div>`
    : html`<div class="head">${words(face, pill)}</div>`;
}

/** A lost connection is a quiet strip, not an alarm: nothing is lost. */
function connectionNote({ snapshot, terms, isOnline }: ViewContext): string | null {
  const { state, connection } = snapshot;
  if (!isUnresolved(state) || state === 'expired' || state === 'not-found') return null;
  if (connection.status === 'retrying') return isOnline ? terms.lost : terms.offline;
  return connection.status === 'closed' ? terms.closed : null;
}

export function card(context: ViewContext, code: QrPicture | null): TemplateResult {
  const { snapshot, terms } = context;
  const face = faceFor(context);
  const note = connectionNote(context);
  // No text node may follow an expression: lit takes it for its end, and a browser that translates the page may replace it.
  return html`<div class="frame"
    ><div
      part="base"
      class="card ${context.isSchemeDeclared ? '' : 'system'} ${context.isPhone ? 'phone' : ''}"
      role="group"
      aria-label=${terms.card}
      lang=${context.language}
      dir=${context.direction}
      ><slot name="header"></slot
      ><div class="body"
        ><div class="picture">${picture(context, face, code)}</div
        ><div class="words"
          >${saying(context, face)}${snapshot.state === 'error' ? nothing : steps(context)}<div
            class="actions"
            >${actions(context)}</div
          ></div
        ></div
      >${
        note === null
          ? nothing
          : html`<p part="connection" class="note">${icon('offline')}<span>${said(note)}</span></p>`
      }<slot name="footer"></slot
      ><div class="hidden" role="status" aria-atomic="false"><p></p><p></p><p></p></div></div
  ></div>`;
}
