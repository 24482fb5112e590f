/** The one-script file: registers the tag, and exposes the package as `window.xummPayloadStatus`. It runs only in a page. */
import './define.js';
import { readSettings } from './embed/script-settings.js';
import { upgradeDivs } from './embed/upgrade.js';
import type * as exported from './index.js';
import { XummEvent, XummPayloadStatus, XummResolvedEvent } from './index.js';

declare global {
  // Only `var` makes a property of the global object.
  var xummPayloadStatus: typeof exported | undefined;
}

// Of two copies or versions the first one registers the tag, so its exports stay. An element of the page may have the name as its `id`.
if (!(window.xummPayloadStatus as Partial<typeof exported> | undefined)?.XummEvent)
  window.xummPayloadStatus = { XummEvent, XummPayloadStatus, XummResolvedEvent };

// Existing elements were upgraded just now, and read their configuration after this script. If another version was loaded
// first, they have its class.
readSettings(document.currentScript, customElements.get('xumm-payload-status') as typeof XummPayloadStatus);
upgradeDivs();
