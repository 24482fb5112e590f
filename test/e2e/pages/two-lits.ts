import { html, LitElement } from 'lit';

/** A page that uses its own lit, with an element that brings another. */
class PageCard extends LitElement {
  static override properties = { payload: { attribute: false }, seen: { state: true } };
  declare payload: unknown;
  declare seen: string;

  override render() {
    return html`
      <p>${this.seen}</p>
      <xumm-payload-status
        .payload=${this.payload}
        .messages=${{ scanTitle: 'Scan to pay' }}
        @xumm-opened=${() => {
          this.seen = 'opened';
        }}
      ></xumm-payload-status>
    `;
  }
}

customElements.define('page-card', PageCard);
