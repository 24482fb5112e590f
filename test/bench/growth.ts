import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { createDemo } from '../../demo/server.js';
import { control, createPayloads } from './session.js';
import { openStage } from './stage.js';

export interface Growth {
  readonly name: string;
  /** From the first element to the last one signed, in ms. */
  readonly ms: number;
  readonly msEach: number;
  /** Elements that reached the end and reported it once. */
  readonly right: number;
  readonly count: number;
}

/** Each element has its own payload and socket on the simulated platform, for a whole session. */
async function onPlatform(browser: Browser, script: string, count: number): Promise<Growth> {
  const demo = createDemo({ env: {} });
  const server = createServer((req, res) => {
    void demo.handle(req, res).then((isOwn) => {
      if (!isOwn)
        res
          .writeHead(200, { 'Content-Type': 'text/html' })
          .end('<!doctype html><title>x</title><main></main>');
    });
  });
  server.on('upgrade', (req, socket, head) => demo.upgrade(req, socket, head) || socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const uuids = await createPayloads(origin, count);
  const page = await browser.newPage();
  await page.goto(origin);
  await page.addScriptTag({ content: script });
  const from = performance.now();
  await page.evaluate((all) => {
    const told = new Map<string, number>();
    Object.assign(globalThis, { told });
    document.body.addEventListener('xumm-resolved', ({ detail: { uuid } }) =>
      told.set(uuid ?? '', (told.get(uuid ?? '') ?? 0) + 1),
    );
    for (const uuid of all) {
      const element = document.createElement('xumm-payload-status');
      element.websocketUrl = `${location.origin.replace('http', 'ws')}/sign/${uuid}`;
      document.querySelector('main')?.append(element);
    }
  }, uuids);
  const all = (selector: string): Promise<unknown> =>
    page.waitForFunction(
      ([query, number]) => document.querySelectorAll(query).length === number,
      [selector, count] as const,
      {
        timeout: 120_000,
      },
    );
  await all('xumm-payload-status[connection="open"]');
  for (const uuid of uuids) await control(origin, uuid, 'open');
  await all('xumm-payload-status[state="opened"]');
  for (const uuid of uuids) await control(origin, uuid, 'sign');
  await all('xumm-payload-status[state="signed"]');
  const ms = performance.now() - from;
  const right = await page.evaluate(
    () =>
      [...(globalThis as unknown as { told: Map<string, number> }).told.values()].filter(
        (times) => times === 1,
      ).length,
  );
  await page.close();
  await demo.close();
  server.closeAllConnections();
  server.close();
  return { name: `${count} on the platform`, ms, msEach: ms / count, right, count };
}

/** On injected sockets, for more elements than a browser opens sockets. */
async function onStage(browser: Browser, script: string, count: number): Promise<Growth> {
  const page = await browser.newPage();
  await openStage(page, script);
  const from = performance.now();
  const right = await page.evaluate(async (elements) => {
    await stage.add(elements);
    for (const frame of [
      { opened: true },
      { pre_signed: true },
      { dispatched: true },
      { payload_uuidv4: '', signed: true, txid: 'A'.repeat(64) },
    ]) {
      stage.send(frame);
      await Promise.all(stage.elements().map((element) => element.updateComplete));
    }
    return Math.min(
      stage.events['resolved'] ?? 0,
      stage.elements().filter(({ state }) => state === 'signed').length,
    );
  }, count);
  const ms = performance.now() - from;
  await page.close();
  return { name: `${count} on injected sockets`, ms, msEach: ms / count, right, count };
}

export async function growth(browser: Browser, script: string): Promise<Growth[]> {
  const rows: Growth[] = [];
  for (const count of [1, 10, 100, 200]) rows.push(await onPlatform(browser, script, count));
  for (const count of [100, 1_000]) rows.push(await onStage(browser, script, count));
  return rows;
}
