import { expect } from '@open-wc/testing';
import type { XummPayloadStatus } from '../../src/index.js';
import { createIn } from '../support/element.js';
import { SOCKET_URL } from '../support/frames.js';
import { VirtualWorld } from '../support/virtual-world.js';

/** Parents that take the width of what they hold. */
const PARENTS: Readonly<Record<string, string>> = {
  'an inline block': '<div style="display: inline-block"></div>',
  'a float': '<div style="float: left"></div>',
  'a flex row': '<div style="display: flex"><p>beside</p></div>',
  'a flex column that does not stretch':
    '<div style="display: flex; flex-direction: column; align-items: center"></div>',
  'a grid that does not stretch': '<div style="display: grid; justify-items: center"></div>',
  'an absolutely placed box': '<div style="position: absolute"></div>',
  'a box that fits its content': '<div style="width: fit-content"></div>',
  'a table cell': '<table style="border-spacing: 0"><tr><td></td></tr></table>',
  'an inline block with spaced words':
    '<div style="display: inline-block; word-spacing: 9px; text-indent: 40px"></div>',
  'a dialog': '<dialog style="padding: 0; border: 0"></dialog>',
};

describe('the width of the card', () => {
  let element: XummPayloadStatus;
  const room = document.createElement('div');

  const put = async (markup: string, widthPx: number): Promise<number> => {
    room.style.cssText = `width: ${widthPx}px; position: relative`;
    room.innerHTML = markup;
    document.body.append(room);
    element = createIn(new VirtualWorld().environment, { websocketUrl: SOCKET_URL });
    (room.querySelector('td') ?? room.firstElementChild)?.append(element);
    room.querySelector('dialog')?.show();
    await element.updateComplete;
    return element.renderRoot.querySelector('.card')?.getBoundingClientRect().width ?? 0;
  };
  afterEach(() => {
    room.remove();
  });

  for (const [name, markup] of Object.entries(PARENTS)) {
    it(`is 360 px in ${name} with room`, async () => {
      expect(await put(markup, 700)).to.equal(360);
    });
    it(`is what there is in ${name} without`, async () => {
      // A dialog's room is the window's.
      const width = await put(markup, 300);
      if (name !== 'a dialog') expect(width).to.be.within(240, 300);
      expect(element.getBoundingClientRect().width).to.be.at.least(240);
    });
  }

  for (const display of ['inline-block', 'inline-flex', 'block; float: left', 'block; position: absolute'])
    it(`is 360 px where the element itself is ${display}`, async () => {
      await put('<div></div>', 700);
      element.style.cssText = `display: ${display}`;
      expect(element.getBoundingClientRect().width).to.equal(360);
    });

  it('is never below 240 px', async () => {
    expect(await put('<div></div>', 100)).to.equal(240);
  });

  it('opens in a modal dialog at its full width', async () => {
    // Firefox takes the room for a dialog's own scrollbar, which a low window brings, from what is inside.
    await put('<dialog style="padding: 0; border: 0; overflow: visible"></dialog>', 700);
    const dialog = room.querySelector('dialog');
    dialog?.close();
    dialog?.showModal();
    expect(element.getBoundingClientRect().width).to.equal(360);
  });
});
