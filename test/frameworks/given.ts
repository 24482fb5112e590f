import type { CreatedPayload } from 'xumm-payload-status';

const given = JSON.parse(decodeURIComponent(location.hash.slice(1))) as CreatedPayload | CreatedPayload[];

/** What the backend created for this visit: the test puts it, or a list of them, behind the `#`. */
export const payloads: readonly CreatedPayload[] = Array.isArray(given) ? given : [given];
export const payload = payloads[0] as CreatedPayload;

/** The element is defined after the framework has mounted it. */
export const isLate = location.search === '?late';
/** What people do with the element besides; see `Cases`. */
export const isCases = location.search === '?cases';

/** What the test does to the page, once its framework has mounted. */
export function offer(unmount: () => void): void {
  Object.assign(window, { unmount, define: () => import('xumm-payload-status/define') });
}
