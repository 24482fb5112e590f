import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { realClock } from '../../demo/platform/clock.js';
import { createDemo, listen, type Demo } from '../../demo/server.js';
import { SECRETS } from './backend/fixtures.js';

interface Status {
  readonly opened: boolean;
  readonly resolved: boolean;
  readonly signed?: boolean;
  readonly txid?: string;
  readonly returnUrl?: { readonly web?: string };
  readonly verification?: string;
}

describe('the whole demo on one port', () => {
  /** Moved by hand, so that nothing waits for a ledger to close. */
  let nowMs = Date.now();
  let demo: Demo;
  let server: Awaited<ReturnType<typeof listen>>;
  let cookie = '';

  before(async () => {
    const clock = { ...realClock, now: () => nowMs };
    demo = createDemo({ env: {}, platform: { clock, publishLagMs: 0 } });
    server = await listen(demo);
  });
  after(() => server.close());

  const post = (path: string, body: unknown = {}): Promise<Response> =>
    fetch(`${server.origin}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: server.origin, Cookie: cookie },
      body: JSON.stringify(body),
    });

  async function buy(product: string, cart: string = crypto.randomUUID()): Promise<string> {
    const response = await post('/api/payloads', { product, cart });
    assert.equal(response.status, 201);
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    const created = (await response.json()) as { uuid: string; next: { always: string } };
    assert.equal(created.next.always, `${server.origin}/sign/${created.uuid}`);
    return created.uuid;
  }

  /** Asks when the last answer is no longer good. */
  async function status(uuid: string): Promise<Status> {
    nowMs += 3000;
    const response = await fetch(`${server.origin}/api/payloads/${uuid}/status`, {
      headers: { Cookie: cookie },
    });
    // A sign-in changes the cookie.
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    const answer = await response.text();
    for (const secret of SECRETS.slice(0, 3)) assert.ok(!answer.includes(secret), secret);
    return JSON.parse(answer) as Status;
  }

  async function control(uuid: string, action: string, body: unknown = {}): Promise<void> {
    assert.equal((await post(`/control/${uuid}/${action}`, body)).status, 200);
  }

  it('waiting, opened, signed, verified', async () => {
    const uuid = await buy('coffee');
    const waiting = { opened: false, expired: false, cancelled: false, resolved: false };
    assert.deepEqual(await status(uuid), waiting);
    await control(uuid, 'open');
    assert.deepEqual(await status(uuid), { ...waiting, opened: true });

    await control(uuid, 'sign', { validateAfterMs: 8000 });
    const signed = await status(uuid);
    assert.equal(signed.verification, 'pending');
    assert.match(signed.txid ?? '', /^[0-9A-F]{64}$/);
    assert.equal(signed.returnUrl?.web, `${server.origin}/pay?payload=${uuid}`);

    nowMs += 8000;
    assert.deepEqual(await status(uuid), { ...signed, verification: 'verified' });
  });

  it('failed on the ledger, or less than what is due: never verified', async () => {
    for (const signing of [
      { result: 'tecPATH_DRY' },
      { delivered: '1' },
      { node: 'TESTNET', validated: false },
    ]) {
      const uuid = await buy('coffee', crypto.randomUUID());
      await control(uuid, 'open');
      await control(uuid, 'sign', { validateAfterMs: 0, ...signing });
      assert.notEqual((await status(uuid)).verification, 'verified', JSON.stringify(signing));
    }
  });

  const session = async (headers: HeadersInit): Promise<unknown> => {
    const response = await fetch(`${server.origin}/api/session`, { headers });
    return ((await response.json()) as { account: unknown }).account;
  };

  for (const signing of [
    { signature: 'forged' },
    { signature: 'replayed' },
    { account: 'rPT1Sjq2YGrBMTttX4GZHjKu9dyfzbpAYe' },
  ]) {
    it(`sign-in, ${JSON.stringify(signing)}: signs in nobody`, async () => {
      const uuid = await buy('sign-in');
      await control(uuid, 'open');
      await control(uuid, 'sign', signing);
      assert.equal((await status(uuid)).verification, 'refused');
      assert.equal(await session({ Cookie: cookie }), null);
    });
  }

  it('sign-in: only this session learns the account', async () => {
    const uuid = await buy('sign-in');
    await control(uuid, 'open');
    await control(uuid, 'sign');
    assert.equal((await status(uuid)).verification, 'verified');
    assert.match(String(await session({ Cookie: cookie })), /^r/);
    assert.equal(await session({}), null);
  });

  it('a body over the limit, with and without a Content-Length', async () => {
    const headers = { 'Content-Type': 'application/json' };
    const long = JSON.stringify({ product: 'x'.repeat(100_000) });
    const url = `${server.origin}/api/payloads`;
    assert.equal((await fetch(url, { method: 'POST', headers, body: long })).status, 413);
    assert.equal((await postInChunks(url, [long.slice(0, 5000), long.slice(5000)])).status, 413);
    assert.equal((await postInChunks(url, ['{"product":', '"coffee"}'])).status, 201);
  });

  it('sockets and pictures are on the same port; other paths are left to the page', async () => {
    const uuid = await buy('coffee');
    assert.equal(
      (await fetch(`${server.origin}/sign/${uuid}_q.png`)).headers.get('Content-Type'),
      'image/png',
    );
    for (const path of [
      '/',
      `/sign/${uuid}`,
      '/pay',
      '/api',
      '/apis',
      '/controls',
      '/ledgers',
      '/src/ledger',
      '/admin',
    ]) {
      const response = await fetch(`${server.origin}${path}`);
      assert.deepEqual([response.status, await response.text()], [404, ''], path);
    }
    const socket = new WebSocket(`${server.origin.replace('http', 'ws')}/sign/${uuid}`);
    const [frame] = (await once(socket, 'message')) as [Buffer];
    assert.equal(frame.toString(), JSON.stringify({ message: `Welcome ${uuid}` }));
    socket.close();
    await once(socket, 'close');
    const stray = new WebSocket(`${server.origin.replace('http', 'ws')}/elsewhere`);
    await once(stray, 'error');
  });

  it('says whether it is simulated', () => {
    assert.equal(demo.simulated, true);
  });
});

/** Without a Content-Length, as `Transfer-Encoding: chunked`. */
async function postInChunks(url: string, chunks: readonly string[]): Promise<{ status: number | undefined }> {
  const request = httpRequest(url, { method: 'POST', headers: { 'Content-Type': 'application/json' } });
  for (const chunk of chunks) request.write(chunk);
  request.end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.resume();
  return { status: response.statusCode };
}

it('closed during a request: its visitor still gets the answer, and nothing fails', async () => {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const said: string[] = [];
  const slow: typeof fetch = async () => {
    begin();
    await released;
    return Response.json({ result: { validated: true, ledger_index: 1000 } });
  };
  const demo = createDemo({ env: {}, shop: { fetch: slow }, log: (line) => said.push(line) });
  const server = await listen(demo);
  const answer = fetch(`${server.origin}/api/payloads`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{"product":"coffee"}',
  });
  await begun;
  const closed = server.close();
  await new Promise(setImmediate);
  release();
  assert.equal((await answer).status, 201);
  await closed;
  assert.deepEqual(said, []);
  await assert.rejects(fetch(server.origin), 'it takes no more');
});
