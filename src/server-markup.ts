import type { XummPayloadStatus } from './xumm-payload-status.js';

type TakeUp = (root: ShadowRoot, element: XummPayloadStatus) => void;

/** What becomes of the markup that a server left in the shadow root: it makes room, unless `hydrate.ts` keeps it. */
export const serverMarkup: { takeUp: TakeUp } = {
  takeUp: (root) => {
    root.replaceChildren();
  },
};
