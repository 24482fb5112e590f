import { XummPayloadStatus } from './xumm-payload-status.js';

/** What the tag and its events are, for whoever imports this module alone. */
export type * from './index.js';

// A page may load it twice, or in two versions: the first one serves. Where there is no DOM there is no registry.
if (typeof customElements !== 'undefined' && !customElements.get('xumm-payload-status'))
  customElements.define('xumm-payload-status', XummPayloadStatus);
