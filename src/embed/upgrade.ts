const TAG = 'xumm-payload-status';

/** All that an editor may say, each behind `data-`; the backend is the page owner's to name, on the script's tag. */
const NAMES = ['websocket-url', 'uuid', 'sign-url', 'pushed', 'renewable', 'network', 'lang', 'dir'];

/** The element takes the place of the link to the sign page; what else stands in the `div` stays. */
function upgrade(div: Element): void {
  if (div.querySelector(TAG)) return;
  const element = document.createElement(TAG);
  for (const name of NAMES) {
    const value = div.getAttribute(`data-${name}`);
    if (value !== null) element.setAttribute(name, value);
  }
  const link = div.querySelector('a[href*="/sign/"]');
  if (link) link.replaceWith(element);
  else div.append(element);
}

/**
 * Upgrades each `<div data-xumm-payload-status>` of the document, for editors that strip the tag itself: those that are
 * there, and those that come later.
 */
export function upgradeDivs(): void {
  const sweep = (): void => {
    document.querySelectorAll(`div[data-${TAG}]`).forEach(upgrade);
  };
  const start = (): void => {
    sweep();
    new MutationObserver(sweep).observe(document, { childList: true, subtree: true });
  };
  // Amid parsing a div may be there without its link, and would show both.
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
}
