import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { WebSocket, WebSocketServer } from 'ws';
import { opened, signed, UUID, welcome } from '../support/frames.js';
import { makeGlobal } from '../support/window-globals.js';

/** Resolves once the element is in the state. */
const reached = (element: Element & { readonly state: string }, state: string): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (element.state === state) resolve();
    };
    element.addEventListener('xumm-state-change', look);
    look();
  });

/** The element in the window of a test runner; `windowAt` makes one with this address. */
export function inTestEnvironment(windowAt: (url: string) => object): void {
  const platform = new WebSocketServer({ port: 0, host: '127.0.0.1' });

  before(async () => {
    await once(platform, 'listening');
    const { port } = platform.address() as AddressInfo;
    makeGlobal(windowAt(`http://127.0.0.1:${port}/`));
    // Jest has none.
    Reflect.deleteProperty(globalThis, 'Response');
    // Not every window, and not every Node, has one.
    (globalThis as { WebSocket?: unknown }).WebSocket ??= WebSocket;
    await import('../../src/define.js');
  });
  after(() => {
    platform.close();
  });

  test('is defined, renders its code, and follows a session', async () => {
    const sockets = new Promise<WebSocket>((resolve) => platform.once('connection', resolve));
    const element = document.createElement('xumm-payload-status');
    const heard: string[] = [];
    for (const name of ['xumm-opened', 'xumm-resolved', 'xumm-verified'] as const)
      element.addEventListener(name, ({ type }) => heard.push(type));
    element.websocketUrl = `ws://${location.host}/sign/${UUID}`;
    document.body.append(element);
    await element.updateComplete;
    assert.equal(element.state, 'waiting');
    assert.ok(element.shadowRoot?.querySelector('[part="qr"] path')?.getAttribute('d'));
    assert.equal(
      element.shadowRoot?.querySelector('[part="open-link"]')?.getAttribute('href'),
      `http://${location.host}/sign/${UUID}`,
    );

    const socket = await sockets;
    for (const frame of [welcome, opened]) socket.send(JSON.stringify(frame));
    await reached(element, 'opened');
    element.addEventListener('xumm-resolved', (event) => {
      event.respondWith(Promise.resolve(true));
    });
    socket.send(JSON.stringify(signed));
    await reached(element, 'verified');
    await element.updateComplete;
    assert.equal(element.getAttribute('state'), 'verified');
    assert.deepEqual(heard, ['xumm-opened', 'xumm-resolved', 'xumm-verified']);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    element.remove();
    await closed;
  });

  test('throws nothing with another payload, with a fault, and when it is removed', async () => {
    const { error } = console;
    const faults: unknown[] = [];
    console.error = (fault: unknown) => faults.push(fault);
    const element = document.createElement('xumm-payload-status');
    element.setAttribute('uuid', 'none');
    document.body.append(element);
    await element.updateComplete;
    assert.equal(element.state, 'error');
    element.setAttribute('websocket-url', `ws://${location.host}/sign/${UUID}`);
    element.removeAttribute('uuid');
    element.lang = 'de';
    await element.updateComplete;
    assert.equal(element.state, 'waiting');
    element.remove();
    console.error = error;
    assert.equal(faults.length, 1);
  });
}
