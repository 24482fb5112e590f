import { expect } from '@open-wc/testing';
import type { XummPayloadStatus } from '../../src/index.js';
import '../../src/locales/all.js';
import { lookUp } from '../../src/locales/registry.js';
import { createIn, partOf, textOf } from '../support/element.js';
import { dispatched, opened, preSigned, seconds, signed, SOCKET_URL, welcome } from '../support/frames.js';
import { VirtualWorld } from '../support/virtual-world.js';

/** What a screen reader would say: the new text of each changed node in the live region. */
function listen(element: XummPayloadStatus): string[] {
  const spoken: string[] = [];
  const region = element.renderRoot.querySelector('[role=status]');
  if (!region) throw new Error('there is no live region');
  const nodes = [...region.children];
  let before = nodes.map(({ textContent }) => textContent.trim());
  new MutationObserver(() => {
    const now = nodes.map(({ textContent }) => textContent.trim());
    now.forEach((text, index) => {
      if (text !== '' && text !== before[index]) spoken.push(text);
    });
    before = now;
  }).observe(region, { subtree: true, childList: true, characterData: true });
  return spoken;
}

describe('what is spoken', () => {
  let world: VirtualWorld;
  let element: XummPayloadStatus;
  let isVerified = false;

  beforeEach(async () => {
    isVerified = false;
    world = new VirtualWorld();
    element = createIn(world.environment, {
      websocketUrl: SOCKET_URL,
      getStatus: () =>
        Promise.resolve(isVerified ? { resolved: true, signed: true, verification: 'verified' } : {}),
    });
    document.body.append(element);
    await element.updateComplete;
    world.socket.open();
    world.socket.frame(welcome);
  });
  afterEach(() => {
    element.remove();
  });

  it('is each state once, and the time at 60, 30 and 10 s, in a whole session', async () => {
    world.socket.frame(seconds(62));
    await element.updateComplete;
    const spoken = listen(element);
    // Around each of these times, with frames of the platform a little late.
    for (const second of [60, 30, 10]) {
      world.socket.frame(seconds(second + 2));
      await world.pass(3000);
      world.socket.frame(seconds(second - 1));
      await element.updateComplete;
    }
    for (const frame of [opened, opened, preSigned, dispatched]) {
      world.socket.frame(frame);
      await element.updateComplete;
    }
    isVerified = true;
    world.socket.frame(signed);
    await world.pass(2000);
    await element.updateComplete;
    expect(spoken).to.deep.equal([
      '60 seconds left',
      '30 seconds left',
      '10 seconds left',
      'Continue on your phone. The request is open in Xaman. Review it there, then sign or reject.',
      'Finish signing in Xaman.',
      'Submitting… Xaman is sending the transaction to the ledger. Keep this page open.',
      'Signed. Confirming… Signed, not yet confirmed. Confirming takes a few seconds.',
      'Confirmed. The signature was checked and is valid.',
    ]);
  });

  for (const [language, comma, stop] of [
    ['en', ',', '.'],
    ['ar', '،', '.'],
    ['bn', ',', '।'],
    ['fa', '،', '.'],
    ['hi', ',', '।'],
    ['ja', '、', '。'],
    ['th', '', ''],
    ['ur', '،', '۔'],
    ['zh-CN', '，', '。'],
    ['zh-TW', '，', '。'],
  ] as const)
    it(`uses the comma and the full stop of ${language}: "${comma}" and "${stop}"`, async () => {
      const { scan, stepDone, openedTitle, openedText } = lookUp(language).terms;
      element.lang = language;
      await world.settle();
      const spoken = listen(element);
      world.socket.frame(opened);
      await element.updateComplete;
      expect(spoken).to.deep.equal([`${openedTitle}${stop} ${openedText}`]);
      expect(textOf(element, '.steps .done')).to.equal(`${scan}${comma} ${stepDone}`);
    });

  for (const title of [
    'Ready?',
    '準備はいい？',
    'تیار ہیں؟',
    'تیار ہے۔',
    'Έτοιμοι;',
    'Go!',
    '進め！',
    'Wait…',
  ])
    it(`adds no full stop to "${title}"`, async () => {
      element.messages = { openedTitle: title, openedText: 'text' };
      const spoken = listen(element);
      world.socket.frame(opened);
      await element.updateComplete;
      expect(spoken).to.deep.equal([`${title} text`]);
    });

  it('is not each second, and not repeated by a frame that is late by less than a second', async () => {
    world.socket.frame(seconds(137));
    await element.updateComplete;
    const spoken = listen(element);
    for (const second of [135, 120, 105]) {
      world.socket.frame(seconds(second + 2));
      await world.pass(2400);
      world.socket.frame(seconds(second));
      await element.updateComplete;
    }
    expect(spoken).to.deep.equal([]);
  });

  it('includes once that the link was copied', async () => {
    const spoken = listen(element);
    partOf(element, 'copy-button')?.click();
    await world.settle();
    await world.pass(5000);
    expect(spoken).to.deep.equal(['Link copied']);
  });

  it('keeps the focus in the card when the focused button disappears', async () => {
    world.socket.frame(opened);
    await element.updateComplete;
    const button = partOf(element, 'qr-button');
    button?.focus();
    expect(element.shadowRoot?.activeElement).to.equal(button);
    world.socket.frame(signed);
    await element.updateComplete;
    expect(element.shadowRoot?.activeElement?.className).to.equal('title');
    expect(document.activeElement).to.equal(element);
  });
});
