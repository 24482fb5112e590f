import { expect } from '@open-wc/testing';
import { createIn } from './support/element.js';
import { VirtualWorld } from './support/virtual-world.js';

describe('an attribute that is none of the element’s', () => {
  const { warn } = console;
  let said: string[];

  beforeEach(() => {
    said = [];
    console.warn = (...words: unknown[]) => said.push(words.join(' '));
  });
  afterEach(() => {
    console.warn = warn;
  });

  const mount = async (attributes: readonly string[]) => {
    const element = createIn(new VirtualWorld().environment);
    for (const name of attributes) element.setAttribute(name, '');
    document.body.append(element);
    await element.updateComplete;
    return element;
  };

  for (const [name, right] of [
    ['websocketurl', 'websocket-url'],
    ['websocket', 'websocket-url'],
    ['websocket_url', 'websocket-url'],
    ['web-socket-url', 'websocket-url'],
    ['statusurl', 'status-url'],
    ['signurl', 'sign-url'],
    ['autoreturn', 'auto-return'],
    ['data-websocket-url', 'websocket-url'],
    ['data-status-url', 'status-url'],
    ['getstatus', 'the property getStatus'],
    ['get-status', 'the property getStatus'],
    ['messages', 'the property messages'],
  ] as const)
    it(`${name}: one warning, which names ${right}`, async () => {
      const element = await mount([name]);
      document.body.append(element);
      await element.updateComplete;
      expect(said).to.have.length(1);
      expect(said[0]).to.contain(`"${name}"`).and.to.contain(right);
      element.remove();
    });

  it('set after the element is in the page, as by Angular: one warning', async () => {
    const element = createIn(new VirtualWorld().environment);
    document.body.append(element);
    element.setAttribute('websocketUrl', '');
    await element.updateComplete;
    expect(said).to.have.length(1);
    element.remove();
  });

  it('of the element, or of the page: no warning', async () => {
    const element = await mount([
      ...['websocket-url', 'uuid', 'sign-url', 'payload', 'pushed', 'status-url', 'renewable', 'auto-return'],
      ...['network', 'lang', 'dir', 'state', 'connection', 'class', 'id', 'data-uuid', 'hidden', 'status'],
      // Attributes that Alpine reads must stay.
      ...[':uuid', 'x-bind:payload'],
    ]);
    element.remove();
    expect(said).to.deep.equal([]);
  });
});
