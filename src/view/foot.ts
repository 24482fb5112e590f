import type { nothing } from 'lit';
import { html, type TemplateResult } from 'lit';
import { isUnresolved } from '../payload/snapshot.js';
import { explorerLink, otherWays } from './actions.js';
import { isCodeShown, isInHand, type ViewContext } from './context.js';
import { icon } from './icons.js';
import { said } from './said.js';

/** A lost connection is a quiet strip, not an alarm: nothing is lost. */
function connectionNote({ snapshot, terms, isOnline, hasBackend }: ViewContext): string | null {
  const { state, connection } = snapshot;
  if (!isUnresolved(state) || state === 'expired' || state === 'not-found') return null;
  if (connection.status === 'retrying') return isOnline ? terms.lost : terms.offline;
  // With a backend to ask the page still learns of what happens.
  return connection.status === 'closed' && !hasBackend ? terms.closed : null;
}

/** For those who have no wallet yet, and for those whose camera does not see the code. */
const help = ({ terms, appUrl }: ViewContext): TemplateResult =>
  html`<details part="help" class="help"
      ><summary class="link">${said(terms.helpTitle)}</summary
      ><ul
        ><li>${said(terms.helpCloser)}</li
        ><li>${said(terms.helpLink)}</li
        ><li>${said(terms.checkFirst)}</li></ul
      ></details
    ><span part="get-app"
      ><a class="link" href=${appUrl} target="_blank" rel="noopener noreferrer"
        >${said(terms.getApp)}</a
      ></span
    >`;

/** The line at the foot: the connection if it is lost, else what may help now. */
export function foot(context: ViewContext): TemplateResult | typeof nothing {
  const { snapshot, terms } = context;
  const note = connectionNote(context);
  if (note !== null)
    return html`<p part="connection" class="note">${icon('offline')}<span>${said(note)}</span></p>`;
  if (snapshot.state === 'waiting')
    return html`<div
      >${context.isPushed && !context.isPhone && !isCodeShown(context) ? otherWays(context) : help(context)}</div
    >`;
  if (isInHand(snapshot)) return html`<p>${said(terms.checkFirst)}</p>`;
  return html`<div>${explorerLink(context)}</div>`;
}
