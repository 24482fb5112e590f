import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { Listener, startListening } from './listener.js';
import { act, create, startServer } from './support.js';

/** When the user accepts, the wallet opens the payload once more. */
const ACCEPTED = [{ opened: true }, { pre_signed: true }];

describe('faults', () => {
  it('drop breaks off', async (t) => {
    const { listener, fault } = await startListening(t);
    const closed = listener.closed();
    await fault({ kind: 'drop' });
    assert.equal((await closed).code, 1006);
  });

  for (const [body, expected] of [
    [{}, { code: 1000, reason: '' }],
    [
      { code: 4001, reason: 'maintenance' },
      { code: 4001, reason: 'maintenance' },
    ],
  ] as const) {
    it(`close with ${JSON.stringify(body)} closes cleanly`, async (t) => {
      const { listener, fault } = await startListening(t);
      const closed = listener.closed();
      await fault({ kind: 'close', ...body });
      assert.deepEqual(await closed, expected);
    });
  }

  it('silence sends nothing until it is off, and never sends the missed frames', async (t) => {
    const { app, uuid, listener, fault, clock } = await startListening(t);
    await fault({ kind: 'silence' });
    await act(app, uuid, 'open');
    clock.tick(60_000);
    await fault({ kind: 'silence', off: true });
    await act(app, uuid, 'pre-sign');
    assert.deepEqual(await listener.take(2), ACCEPTED);
  });

  it('silence ends by itself after forMs; a new socket is silent too', async (t) => {
    const { app, uuid, url, listener, fault, clock } = await startListening(t);
    await fault({ kind: 'silence', forMs: 20_000 });
    const second = new Listener(url);
    await once(second.socket, 'open');
    clock.tick(19_999);
    await act(app, uuid, 'open');
    clock.tick(1);
    await act(app, uuid, 'pre-sign');
    assert.deepEqual(await listener.take(2), ACCEPTED);
    assert.deepEqual(await second.take(2), ACCEPTED);
  });

  it('refuse answers 503 for count sockets, and leaves open ones alone', async (t) => {
    const { app, uuid, url, listener, fault } = await startListening(t);
    await fault({ kind: 'refuse', count: 2 });
    assert.equal(await new Listener(url).refused(), 503);
    assert.equal(await new Listener(url).refused(), 503);
    assert.deepEqual((await new Listener(url).take(2)).length, 2);
    await act(app, uuid, 'open');
    assert.deepEqual(await listener.next(), { opened: true });
  });

  it('refuse lasts for forMs, or until it is off', async (t) => {
    const { url, fault, clock } = await startListening(t);
    await fault({ kind: 'refuse', forMs: 5000 });
    clock.tick(4999);
    assert.equal(await new Listener(url).refused(), 503);
    clock.tick(1);
    assert.deepEqual((await new Listener(url).take(1)).length, 1);
    await fault({ kind: 'refuse' });
    clock.tick(3_600_000);
    assert.equal(await new Listener(url).refused(), 503);
    await fault({ kind: 'refuse', off: true });
    assert.deepEqual((await new Listener(url).take(1)).length, 1);
  });

  it('delay holds back each frame, in order', async (t) => {
    const { app, uuid, listener, fault, clock } = await startListening(t);
    await fault({ kind: 'delay', ms: 500 });
    await act(app, uuid, 'open');
    await act(app, uuid, 'pre-sign');
    clock.tick(499);
    await fault({ kind: 'raw', data: '{"marker":1}' }); // raw frames are not delayed
    assert.deepEqual(await listener.next(), { marker: 1 });
    clock.tick(1);
    assert.deepEqual(await listener.take(3), [{ opened: true }, ...ACCEPTED]);
  });

  it('repeat sends each frame several times', async (t) => {
    const { app, uuid, listener, fault } = await startListening(t);
    await fault({ kind: 'repeat', times: 3 });
    await act(app, uuid, 'open');
    await fault({ kind: 'repeat', off: true });
    await act(app, uuid, 'pre-sign');
    const opened = { opened: true };
    assert.deepEqual(await listener.take(5), [opened, opened, opened, ...ACCEPTED]);
  });

  it('reorder sends the next frames last first, once', async (t) => {
    const { app, uuid, listener, fault } = await startListening(t);
    await fault({ kind: 'reorder', count: 3 });
    for (const action of ['open', 'pre-sign', 'dispatch']) await act(app, uuid, action);
    assert.deepEqual(await listener.take(4), [
      { pre_signed: true },
      { opened: true },
      { opened: true },
      { dispatched: true },
    ]);
  });

  it('reorder without a socket waits for the next one', async (t) => {
    const server = await startServer(t);
    const uuid = await create(server.app);
    await act(server.app, uuid, 'fault', { kind: 'reorder' });
    const greeting = [{ expires_in_seconds: 86_400 }, { message: `Welcome ${uuid}` }];
    const url = `${server.wsOrigin}/sign/${uuid}`;
    assert.deepEqual(await new Listener(url).take(2), greeting);
    assert.deepEqual(await new Listener(url).take(2), greeting.toReversed());
  });

  it('raw sends text and bytes as given, larger than a request if need be', async (t) => {
    const { listener, fault } = await startListening(t);
    await fault({ kind: 'raw', data: '{"half' });
    assert.equal(await listener.nextRaw(), '{"half');
    await fault({ kind: 'raw', base64: 'AP8=' });
    assert.deepEqual(await listener.nextRaw(), Buffer.from([0, 255]));
    await fault({ kind: 'raw', data: 'x'.repeat(1024), times: 1024 });
    assert.equal((await listener.nextRaw()).length, 1024 * 1024);
  });

  it('DELETE clears all of them; what was held comes in order', async (t) => {
    const { app, httpOrigin, uuid, url, listener, fault } = await startListening(t);
    await fault({ kind: 'reorder', count: 9 });
    await act(app, uuid, 'open');
    await act(app, uuid, 'pre-sign');
    for (const kind of ['silence', 'refuse', 'delay', 'repeat']) await fault({ kind });
    await fetch(`${httpOrigin}/control/${uuid}/fault`, { method: 'DELETE' });
    await act(app, uuid, 'dispatch');
    assert.deepEqual(await listener.take(4), [{ opened: true }, ...ACCEPTED, { dispatched: true }]);
    assert.deepEqual((await new Listener(url).take(2)).length, 2);
  });
});
