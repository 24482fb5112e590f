import type { Page, WebSocketRoute } from 'playwright-core';
import { UUID, welcome } from '../support/frames.js';

/** Plays the real platform's address: it greets. @returns a promise of its socket */
export async function playPlatform(page: Page): Promise<{ readonly connected: Promise<WebSocketRoute> }> {
  let connect: (socket: WebSocketRoute) => void;
  const connected = new Promise<WebSocketRoute>((resolve) => (connect = resolve));
  await page.routeWebSocket(`wss://xumm.app/sign/${UUID}`, (socket) => {
    connect(socket);
    socket.send(JSON.stringify(welcome));
  });
  return { connected };
}
