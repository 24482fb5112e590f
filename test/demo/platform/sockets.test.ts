import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { Listener, startListening } from './listener.js';
import { act, NO_PAYLOAD, startServer } from './support.js';

describe('status sockets over a network', () => {
  it('greet, beat, follow and answer', async (t) => {
    const { app, uuid, listener, clock } = await startListening(t);
    clock.tick(15_000);
    await act(app, uuid, 'open');
    assert.deepEqual(await listener.take(2), [{ expires_in_seconds: 86_385 }, { opened: true }]);
    for (const data of ['{"ping":true}', 'junk', Buffer.from([0, 255])]) {
      listener.socket.send(data);
      assert.deepEqual(await listener.next(), { message: 'Right back at you!' });
    }
  });

  it('are counted while they are open', async (t) => {
    const { uuid, url, listener, platform, logged } = await startListening(t);
    const second = new Listener(url);
    await second.take(2);
    assert.equal(platform.sockets.count(uuid), 2);
    const ended = logged('ended');
    listener.socket.close();
    await ended;
    assert.deepEqual([platform.sockets.count(uuid), platform.sockets.count(NO_PAYLOAD)], [1, 0]);
  });

  it('survive a client that breaks the protocol', async (t) => {
    const { url, listener, logged } = await startListening(t);
    const ended = logged('ended');
    listener.socket.send('x'.repeat(65 * 1024));
    await ended;
    assert.deepEqual((await new Listener(url).take(1)).length, 1);
  });

  it('leave other paths alone', async (t) => {
    const { wsOrigin } = await startListening(t);
    for (const path of ['/', '/sign/', '/sign/a/b', '/other']) {
      const stranger = new Listener(wsOrigin + path);
      await once(stranger.socket, 'error');
    }
  });

  it('are gone when the platform closes', async (t) => {
    const { listener, platform } = await startListening(t);
    const closed = listener.closed();
    await platform.close();
    assert.equal((await closed).code, 1006);
    assert.equal(platform.sockets.count(), 0);
  });
});

describe('a socket for a payload that does not exist', () => {
  it('gets a message, then a close', async (t) => {
    const { wsOrigin } = await startServer(t);
    const listener = new Listener(`${wsOrigin}/sign/${NO_PAYLOAD}`);
    const closed = listener.closed();
    assert.deepEqual(await listener.next(), {
      message: `Payload ${NO_PAYLOAD} does not exist. (This simulated platform keeps payloads in memory: a restart loses them.)`,
    });
    assert.equal((await closed).code, 1000);
  });

  for (const [name, options, query] of [
    ['by option', { unknownUuid: 'silence' }, ''],
    ['by query', {}, '?unknown=silence'],
  ] as const) {
    it(`is left open in silence, ${name}`, async (t) => {
      const { wsOrigin, clock, platform, logged } = await startServer(t, options);
      const listener = new Listener(`${wsOrigin}/sign/${NO_PAYLOAD}${query}`);
      await once(listener.socket, 'open');
      listener.socket.send('{"ping":true}');
      clock.tick(60_000);
      // The pong of the protocol comes after everything that was sent before.
      listener.socket.ping();
      await once(listener.socket, 'pong');
      assert.equal(listener.left, 0);
      assert.equal(platform.sockets.count(NO_PAYLOAD), 1);
      const ended = logged('ended');
      listener.socket.close();
      await ended;
      assert.equal(platform.sockets.count(), 0);
    });
  }
});
