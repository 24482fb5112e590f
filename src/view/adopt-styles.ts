import { adoptStyles, supportsAdoptingStyleSheets, type CSSResultOrNative } from 'lit';

type View = typeof globalThis;

const textOf = (style: CSSResultOrNative): string =>
  'cssText' in style ? style.cssText : Array.from(style.cssRules, ({ cssText }) => cssText).join('');

/** A style sheet for another document than the script's own: they cannot share one. */
function sheetFor(style: CSSResultOrNative, view: View): CSSStyleSheet {
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(textOf(style));
  return sheet;
}

/** Gives a shadow root its style sheets in any document: the script's own, a frame's, another window's. */
export function adoptStylesThere(root: ShadowRoot, styles: CSSResultOrNative[]): void {
  const { ownerDocument } = root;
  const view = ownerDocument.defaultView as View | null;
  if (ownerDocument === document || !supportsAdoptingStyleSheets) adoptStyles(root, styles);
  else if (view) root.adoptedStyleSheets = styles.map((style) => sheetFor(style, view));
}
