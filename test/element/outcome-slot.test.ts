import { expect } from '@open-wc/testing';
import type { PayloadStatus, XummPayloadStatus } from '../../src/index.js';
import { createIn, partOf, textOf } from '../support/element.js';
import {
  declined,
  expired,
  opened,
  OTHER_UUID,
  seconds,
  signed,
  SOCKET_URL,
  welcome,
} from '../support/frames.js';
import { VirtualWorld } from '../support/virtual-world.js';

const OUTCOMES = [
  ['verified', signed, { resolved: true, signed: true, verification: 'verified' }],
  ['rejected', declined, {}],
  ['expired', expired, { expired: true, resolved: false }],
] as const;

describe('an outcome in the words of the page', () => {
  let world: VirtualWorld;
  let element: XummPayloadStatus;
  let status: PayloadStatus;

  const show = async (
    light: string,
    frames: readonly unknown[] = [],
    around: Node = document.body,
  ): Promise<void> => {
    world = new VirtualWorld();
    status = {};
    element = createIn(world.environment, {
      websocketUrl: SOCKET_URL,
      renewable: true,
      getStatus: () => Promise.resolve(status),
    });
    element.innerHTML = light;
    around.appendChild(element);
    await element.updateComplete;
    world.socket.open();
    for (const frame of [welcome, seconds(300), ...frames]) world.socket.frame(frame);
    await world.settle();
    await element.updateComplete;
  };
  const end = async (frame: unknown, last: PayloadStatus): Promise<void> => {
    status = last;
    world.socket.frame(frame);
    await world.pass(5000);
    await element.updateComplete;
  };
  const heard = (): string => textOf(element, '[role=status] p');
  afterEach(() => {
    element.remove();
  });

  for (const [state, frame, last] of OUTCOMES) {
    it(`${state}: the live region says it`, async () => {
      await show(`<div slot="${state}"><b>Order 7</b>\n  is settled.</div><p slot="${state}">Thank you!</p>`);
      await end(frame, last);
      expect(element.state).to.equal(state);
      expect(heard()).to.equal('Order 7 is settled. Thank you!');
    });

    it(`${state}: it comes late, changes and goes away, and each time the live region says it`, async () => {
      await show('');
      await end(frame, last);
      const own = heard();
      expect(own).not.to.equal('');
      element.innerHTML = `<p slot="${state}">Order 7</p>`;
      await world.settle();
      expect(heard()).to.equal('Order 7');
      const words = element.querySelector('p')?.firstChild;
      if (words instanceof Text) words.data = 'Order 8';
      await world.settle();
      expect(heard()).to.equal('Order 8');
      element.innerHTML = '';
      await world.settle();
      expect(heard()).to.equal(own);
    });

    it(`${state}: it gets the button’s focus, and the live region does not repeat it`, async () => {
      await show(`<p slot="${state}">Order 7</p>`);
      partOf(element, 'copy-button')?.focus();
      await end(frame, last);
      expect(element.state).to.equal(state);
      const words = element.querySelector('p');
      expect(document.activeElement).to.equal(words);
      expect(heard()).to.equal('');
      words?.dispatchEvent(new FocusEvent('blur')); // a window without the focus dispatches none
      expect(words?.outerHTML).to.equal(`<p slot="${state}">Order 7</p>`);
    });

    it(`${state}, in the element’s words: the title gets the focus, and the live region says only the rest`, async () => {
      await show('');
      partOf(element, 'copy-button')?.focus();
      await end(frame, last);
      expect(element.shadowRoot?.activeElement?.className).to.equal('title');
      expect(heard()).to.equal(textOf(element, '[part~=message]'));
    });
  }

  describe('that a component around the card passes on by a slot of its own', () => {
    let component: HTMLElement;
    const wrap = (light: string): Promise<void> => {
      component = document.createElement('div');
      component.innerHTML = light;
      document.body.append(component);
      return show(
        '<slot name="rejected" slot="rejected"></slot>',
        [],
        component.attachShadow({ mode: 'open' }),
      );
    };
    afterEach(() => {
      component.remove();
    });

    it('is what the live region says, as it comes and changes', async () => {
      await wrap('<p slot="rejected">Order 7</p>');
      await end(declined, {});
      expect(heard()).to.equal('Order 7');
      component.innerHTML = '<p slot="rejected">Order 8</p>';
      await world.settle();
      expect(heard()).to.equal('Order 8');
    });

    it('gets the focus that the button had', async () => {
      await wrap('<p slot="rejected">Order 7</p>');
      partOf(element, 'copy-button')?.focus();
      await end(declined, {});
      expect(document.activeElement?.textContent).to.equal('Order 7');
      expect(heard()).to.equal('');
    });
  });

  for (const [what, light] of [
    ['a <style>', '<style slot="rejected"></style>'],
    ['nothing that is shown', '<p slot="rejected" hidden></p>'],
    ['what has no box of its own', '<div slot="rejected" style="display: contents">Order 7</div>'],
  ] as const)
    it(`with ${what} first, keeps the focus in the card`, async () => {
      await show(light);
      partOf(element, 'copy-button')?.focus();
      await end(declined, {});
      expect(element.shadowRoot?.activeElement?.className).to.equal('outcome');
      element.innerHTML = `${light}<p slot="rejected">Order 7</p>`;
      partOf(element, 'renew-button')?.focus();
      element.uuid = OTHER_UUID;
      element.websocketUrl = null;
      await element.updateComplete;
      expect(element.shadowRoot?.activeElement?.className, 'of the next payload').to.equal('title');
    });

  it('with a button that had the focus when it went: the title of the next payload gets it', async () => {
    await show('<p slot="rejected"><button>Try again</button></p><p slot="header"><button>Help</button></p>');
    await end(declined, {});
    const [again, help] = element.querySelectorAll('button');
    again?.focus();
    element.uuid = OTHER_UUID;
    element.websocketUrl = null;
    await element.updateComplete;
    expect(element.state).to.equal('waiting');
    expect(element.shadowRoot?.activeElement?.className).to.equal('title');
    help?.focus();
    element.uuid = null;
    await element.updateComplete;
    expect(document.activeElement?.textContent, 'what is still shown keeps it').to.equal('Help');
  });

  it('with only a picture keeps the element’s words', async () => {
    await show('<img slot="verified" alt="">');
    await end(...([signed, OUTCOMES[0][2]] as const));
    expect(heard()).to.match(/^Confirmed\./);
  });

  it('does not change what can already be focused', async () => {
    await show('<a slot="rejected" href="#again">Try again</a>');
    partOf(element, 'copy-button')?.focus();
    await end(declined, {});
    expect(document.activeElement).to.equal(element.querySelector('a'));
    expect(element.innerHTML).to.equal('<a slot="rejected" href="#again">Try again</a>');
  });

  it('for another outcome is not used', async () => {
    await show('<p slot="verified">Thank you!</p>', [opened]);
    await end(declined, {});
    expect(heard()).to.match(/^Request rejected\./);
  });

  it('contains the time as a sentence in one line', async () => {
    await show('');
    await world.pass(8000);
    expect(textOf(element, '[part~=countdown]')).to.equal('4:52 left');
    const [line, ...others] = [...(partOf(element, 'countdown')?.querySelectorAll('.hidden, bdi') ?? [])]
      .filter(({ textContent }) => textContent !== '')
      .map((piece) => getComputedStyle(piece).position);
    expect([line, ...others]).to.deep.equal(['static', 'static']);
  });
});
