import { html, nothing, type TemplateResult } from 'lit';
import { isCodeShown, type ViewContext } from './context.js';
import type { Face } from './face.js';
import { icon } from './icons.js';
import { qrCode, veiledCode, type QrPicture } from './qr-code.js';

/** The code, a veiled one that has had its time, or a drawing; never two of them. */
export function picture(
  context: ViewContext,
  { icon: name, isBusy }: Face,
  code: QrPicture | null,
): TemplateResult {
  const face = html`<div class="face ${isBusy ? 'busy' : ''}">${icon(name)}</div>`;
  if (!code) return face;
  if (!isCodeShown(context)) return html`<div class="veiled">${veiledCode(code)}${face}</div>`;
  const { secondsLeft, terms, hasLogo, snapshot } = context;
  const isDraining = snapshot.state === 'waiting' && secondsLeft !== null && secondsLeft < 60;
  return html`<div class="tile"
    >${qrCode(code, terms.codeLabel)}${
      // Only on a code that is made for it: a server does not see it, and draws one that is not.
      hasLogo ? html`<span class="logo"><slot name="logo"></slot></span>` : nothing
    }${isDraining ? html`<span class="drain" .style=${`--left: ${secondsLeft / 60}`}></span>` : nothing}</div
  >`;
}
