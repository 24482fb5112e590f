import type { CreatedPayload } from 'xumm-payload-status';

const given = JSON.parse(decodeURIComponent(location.hash.slice(1))) as CreatedPayload | CreatedPayload[];

/** The payload, or a list of payloads, that the test wrote after the `#`. */
export const payloads: readonly CreatedPayload[] = Array.isArray(given) ? given : [given];
export const payload = payloads[0] as CreatedPayload;

/** The element is defined after the framework has mounted it. */
export const isLate = location.search === '?late';
/** Shows the page `Cases`. */
export const isCases = location.search === '?cases';

/** What the test can do once the framework has mounted. */
export function offer(unmount: () => void): void {
  Object.assign(window, { unmount, define: () => import('xumm-payload-status/define') });
}
