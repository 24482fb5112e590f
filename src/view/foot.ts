import { html, nothing, type TemplateResult } from 'lit';
import { isUnresolved } from '../payload/snapshot.js';
import { explorerLink, otherWays } from './actions.js';
import { isCodeShown, isInHand, type ViewContext } from './context.js';
import { icon } from './icons.js';
import { said } from './said.js';

/** A lost connection is a quiet note, not an alarm: nothing is lost. */
function connectionNote({ snapshot, terms, isOnline, hasBackend }: ViewContext): string | null {
  const { state, connection } = snapshot;
  if (!isUnresolved(state) || state === 'expired' || state === 'not-found') return null;
  if (connection.isLost) return isOnline ? terms.lost : terms.offline;
  // With a backend the page still learns what happens.
  return connection.status === 'closed' && !hasBackend ? terms.closed : null;
}

const help = ({ terms }: ViewContext): TemplateResult =>
  html`<details part="help" class="help"
    ><summary class="link">${said(terms.helpTitle)}</summary
    ><ul
      ><li>${said(terms.helpCloser)}</li
      ><li>${said(terms.helpLink)}</li
      ><li>${said(terms.checkFirst)}</li></ul
    ></details
  >`;

/** For users without a wallet, or whose camera does not read the QR code. */
const beforehand = (context: ViewContext): TemplateResult =>
  html`${isCodeShown(context) ? help(context) : nothing}<a
      part="app-link"
      class="link"
      href=${context.appUrl}
      target="_blank"
      rel="noopener noreferrer"
      >${said(context.terms.getApp)}</a
    >`;

/** The line at the foot: a lost connection, else help. The compact layout has no room for help. */
export function foot(context: ViewContext): TemplateResult | typeof nothing {
  const { snapshot, terms } = context;
  const note = connectionNote(context);
  if (note !== null)
    return html`<p part="connection" class="note">${icon('offline')}<span>${said(note)}</span></p>`;
  const isRow = context.layout === 'compact';
  if (snapshot.state === 'waiting') {
    if (context.isPushed && !context.isPhone && !isCodeShown(context))
      return html`<div>${otherWays(context)}</div>`;
    return isRow ? nothing : html`<div>${beforehand(context)}</div>`;
  }
  // Once it is submitted, it is signed.
  if (isInHand(snapshot))
    return isRow || snapshot.state === 'dispatched' ? nothing : html`<p>${said(terms.checkFirst)}</p>`;
  const link = explorerLink(context);
  return link === nothing ? nothing : html`<div>${link}</div>`;
}
