import { expect } from '@open-wc/testing';
import { XummPayloadStatus } from '../../src/index.js';
import { namesOf, partOf, record } from '../support/element.js';
import { declined, SOCKET_URL } from '../support/frames.js';
import { greet, greeted, stage, strike } from '../support/stage.js';

/** Where a page may put the element. */
describe('the element', () => {
  afterEach(strike);

  it('in a closed shadow root is heard there and outside', async () => {
    const { world, element } = await stage();
    const host = document.createElement('div');
    document.body.append(host);
    const heard = record(element, host);
    host.attachShadow({ mode: 'closed' }).append(element);
    greet(world);
    world.socket.frame(declined);
    expect(namesOf(heard)).to.deep.equal(['xumm-opened', 'xumm-resolved']);
    host.remove();
    await world.settle();
    expect(world.openSockets).to.equal(0);
  });

  it('in a <template> opens nothing until it is cloned into the document', async () => {
    const { world, element } = await stage({ websocketUrl: null });
    const template = document.createElement('template');
    template.innerHTML = `<${element.localName} websocket-url="${SOCKET_URL}"></${element.localName}>`;
    document.body.append(template);
    await world.settle();
    expect(world.sockets).to.have.length(0);
    const copy = document.importNode(template.content, true).firstElementChild as XummPayloadStatus;
    document.body.append(copy);
    await copy.updateComplete;
    expect(world.sockets).to.have.length(1);
    copy.remove();
    template.remove();
  });

  it('cloned is a new element without the state', async () => {
    const { world, element } = await greeted();
    element.setAttribute('websocket-url', SOCKET_URL);
    world.socket.frame(declined);
    await element.updateComplete;
    const copy = element.cloneNode(true);
    if (!(copy instanceof XummPayloadStatus)) throw new Error('it is no element of ours');
    expect(copy.state).to.equal('idle');
    document.body.append(copy);
    await copy.updateComplete;
    expect(copy.state).to.equal('waiting');
    expect(copy.getAttribute('state')).to.equal('waiting');
    expect(copy.resolution).to.equal(null);
    copy.remove();
  });

  it('in a form sends nothing of itself, and its buttons do not submit', async () => {
    const { world, element } = await greeted({ renewable: true });
    const form = document.createElement('form');
    let submits = 0;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submits += 1;
    });
    document.body.append(form);
    form.append(element);
    partOf(element, 'copy-button')?.click();
    world.socket.frame(declined);
    await element.updateComplete;
    partOf(element, 'renew-button')?.click();
    expect(submits).to.equal(0);
    expect([...new FormData(form).keys()]).to.deep.equal([]);
    form.remove();
  });
});
