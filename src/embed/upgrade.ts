const TAG = 'xumm-payload-status';

/** All that an editor may set, each behind `data-`. The page's owner sets the backend, on the script's tag. */
const NAMES = ['websocket-url', 'uuid', 'sign-url', 'pushed', 'renewable', 'network', 'lang', 'dir'];

type Values = readonly (string | null)[];

/** A card that replaced the link in a `div`. */
interface Placed {
  readonly card: Element;
  /** The values in the `div`, in the order of `NAMES`. */
  said: Values;
  /** Where the link led, and how many links in the `div` led there. */
  href: string | undefined;
  count: number;
}

const read = (div: Element): Values => NAMES.map((name) => div.getAttribute(`data-${name}`));

const hasAddress = ({ dataset }: HTMLElement): boolean => Boolean(dataset['websocketUrl'] ?? dataset['uuid']);

const linksIn = (div: Element): HTMLAnchorElement[] =>
  Array.from(div.querySelectorAll<HTMLAnchorElement>('a[href*="/sign/"]'));

const isSame = (a: Values, b: Values): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Passes on the values of the `div` that are new, and keeps what the page itself set on the card. */
function take(div: Element, placed: Placed): void {
  const said = read(div);
  NAMES.forEach((name, index) => {
    const value = said[index] ?? null;
    if (value === placed.said[index]) return;
    if (value === null) placed.card.removeAttribute(name);
    else placed.card.setAttribute(name, value);
  });
  const links = linksIn(div);
  placed.said = said;
  placed.href = links[0]?.href;
  placed.count = links.filter(({ href }) => href === placed.href).length;
}

/** The link that a morph put back, as the server sent it; undefined if the page put something else there. */
function returned(div: Element, { said, href, count }: Placed): HTMLAnchorElement | undefined {
  const links = linksIn(div);
  // A link to another payload counts only if the `div` names that payload.
  const back = isSame(said, read(div)) ? links.filter((link) => link.href === href) : links;
  return back.length < count ? undefined : back[0];
}

/** For a new `div`: the card replaces the link; everything else in the `div` stays. */
function place(div: Element, gone: readonly Placed[]): Placed {
  const [link] = linksIn(div);
  const said = read(div);
  // The page replaced the whole `div` by an equal one: keep the same card.
  const placed = gone.find(
    (each) => isSame(each.said, said) && each.href === link?.href && !each.card.isConnected,
  ) ?? {
    card: document.createElement(TAG),
    said: said.map(() => null),
    href: undefined,
    count: 0,
  };
  take(div, placed);
  if (link) link.replaceWith(placed.card);
  else div.append(placed.card);
  return placed;
}

/** For a `div` whose card is known: if the link came back, the card replaces it again, with its state and its socket. */
function placeAgain(div: Element, placed: Placed): void {
  const link = returned(div, placed);
  const { card } = placed;
  if (!link || (card.isConnected && !div.contains(card))) return;
  take(div, placed);
  if (card.isConnected) link.remove();
  else link.replaceWith(card);
}

/**
 * Upgrades each `<div data-xumm-payload-status>` of the document, now or added later, for editors that remove the tag
 * itself.
 */
export function upgradeDivs(): void {
  const placedIn = new WeakMap<Element, Placed>();
  const shown = new Set<Placed>();

  const sweep = (): void => {
    const gone = [...shown].filter(({ card }) => !card.isConnected);
    for (const div of document.querySelectorAll<HTMLElement>(`div[data-${TAG}]`)) {
      const known = placedIn.get(div);
      // A page that makes its markup anew, as `innerHTML += …` does, makes a copy of the card too.
      const copy = div.querySelector(TAG);
      const original = copy && gone.find((each) => isSame(each.said, read(div)) && !each.card.isConnected);
      if (known) placeAgain(div, known);
      // Without an address the card would be empty; the link works.
      else if ((!copy && hasAddress(div)) || original) {
        const placed = original ?? place(div, gone);
        copy?.replaceWith(placed.card);
        placedIn.set(div, placed);
        shown.add(placed);
      }
      if (known?.card.isConnected) shown.add(known);
    }
    for (const placed of gone) if (!placed.card.isConnected) shown.delete(placed);
  };
  const start = (): void => {
    sweep();
    new MutationObserver(sweep).observe(document, { childList: true, subtree: true });
  };
  // While the page is still parsed, the `div` may not have its link yet.
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
}
