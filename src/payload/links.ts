/** The links that lead away from the card: to the explorer, and back to the page's own site. */

import type { Snapshot } from './snapshot.js';
import { DEFAULT_HOST, isOwnPage, parseUrl } from './urls.js';

/** The transaction in the platform's explorer, or null where network or hash are none. Networks are in small letters. */
export const explorerUrl = (network: unknown, txid: string | null): string | null =>
  typeof network === 'string' &&
  txid !== null &&
  /^[a-z0-9-]{1,32}$/i.test(network) &&
  /^[0-9a-z]{1,128}$/i.test(txid)
    ? `https://${DEFAULT_HOST}/explorer/${network.toLowerCase()}/${txid}`
    : null;

/** The transaction of a payload, where it is on a ledger: a sign-in has one that is on none. */
export const ledgerTxidOf = ({ ledgerTxid, resolution, heard }: Snapshot): string | null =>
  ledgerTxid ?? (heard.dispatched || resolution?.source === 'backend' ? (resolution?.txid ?? null) : null);

/** A link to return to: only `https:` or the page's own origin, and whose host it is where that is another. */
export function readReturnUrl(
  text: string | null,
  pageOrigin: string,
): { href: string; foreignHost: string | null } | null {
  const url = text === null || text.length > 2048 ? null : parseUrl(text);
  if (!url) return null;
  const isForeign = !isOwnPage(url, pageOrigin);
  if ((isForeign && url.protocol !== 'https:') || url.username !== '' || url.password !== '') return null;
  return { href: url.href, foreignHost: isForeign ? url.host : null };
}
