/** The links that leave the card: to the explorer, and back to a page of the site. */

import type { Snapshot } from './snapshot.js';
import { DEFAULT_HOST, hasLogin, isOwnPage, parseUrl } from './urls.js';

/** The transaction in the platform's explorer, or null if the network or the hash is invalid. `network` is in lower case. */
export const explorerUrl = (network: unknown, txid: string | null): string | null =>
  typeof network === 'string' &&
  txid !== null &&
  /^[a-z0-9-]{1,32}$/i.test(network) &&
  /^[0-9a-z]{1,128}$/i.test(txid)
    ? `https://${DEFAULT_HOST}/explorer/${network.toLowerCase()}/${txid}`
    : null;

/** The hash of the transaction, if it is on a ledger: that of a sign-in is not. */
export const ledgerTxidOf = ({ ledgerTxid, resolution, heard }: Snapshot): string | null =>
  ledgerTxid ?? (heard.dispatched || resolution?.source === 'backend' ? (resolution?.txid ?? null) : null);

/** A link to return to: only `https:` or the page's own origin. `foreignHost` is null on that origin. */
export function readReturnUrl(
  text: string | null,
  pageOrigin: string,
): { href: string; foreignHost: string | null } | null {
  const url = text === null || text.length > 2048 ? null : parseUrl(text);
  if (!url) return null;
  const isForeign = !isOwnPage(url, pageOrigin);
  if ((isForeign && url.protocol !== 'https:') || hasLogin(url)) return null;
  return { href: url.href, foreignHost: isForeign ? url.host : null };
}
