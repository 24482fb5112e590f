import type { Page, WebSocketRoute } from 'playwright-core';
import { UUID, welcome } from '../support/frames.js';

/** The real platform's address in the hand of the test: it greets. @returns what resolves with its socket */
export async function playPlatform(page: Page): Promise<{ readonly connected: Promise<WebSocketRoute> }> {
  let connect: (socket: WebSocketRoute) => void;
  const connected = new Promise<WebSocketRoute>((resolve) => (connect = resolve));
  await page.routeWebSocket(`wss://xumm.app/sign/${UUID}`, (socket) => {
    connect(socket);
    socket.send(JSON.stringify(welcome));
  });
  return { connected };
}
