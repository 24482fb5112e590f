import { html, nothing, type TemplateResult } from 'lit';
import { actions } from './actions.js';
import { isCodeShown, isInHand, isOutcome, type ViewContext } from './context.js';
import { countdown } from './countdown.js';
import { faceFor, longest, longestWords, type Face } from './face.js';
import { foot } from './foot.js';
import { icon } from './icons.js';
import { picture } from './picture.js';
import type { QrPicture } from './qr-code.js';
import { said } from './said.js';
import { steps } from './steps.js';

const words = ({ title, text }: Face, pill: TemplateResult | typeof nothing = nothing): TemplateResult =>
  html`<div class="headline"><p class="title" tabindex="-1">${said(title)}</p>${pill}</div
    ><p part="message" class="text">${said(text)}</p>`;

/** Invisible text with the longest words of the language, so that the page does not move when the state changes. */
const room = (first: string, second: string, kind: string): TemplateResult =>
  html`<div class="room ${kind}" data-first=${first} data-second=${second}></div>`;

/** A text that the page can replace by a slot. */
function saying(context: ViewContext, face: Face): TemplateResult {
  const { snapshot, terms } = context;
  const pill = snapshot.state === 'waiting' || isInHand(snapshot) ? countdown(context) : nothing;
  const { timed, title, text } = longestWords(terms);
  return html`<div class="head"
    >${
      isOutcome(snapshot)
        ? html`<div part="outcome" class="outcome"><slot name=${snapshot.state}>${words(face)}</slot></div>`
        : html`<div>${words(face, pill)}</div>`
    }${room(title, text, 'says')}${room(timed, text, 'says timed')}</div
  >`;
}

/** Without a payload the card is small and quiet. */
const notice = (face: Face): TemplateResult =>
  html`<div class="body notice"
    ><span class=${face.tone}>${icon(face.icon)}</span><div>${words(face)}</div></div
  >`;

export function card(context: ViewContext, code: QrPicture | null): TemplateResult {
  const { snapshot, terms, isPhone, layout } = context;
  const face = faceFor(context);
  const note = foot(context);
  const isNotice = snapshot.state === 'idle' || snapshot.state === 'error';
  // No text may directly follow an expression: lit marks its end by a node, and a browser's translation may replace text.
  return html`<div class="frame"
    ><div
      part="base"
      class="card ${context.themeClasses} ${
        layout === 'compact' ? layout : isPhone && !isCodeShown(context) ? 'phone' : ''
      }"
      role="group"
      aria-label=${terms.card}
      lang=${context.language}
      dir=${context.direction}
      ><slot name="header"></slot><slot name="summary" ?hidden=${context.isSummaryBlank}></slot>${
        isNotice
          ? notice(face)
          : html`<div class="body"
                ><div class="picture ${face.tone}">${picture(context, face, code)}</div
                ><div class="words"
                  >${saying(context, face)}${steps(context)}<div class="ways"
                    ><div class="actions">${actions(context)}</div
                    >${room(terms.openLink, longest(terms, /^cop/), 'actions pair')}</div
                  ></div
                ></div
              ><div class="foot ${note === nothing ? 'bare' : ''}"
                >${note}${room(terms.helpTitle, terms.getApp, 'pair')}</div
              >`
      }<slot name="footer"></slot
      ><div class="hidden" role="status" aria-atomic="false"><p></p><p></p><p></p></div></div
  ></div>`;
}
