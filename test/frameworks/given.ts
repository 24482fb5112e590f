import type { CreatedPayload } from 'xumm-payload-status';

/** What the backend created for this visit: the test puts it behind the `#`. */
export const payload = JSON.parse(decodeURIComponent(location.hash.slice(1))) as CreatedPayload;

/** The element is defined after the framework has mounted it. */
export const isLate = location.search === '?late';

/** What the test does to the page, once its framework has mounted. */
export function offer(unmount: () => void): void {
  Object.assign(window, { unmount, define: () => import('xumm-payload-status/define') });
}
