import { expect } from '@open-wc/testing';
import { createClient, type Client } from '../../../../demo/site/in-page/client.js';
import { join } from '../../../../demo/site/in-page/join.js';
import { noShelf, storageShelf } from '../../../../demo/site/in-page/memory.js';
import { serve } from '../../../../demo/site/in-page/serve.js';
import { createServers } from '../../../../demo/site/in-page/servers.js';
import { browserEnvironment } from '../../../../src/environment.js';
import { XummPayloadStatus, type CreatedPayload, type State } from '../../../../src/index.js';

const pages = new URL('/some/where/', location.href);
const site = { pages, platform: pages };
const JSON_TYPE = { 'Content-Type': 'application/json' };

/** Servers and a client connected by a wire, as in a page that shares nothing. */
function alone(shelf = noShelf): { client: Client } {
  const { port1, port2 } = new MessageChannel();
  const client = createClient(port1);
  port1.start();
  serve(createServers(site, shelf.read()), shelf, port2);
  port2.start();
  return { client };
}

const post = async ({ fetch }: Client, path: string, body: object = {}): Promise<unknown> =>
  (await fetch(path, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body) })).json();
const buy = async (client: Client): Promise<Required<CreatedPayload>> =>
  (await post(client, '/api/payloads', { product: 'coffee' })) as Required<CreatedPayload>;

let count = 0;

/** An element that uses the client's network. */
function follow(client: Client, payload: CreatedPayload): XummPayloadStatus {
  class InPage extends XummPayloadStatus {
    static override environment = { ...browserEnvironment, ...client };
  }
  customElements.define(`xumm-in-page-${++count}`, InPage);
  const element = new InPage();
  element.payload = payload;
  element.statusUrl = '/api/payloads/{uuid}/status';
  document.body.append(element);
  return element;
}

const state = (element: XummPayloadStatus, wanted: State): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (element.state === wanted) resolve();
    };
    element.addEventListener('xumm-state-change', look);
    look();
  });

describe('the servers inside a page', () => {
  afterEach(() => {
    document.body.replaceChildren();
  });

  it('play a payment to its end, with links below the site', async () => {
    const { client } = alone();
    const payload = await buy(client);
    expect(payload.next.always).to.equal(`${pages.href}sign/${payload.uuid}`);
    const element = follow(client, payload);
    await state(element, 'waiting');
    for (const action of ['open', 'pre-sign', 'dispatch', 'sign'])
      await post(client, `/control/${payload.uuid}/${action}`);
    await state(element, 'verified');
    expect(element.resolution?.returnUrl.web).to.equal(`${pages.href}pay.html?payload=${payload.uuid}`);
  });

  it('refuse a socket, and accept the next one', async () => {
    const { client } = alone();
    const { uuid, refs } = await buy(client);
    await post(client, `/control/${uuid}/fault`, { kind: 'refuse', count: 1 });
    const ends = (): Promise<string> =>
      new Promise((resolve) => {
        const socket = new client.WebSocket(refs.websocket_status ?? '');
        socket.addEventListener('close', ({ code }) => {
          resolve(`closed ${code}`);
        });
        socket.addEventListener('message', ({ data }) => {
          resolve(String(data));
        });
      });
    expect(await ends()).to.equal('closed 1006');
    expect(await ends()).to.equal(`{"message":"Welcome ${uuid}"}`);
  });

  it('answer an unknown payload as the platform does', async () => {
    const { client } = alone();
    const answer = await client.fetch('/api/payloads/00000000-0000-4000-8000-000000000000/status');
    expect(answer.status).to.equal(404);
  });

  it('drop a question that is aborted', async () => {
    const { client } = alone();
    const life = new AbortController();
    const question = client.fetch('/api/session', { signal: life.signal });
    life.abort();
    const error: unknown = await question.catch((reason: unknown) => reason);
    expect((error as Error).name).to.equal('AbortError');
  });

  it('continue from what earlier ones stored, and ignore what cannot be read', async () => {
    const name = 'xumm-payload-status test';
    localStorage.removeItem(`${name} 3`);
    const { client } = alone(storageShelf(name));
    const payload = await buy(client);
    await post(client, `/control/${payload.uuid}/open`);
    await post(client, `/control/${payload.uuid}/sign`);
    const { client: other } = alone(storageShelf(name));
    // The platform publishes a resolution before it can be read, and never repeats it to a later socket.
    const isTold = async (): Promise<boolean> => {
      const answer = await other.fetch(`/api/payloads/${payload.uuid}/status`);
      return ((await answer.json()) as { resolved: boolean }).resolved;
    };
    while (!(await isTold()));
    const element = follow(other, payload);
    await state(element, 'verified');

    localStorage.setItem(`${name} 3`, '{nonsense');
    expect(storageShelf(name).read().shop.orders).to.deep.equal([]);
    localStorage.removeItem(`${name} 3`);
  });

  it('are shared by all pages that join over the browser’s channel', async () => {
    const unique = { pages: new URL(`/${crypto.randomUUID()}/`, location.href), platform: pages };
    const [first, second] = [join(unique), join(unique)].map(({ wire }) => createClient(wire));
    const { uuid } = await buy(first as Client);
    const seen = (await (await (second as Client).fetch(`/control/${uuid}`)).json()) as { state: string };
    expect(seen.state).to.equal('created');
  });
});
