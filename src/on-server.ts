/**
 * Without a document the element is rendered for somebody else, and must not start anything. Checked at each use, and not
 * by lit's build for Node, because test runners load that build together with jsdom or happy-dom.
 */
export const isOnServer = (): boolean => typeof document === 'undefined';
