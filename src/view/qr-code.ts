import { create, type QRCode } from 'qrcode/lib/core/qrcode.js';
import { html, noChange, type TemplateResult } from 'lit';
import { directive, Directive, type PropertyPart } from 'lit/directive.js';

/** Modules of white around the QR code: ISO/IEC 18004 asks for four. */
const QUIET_ZONE = 4;

/** A QR code as one SVG path in units of modules, on a square of `size` that includes the quiet zone. */
export interface QrPicture {
  readonly size: number;
  readonly path: string;
}

/** One rectangle per run of dark modules in a row: half as long as one per module. */
function drawPath({ modules: { size, data } }: QRCode): string {
  const runs: string[] = [];
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!data[y * size + x]) continue;
      const start = x;
      while (x < size && data[y * size + x]) x++;
      const width = x - start;
      runs.push(`M${start + QUIET_ZONE} ${y + QUIET_ZONE}h${width}v1h-${width}z`);
    }
  }
  return runs.join(''); // not `+=`, which would keep the pieces, five times the memory
}

/** @param hasLogo a picture covers the middle, so level H instead of M is needed */
export function encode(text: string, hasLogo: boolean): QrPicture {
  const code = create(text, { errorCorrectionLevel: hasLogo ? 'H' : 'M' });
  return { size: code.modules.size + 2 * QUIET_ZONE, path: drawPath(code) };
}

/** Keeps the last QR code: it changes only with the payload, while a countdown renders every second. */
export function createEncoder(): typeof encode {
  let last: { text: string; hasLogo: boolean; picture: QrPicture } | null = null;
  return (text, hasLogo) => {
    if (last?.text !== text || last.hasLogo !== hasLogo)
      last = { text, hasLogo, picture: encode(text, hasLogo) };
    return last.picture;
  };
}

/** The number of modules on a side: the style sheet gives each module the same whole number of pixels. */
const modules = directive(
  class extends Directive {
    /** The style as an attribute, on a server. */
    override render(size: number): unknown {
      return `--modules: ${size}`;
    }
    /** The style as a property: a strict policy forbids the attribute, and happy-dom has no setter for all of it. */
    override update({ element }: PropertyPart, [size]: [number]): unknown {
      element.style.setProperty('--modules', String(size));
      return noChange;
    }
  },
);

/** Every second row, twice as high, so that it looks like the QR code and cannot be scanned. */
export const veiledCode = ({ size, path }: QrPicture): TemplateResult =>
  html`<svg class="code" aria-hidden="true" viewBox="0 0 ${size} ${size}" .style=${`--modules: ${size}`}>
    <path d=${path.replace(/M\d+ \d*[13579]h\d+v1h-\d+z/g, '').replace(/v1/g, 'v2')} />
  </svg>`;

/**
 * Black on white in every theme, because scanners read nothing else reliably. The colours are in the picture itself, so
 * that a copy of it is whole; on the page the style sheet protects them from other rules.
 */
export const qrCode = ({ size, path }: QrPicture, label: string): TemplateResult =>
  html`<svg
    part="qr"
    class="code"
    role="img"
    aria-label=${label}
    viewBox="0 0 ${size} ${size}"
    shape-rendering="crispEdges"
    .style=${modules(size)}
  >
    <rect width=${size} height=${size} fill="#fff" />
    <path d=${path} fill="#000" />
  </svg>`;
