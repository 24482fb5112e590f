import { readStatusUrl } from '../payload/request.js';
import { parseUrl } from '../payload/urls.js';
import type { XummPayloadStatus } from '../xumm-payload-status.js';

/**
 * Reads what the page's owner wrote on the script's own tag: `data-trusted-hosts`, hosts separated by spaces, and
 * `data-status-url`, the default of `status-url`. It ignores a wrong value, and says by `console.error` how to fix it.
 *
 * @param script `document.currentScript`; null in a module or a bundle. Markup can pose as it (`<img name="currentScript">`)
 */
export function readSettings(script: unknown, element: typeof XummPayloadStatus): void {
  if (!(script instanceof HTMLScriptElement)) return;
  const complain = (message: string): void => {
    console.error(`<xumm-payload-status> data-${message}`, script);
  };
  const { trustedHosts = '', statusUrl = '' } = script.dataset;

  for (const host of trustedHosts.split(/\s+/).filter(Boolean)) {
    // As `URL.host` writes it: in lower case, without the default port.
    const url = /^[\w.-]+(:\d+)?$/.test(host) ? parseUrl(`https://${host}`) : null;
    if (url) element.trustedHosts.add(url.host);
    else complain(`trusted-hosts: "${host}" is no host. Write "a.example b.example:8443".`);
  }

  const status = readStatusUrl(statusUrl, '', element.environment.page);
  if (status && 'fault' in status) complain(status.fault.message);
  else if (status) element.defaultStatusUrl = statusUrl;
}
