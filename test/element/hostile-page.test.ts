import { expect } from '@open-wc/testing';
import { XummPayloadStatus } from '../../src/index.js';
import { EVENT_NAMES } from '../../src/event-names.js';
import { createIn, namesOf, partOf, record, textOf } from '../support/element.js';
import {
  declined,
  dispatched,
  opened,
  preSigned,
  signed,
  SOCKET_URL,
  UUID,
  welcome,
} from '../support/frames.js';
import { respond, untilAborted } from '../support/stage.js';
import { VirtualWorld } from '../support/virtual-world.js';

/** Pages that are broken, or mean harm: what the element does there. A script of the page can do anything; it must not by accident. */
describe('a page', () => {
  let world: VirtualWorld;
  let element: XummPayloadStatus;

  const mount = async (place: Node = document.body): Promise<void> => {
    place.appendChild(element);
    await element.updateComplete;
  };
  const greet = (): void => {
    world.socket.open();
    world.socket.frame(welcome);
  };

  beforeEach(() => {
    world = new VirtualWorld();
    element = createIn(world.environment, { websocketUrl: SOCKET_URL });
  });
  afterEach(() => {
    element.remove();
  });

  it('that pollutes Object.prototype tells the element nothing', async () => {
    const pollution = {
      signed: true,
      resolved: true,
      verification: 'verified',
      opened: true,
      expired: true,
      payload_uuidv4: UUID,
      txid: 'x',
      websocket_status: 'wss://evil.example/',
      web: 'javascript:alert(1)',
    };
    for (const [name, value] of Object.entries(pollution))
      Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
    try {
      element.getStatus = () => Promise.resolve({ opened: false });
      await mount();
      greet();
      world.socket.frame({});
      await world.pass(5_000);
      expect(element.state).to.equal('waiting');
      element.payload = {} as never;
      await element.updateComplete;
      expect(element.state).to.equal('error');
      expect(world.sockets.every(({ url }) => url === SOCKET_URL)).to.equal(true);
    } finally {
      for (const name of Object.keys(pollution)) Reflect.deleteProperty(Object.prototype, name);
    }
  });

  it('whose WebSocket throws is retried, and asked for through the backend', async () => {
    world.socketFault = new TypeError('patched');
    world.answer = () => Promise.resolve(respond({ opened: true }));
    element.statusUrl = '/status';
    await mount();
    await world.pass(30_000);
    expect(element.connection).to.equal('retrying');
    expect(element.state).to.equal('opened');
  });

  it('whose fetch never answers ends in "unverified", and can check again', async () => {
    world.answer = (_url, { signal }) => untilAborted(signal);
    element.statusUrl = '/status';
    await mount();
    greet();
    world.socket.frame(signed);
    await world.pass(61_000);
    expect(element.state).to.equal('unverified');
    expect(partOf(element, 'check-button')).not.to.equal(null);
  });

  it('whose handlers throw in each event hears the others all the same', async () => {
    const thrown: string[] = [];
    const { onerror } = window;
    window.onerror = (_message, _file, _line, _column, error) => {
      thrown.push((error as Error).message);
      return true;
    };
    try {
      const heard = record(element);
      for (const name of EVENT_NAMES)
        element.addEventListener(name, () => {
          throw Object.assign(new Error('of the page'), { stack: '' });
        });
      element.getStatus = () => Promise.resolve({ resolved: true, signed: true, verification: 'verified' });
      await mount();
      greet();
      for (const frame of [opened, preSigned, dispatched, signed]) world.socket.frame(frame);
      await world.pass(2_000);
      expect(element.state).to.equal('verified');
      expect(namesOf(heard)).to.deep.equal([
        'xumm-opened',
        'xumm-pre-signed',
        'xumm-dispatched',
        'xumm-resolved',
        'xumm-verified',
      ]);
      expect(thrown.length).to.equal(heard.length);
    } finally {
      window.onerror = onerror;
    }
  });

  it('that has it in a closed shadow root gets its events there, and as far as they are composed', async () => {
    const host = document.createElement('div');
    document.body.append(host);
    const heard = record(element, host);
    await mount(host.attachShadow({ mode: 'closed' }));
    greet();
    world.socket.frame(declined);
    expect(namesOf(heard)).to.deep.equal(['xumm-opened', 'xumm-resolved']);
    host.remove();
    await world.settle();
    expect(world.openSockets).to.equal(0);
  });

  it('that keeps it in a <template> opens nothing, until it is cloned into the document', async () => {
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

  it('that clones it gets one of its own, with nothing of the state', async () => {
    element.setAttribute('websocket-url', SOCKET_URL);
    await mount();
    greet();
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

  it('that adopts it into a document of a frame, and back, still shows the truth', async () => {
    await mount();
    greet();
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const inner = frame.contentDocument;
    inner?.body.append(element); // which adopts it
    await world.settle();
    await mount();
    greet();
    world.socket.frame(opened);
    await element.updateComplete;
    expect(element.state).to.equal('opened');
    expect(textOf(element)).to.contain('Continue');
    expect(world.openSockets).to.equal(1);
    frame.remove();
  });

  it('that has it in a form is not submitted by its buttons, and sends nothing of it', async () => {
    const form = document.createElement('form');
    let submits = 0;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submits += 1;
    });
    document.body.append(form);
    element.renewable = true;
    await mount(form);
    greet();
    partOf(element, 'copy-button')?.click();
    world.socket.frame(declined);
    await element.updateComplete;
    partOf(element, 'renew-button')?.click();
    expect(submits).to.equal(0);
    expect([...new FormData(form).keys()]).to.deep.equal([]);
    form.remove();
  });

  it('that writes the state into the markup proves nothing, and is corrected', async () => {
    element.setAttribute('state', 'verified');
    await mount();
    expect(element.getAttribute('state')).to.equal('waiting');
    element.setAttribute('state', 'verified');
    expect(element.state).to.equal('waiting');
    expect(element.getAttribute('state')).to.equal('waiting');
  });

  it('is flooded by ten thousand frames, and renders as often as it paints', async () => {
    await mount();
    greet();
    const heard = record(element);
    let renders = 0;
    element.addController({ hostUpdated: () => (renders += 1) });
    for (let batch = 0; batch < 100; batch++) {
      for (let index = 0; index < 100; index++) {
        world.socket.frame({ expires_in_seconds: 300 - (index % 7), message: 'x', opened: index % 2 === 0 });
      }
      await world.settle();
    }
    expect(renders).to.be.at.most(101);
    // The countdown is told once a second; no time passed here.
    expect(heard.filter(({ type }) => type === 'xumm-countdown').length).to.be.at.most(1);
    expect(heard.length).to.be.at.most(10);
  });
});
