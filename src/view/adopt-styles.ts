import { adoptStyles, supportsAdoptingStyleSheets, type CSSResultOrNative } from 'lit';

type View = typeof globalThis;

/** Style sheets of documents other than the script's own. */
const sheetsOf = new WeakMap<View, Map<CSSResultOrNative, CSSStyleSheet>>();

const textOf = (style: CSSResultOrNative): string =>
  'cssText' in style ? style.cssText : Array.from(style.cssRules, ({ cssText }) => cssText).join('');

/** Makes a style sheet once per document, because it cannot be shared between documents. */
function sheetFor(style: CSSResultOrNative, view: View): CSSStyleSheet {
  const sheets = sheetsOf.get(view) ?? new Map<CSSResultOrNative, CSSStyleSheet>();
  sheetsOf.set(view, sheets);
  let sheet = sheets.get(style);
  if (!sheet) {
    sheet = new view.CSSStyleSheet();
    sheet.replaceSync(textOf(style));
    sheets.set(style, sheet);
  }
  return sheet;
}

/** Gives a shadow root its style sheets in any document: the script's own, a frame's, another window's. */
export function adoptStylesThere(root: ShadowRoot, styles: CSSResultOrNative[]): void {
  const { ownerDocument } = root;
  const view = ownerDocument.defaultView as View | null;
  if (ownerDocument === document || !supportsAdoptingStyleSheets) adoptStyles(root, styles);
  else if (view) root.adoptedStyleSheets = styles.map((style) => sheetFor(style, view));
}
