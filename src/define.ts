import { XummPayloadStatus } from './xumm-payload-status.js';

/** For those who import only this module: the types of the tag and its events. */
export type * from './index.js';

// A page may load it twice, or in two versions: the first one registers. Without a DOM there is no registry.
if (typeof customElements !== 'undefined' && !customElements.get('xumm-payload-status'))
  customElements.define('xumm-payload-status', XummPayloadStatus);
