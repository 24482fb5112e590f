import type { BrowserContext } from 'playwright-core';

/** Collects what goes wrong in the pages of a browser: exceptions, console errors, and requests to other origins. */
export function complaintsOf(
  context: BrowserContext,
  origins: readonly string[],
  expectedErrors?: RegExp,
): readonly string[] {
  const complaints: string[] = [];
  const hosts = new Set(origins.map((origin) => new URL(origin).host));
  const noteHost = (url: string): void => {
    const { protocol, host } = new URL(url);
    if (/^(https?|wss?):$/.test(protocol) && !hosts.has(host)) complaints.push(`asked ${url}`);
  };
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('console', (message) => {
    if (message.type() === 'error' && !expectedErrors?.test(message.text()))
      complaints.push(`${message.text()} ${message.location().url}`);
  });
  context.on('request', (request) => {
    noteHost(request.url());
  });
  context.on('page', (page) =>
    page.on('websocket', (socket) => {
      noteHost(socket.url());
    }),
  );
  return complaints;
}
