import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { html, nothing } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import '../../src/define.js';

/** The markup that a server sends for an element with these attributes, children and properties. */
export function serveMarkup(
  { uuid, lang, payload = null }: { uuid?: string; lang?: string; payload?: unknown },
  children = '',
): Promise<string> {
  // Two templates, because a property that is not set would count as a payload that is no object.
  return collectResult(
    render(
      payload === null
        ? html`<xumm-payload-status uuid=${uuid ?? nothing} lang=${lang ?? nothing}
            >${unsafeHTML(children)}</xumm-payload-status
          >`
        : html`<xumm-payload-status .payload=${payload} lang=${lang ?? nothing}></xumm-payload-status>`,
    ),
  );
}
