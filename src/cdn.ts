/** The single-script entry: registers the tag, and exposes the package as `window.xummPayloadStatus`. */
import './define.js';
import { readSettings } from './embed/script-settings.js';
import { upgradeDivs } from './embed/upgrade.js';
import type * as exported from './index.js';
import { XummEvent, XummPayloadStatus, XummResolvedEvent } from './index.js';

declare global {
  // No other kind of declaration is a property of the global object.
  var xummPayloadStatus: typeof exported | undefined;
}

// A worker that imports the script has no page.
if (typeof document !== 'undefined') {
  // Of two copies or versions the first one serves, so its exports stay.
  window.xummPayloadStatus ??= { XummEvent, XummPayloadStatus, XummResolvedEvent };

  // Elements that are there already were upgraded just now, and read their configuration once this script is through. Their
  // class may be that of another version, which was loaded first.
  readSettings(document.currentScript, customElements.get('xumm-payload-status') as typeof XummPayloadStatus);
  upgradeDivs();
}
