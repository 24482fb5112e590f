import { expect } from '@open-wc/testing';
import { css } from 'lit';
import { XummPayloadStatus } from '../../src/index.js';
import { createIn } from '../support/element.js';
import { SOCKET_URL } from '../support/frames.js';
import { greet, strike, stage } from '../support/stage.js';
import { VirtualWorld } from '../support/virtual-world.js';

/** The styles that come from the card's own style sheets. */
function looksOf(element: XummPayloadStatus): Record<string, string> {
  const looks: Record<string, string> = {};
  for (const selector of ['.card', '.title', '[part~="copy-button"]', '[role="status"]']) {
    const part = element.renderRoot.querySelector(selector);
    const style = part && element.ownerDocument.defaultView?.getComputedStyle(part);
    for (const name of ['display', 'position', 'padding-top', 'border-top-left-radius', 'font-weight'])
      looks[`${selector} ${name}`] = style?.getPropertyValue(name) ?? 'none';
  }
  return looks;
}

describe('in another document', () => {
  const frame = document.createElement('iframe');
  const another = (): Document => frame.contentDocument ?? document;

  before(() => {
    document.body.append(frame);
  });
  afterEach(strike);
  after(() => {
    frame.remove();
  });

  it('looks the same in a frame and back, and keeps its socket', async () => {
    const { element, world } = await stage();
    greet(world);
    await element.updateComplete;
    const looks = looksOf(element);
    expect(looks['.card border-top-left-radius']).not.to.equal('0px');
    for (const target of [another(), document, another(), document]) {
      target.body.append(element);
      await element.updateComplete;
      expect(looksOf(element)).to.deep.equal(looks);
    }
    await world.settle();
    expect(element.connection).to.equal('open');
    expect(world.sockets).to.have.length(1);
  });

  it('looks the same if it is put into a frame before it was in any page', async () => {
    const { element: model } = await stage();
    const looks = looksOf(model);
    const element = createIn(new VirtualWorld().environment, { websocketUrl: SOCKET_URL });
    another().body.append(element);
    await element.updateComplete;
    expect(looksOf(element)).to.deep.equal(looks);
    document.body.append(element);
    expect(looksOf(element)).to.deep.equal(looks);
    element.remove();
  });

  it('has the direction of its container there, also through a shadow root', async () => {
    const { element } = await stage();
    const host = another().createElement('div');
    host.dir = 'rtl';
    another().body.append(host);
    host.attachShadow({ mode: 'open' }).append(element);
    await element.updateComplete;
    expect(element.renderRoot.querySelector<HTMLElement>('.card')?.dir).to.equal('rtl');
    host.dir = 'ltr';
    await Promise.resolve();
    await element.updateComplete;
    expect(element.renderRoot.querySelector<HTMLElement>('.card')?.dir).to.equal('ltr');
    document.body.append(element);
    host.remove();
  });

  it('works without a head', async () => {
    const { element, world } = await stage();
    another().head.remove();
    another().body.append(element);
    greet(world);
    await world.settle();
    expect(element.connection).to.equal('open');
    document.body.append(element);
  });

  it('takes a subclass’s styles along, both lit’s and the browser’s own', () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(':host { outline-offset: 3px }');
    class Styled extends XummPayloadStatus {
      static override environment = new VirtualWorld().environment;
      static override styles = [
        XummPayloadStatus.styles,
        css`
          :host {
            outline: 2px solid red;
          }
        `,
        sheet,
      ];
    }
    customElements.define('styled-payload-status', Styled);
    const element = new Styled();
    for (const target of [document, another()]) {
      target.body.append(element);
      const style = target.defaultView?.getComputedStyle(element);
      expect(style?.outlineWidth).to.equal('2px');
      expect(style?.outlineOffset).to.equal('3px');
    }
    element.remove();
  });

  it('survives an invisible document, and is complete again in the page', async () => {
    const { element } = await stage();
    const looks = looksOf(element);
    document.implementation.createHTMLDocument().body.append(element);
    await element.updateComplete;
    document.body.append(element);
    await element.updateComplete;
    expect(looksOf(element)).to.deep.equal(looks);
  });
});
