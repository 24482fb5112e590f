import { expect } from '@open-wc/testing';
import { createIn } from '../support/element.js';
import { VirtualWorld } from '../support/virtual-world.js';

describe('an attribute that is none of the element’s', () => {
  const { warn } = console;
  let said: string[];
  let world: VirtualWorld;

  beforeEach(() => {
    said = [];
    console.warn = (...words: unknown[]) => said.push(words.join(' '));
  });
  afterEach(() => {
    console.warn = warn;
  });

  /** As a parser does: a script could not set names like `[uuid]`. */
  const write = (element: Element, names: readonly string[]): void => {
    const template = document.createElement('template');
    template.innerHTML = `<p ${names.map((name) => `${name}=""`).join(' ')}>`;
    for (const attribute of template.content.firstElementChild?.attributes ?? [])
      element.setAttributeNode(attribute.cloneNode() as Attr);
  };
  const mount = async (attributes: readonly string[], around = document.body) => {
    world = new VirtualWorld();
    const element = createIn(world.environment);
    write(element, attributes);
    around.append(element);
    await world.pass(1000);
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
    ['ws-url', 'websocket-url'],
    ['websocket-uri', 'websocket-url'],
    ['websocket-status', 'websocket-url'],
    ['refs.websocket_status', 'websocket-url'],
    ['socket-url', 'websocket-url'],
    ['payload-uuid', 'uuid'],
    ['uuidv4', 'uuid'],
    ['payload-json', 'payload'],
    ['status_url', 'status-url'],
    ['status', 'status-url'],
    ['renew', 'renewable'],
    ['push', 'pushed'],
    [':status-url', 'status-url'],
    ['v-bind:status-url', 'status-url'],
    ['bind:uuid', 'uuid'],
    ['[statusUrl]', 'status-url'],
    ['[attr.uuid]', 'uuid'],
    ['.payload', 'payload'],
    ['?pushed', 'pushed'],
    ['getstatus', 'the property getStatus'],
    ['get-status', 'the property getStatus'],
    ['messages', 'the property messages'],
  ] as const)
    it(`${name}: one warning, which names ${right}`, async () => {
      const element = await mount([name]);
      document.body.append(element);
      await world.pass(1000);
      expect(said).to.have.length(1);
      expect(said[0])
        .to.contain(`"${name.toLowerCase()}"`)
        .and.to.match(new RegExp(`write ${right}\\.$`));
      element.remove();
    });

  it('set after the element is in the page, as by Angular: one warning', async () => {
    world = new VirtualWorld();
    const element = createIn(world.environment);
    document.body.append(element);
    element.setAttribute('websocketUrl', '');
    await world.pass(1000);
    expect(said).to.have.length(1);
    element.remove();
  });

  it('of the element, or of the page: no warning', async () => {
    const element = await mount([
      ...['websocket-url', 'uuid', 'sign-url', 'payload', 'pushed', 'status-url', 'renewable', 'auto-return'],
      ...[
        'network',
        'lang',
        'dir',
        'state',
        'connection',
        'class',
        'id',
        'data-uuid',
        'hidden',
        'name',
        'url',
      ],
      ...['data-payload', 'aria-labelledby', 'contenteditable', 'signed', 'design', 'order-state'],
      ...[
        '@xumm-pre-signed',
        'x-on:xumm-state-change',
        'onxumm-connection-change',
        'v-on:click',
        'ws-connect',
      ],
      ...['hx-push-url', 'hx-swap-oob', 'wire:snapshot', 'x-transition:enter-start', 'v-slot:header'],
      ...['_nghost-ng-c1', '#card', '----'],
    ]);
    element.remove();
    expect(said).to.deep.equal([]);
  });

  for (const name of [
    ...[
      'layout-id',
      'layoutid',
      'network-status',
      'uuid-short',
      'payload-id',
      'pushed-at',
      'renewable-until',
    ],
    ...[
      'page-layout',
      'social-network',
      'order-uuid',
      'track-payload',
      'phx-value-uuid',
      'ng-reflect-payload',
    ],
    ...[
      'enable',
      'enabled',
      'return',
      'turn',
      'used',
      'load',
      'loading',
      'work',
      'sort',
      'start',
      'language-x',
    ],
    ...['language', 'url-pattern', 'status-text', 'sign-up', 'data-return-url', 'data-url', 'client:load'],
    ...['hx-on:click', 'wire:loading', 'x-on:pushed', 'v-on:payload', 'on:renew', 'astro-uuid'],
  ])
    it(`${name}, of the page's own: no warning`, async () => {
      const element = await mount([name]);
      element.remove();
      expect(said).to.deep.equal([]);
    });

  it('that a framework has yet to take up, as Vue does in a page: no word', async () => {
    world = new VirtualWorld();
    const element = createIn(world.environment);
    write(element, [':uuid']);
    document.body.append(element);
    await world.pass(500);
    element.removeAttribute(':uuid');
    await world.pass(500);
    element.remove();
    expect(said).to.deep.equal([]);
  });

  it('that Alpine binds, and leaves in the page: no word, whether it has a value yet or not', async () => {
    const scope = document.createElement('div');
    scope.setAttribute('x-data', '{ uuid: null }');
    document.body.append(scope);
    await mount([':uuid', 'x-bind:payload'], scope);
    scope.remove();
    expect(said).to.deep.equal([]);
  });

  it('beside the right one: no word', async () => {
    const element = await mount([':uuid', 'uuid', 'v-bind:payload', 'payload']);
    element.remove();
    expect(said).to.deep.equal([]);
  });
});
