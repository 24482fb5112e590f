import { expect } from '@open-wc/testing';
import type { XummPayloadStatus } from '../../src/index.js';
import { setColorScheme } from '../support/emulation.js';
import { createIn } from '../support/element.js';
import { seconds, SOCKET_URL, welcome } from '../support/frames.js';
import { VirtualWorld } from '../support/virtual-world.js';

const LIGHT = 'rgb(255, 255, 255)';
const DARK = 'rgb(23, 26, 33)';

/** Every way in which a page may declare a colour scheme, and take it back. */
describe('the colour scheme of the page', () => {
  const { documentElement: root, head, body } = document;
  let element: XummPayloadStatus;

  const add = (markup: string, parent: Element = head): Element => {
    const range = document.createRange();
    range.selectNode(body);
    const [node] = range.createContextualFragment(markup).children;
    if (!node) throw new Error(markup);
    node.classList.add('of-test');
    parent.append(node);
    return node;
  };
  const COLOURS = { light: LIGHT, dark: DARK };
  let system: 'light' | 'dark';
  let other: 'light' | 'dark';
  const isSystemDark = async (isDark: boolean): Promise<void> => {
    await setColorScheme(isDark ? 'dark' : 'light');
    // In an engine that could not be set the page declares the scheme that the system does not have.
    [system, other] = matchMedia('(prefers-color-scheme: dark)').matches
      ? ['dark', 'light']
      : ['light', 'dark'];
  };
  const background = async (): Promise<string> => {
    await new Promise<void>((resolve) => {
      queueMicrotask(resolve); // an observer reports the change in a microtask
    });
    await element.updateComplete;
    const card = element.renderRoot.querySelector('.card');
    return card ? getComputedStyle(card).backgroundColor : '';
  };

  beforeEach(async () => {
    await isSystemDark(true);
    element = createIn(new VirtualWorld().environment);
    body.append(element);
    await element.updateComplete;
  });
  afterEach(async () => {
    element.remove();
    for (const node of document.querySelectorAll('.of-test')) node.remove();
    root.removeAttribute('style');
    root.removeAttribute('class');
    await isSystemDark(false);
  });

  it('is followed when a <meta name="color-scheme"> comes, changes and goes', async () => {
    expect(await background(), 'the system alone').to.equal(COLOURS[system]);
    const meta = add(`<meta name="color-scheme" content="${other}">`);
    expect(await background(), other).to.equal(COLOURS[other]);
    for (const [content, scheme] of [
      [system, system],
      [`only ${other}`, other],
      ['light dark', system],
      ['dark light', system],
      ['', system],
      [other, other],
    ] as const) {
      meta.setAttribute('content', content);
      expect(await background(), content).to.equal(COLOURS[scheme]);
    }
    meta.remove();
    expect(await background(), 'removed').to.equal(COLOURS[system]);
  });

  for (const [how, declare, takeBack] of [
    [
      'a style of the root',
      () => {
        root.style.colorScheme = other;
      },
      () => {
        root.style.colorScheme = '';
      },
    ],
    [
      'a class, and a rule for it',
      () => {
        add(`<style>.bright { color-scheme: ${other} }</style>`);
        root.className = 'bright';
      },
      () => {
        root.className = '';
      },
    ],
    [
      'a style sheet that comes and goes',
      () => {
        add(`<style>:root { color-scheme: ${other} }</style>`);
      },
      () => {
        head.querySelector('style.of-test')?.remove();
      },
    ],
    [
      'a style sheet in the body',
      () => {
        add(`<style>:root { color-scheme: ${other} }</style>`, body);
      },
      () => {
        body.querySelector('style.of-test')?.remove();
      },
    ],
    [
      'a style of the element itself',
      () => {
        element.style.colorScheme = other;
      },
      () => {
        element.style.colorScheme = '';
      },
    ],
  ] as const)
    it(`is followed when it is declared by ${how}, and taken back`, async () => {
      declare();
      expect(await background(), 'declared').to.equal(COLOURS[other]);
      takeBack();
      expect(await background(), 'taken back').to.equal(COLOURS[system]);
    });

  it('is followed when a <link> to a style sheet has loaded', async () => {
    const href = URL.createObjectURL(new Blob([`:root { color-scheme: ${other} }`], { type: 'text/css' }));
    const link = add(`<link rel="stylesheet" href="${href}">`);
    await new Promise((resolve) => {
      link.addEventListener('load', resolve);
    });
    expect(await background(), 'loaded').to.equal(COLOURS[other]);
    link.remove();
    expect(await background(), 'removed').to.equal(COLOURS[system]);
  });

  for (const [how, declare] of [
    [
      'inserts a rule',
      () => {
        head
          .querySelector<HTMLStyleElement>('style.of-test')
          ?.sheet?.insertRule(`:root { color-scheme: ${other} }`);
      },
    ],
    [
      'adopts a style sheet',
      () => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(`:root { color-scheme: ${other} }`);
        document.adoptedStyleSheets = [sheet];
      },
    ],
  ] as const)
    it(`is followed within a second of the countdown where a script ${how}, which nothing reports`, async () => {
      element.remove();
      add('<style></style>');
      const world = new VirtualWorld();
      element = createIn(world.environment, { websocketUrl: SOCKET_URL });
      body.append(element);
      await element.updateComplete;
      world.socket.open();
      for (const frame of [welcome, seconds(54)]) world.socket.frame(frame);
      await world.settle();
      expect(await background(), 'the system alone').to.equal(COLOURS[system]);
      declare();
      await world.pass(1000);
      const declared = await background();
      document.adoptedStyleSheets = [];
      expect(declared, 'declared').to.equal(COLOURS[other]);
    });

  it('is that of the container, in another document too', async () => {
    const { contentDocument: another } = add('<iframe></iframe>', body) as HTMLIFrameElement;
    if (!another) throw new Error('no document');
    another.body.append(element);
    expect(await background(), 'the system').to.equal(COLOURS[system]);
    another.body.style.colorScheme = other;
    expect(await background(), 'its body').to.equal(COLOURS[other]);
    another.body.style.colorScheme = '';
    expect(await background(), 'taken back').to.equal(COLOURS[system]);
  });

  it('is that of the container, through a shadow root too', async () => {
    const host = add('<div></div>', body) as HTMLElement;
    host.attachShadow({ mode: 'open' }).append(element);
    expect(await background(), 'the system').to.equal(COLOURS[system]);
    host.style.colorScheme = other;
    expect(await background(), 'the host').to.equal(COLOURS[other]);
  });
});
