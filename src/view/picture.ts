import { html, nothing, type TemplateResult } from 'lit';
import { isCodeShown, type ViewContext } from './context.js';
import type { Face } from './face.js';
import { icon } from './icons.js';
import { qrCode, veiledCode, type QrPicture } from './qr-code.js';

/** One of these: the QR code, a veiled one after the expiry, or a drawing. */
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
      // The logo is shown only if the QR code was made for one. A server does not see the slot, and makes none.
      hasLogo ? html`<span class="logo"><slot name="logo"></slot></span>` : nothing
    }${isDraining ? html`<span class="drain" .style=${`--left: ${secondsLeft / 60}`}></span>` : nothing}</div
  >`;
}
