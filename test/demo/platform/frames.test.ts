import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  act,
  call,
  create,
  DAY_MS,
  fail,
  getPayload,
  Recorder,
  SIGN_IN,
  startCore,
  type Json,
} from './support.js';

/** A payload with one subscriber, after its greeting. */
async function listened(request: Json = {}, options = {}) {
  const under = startCore(options);
  const uuid = await create(under.app, request);
  const recorder = new Recorder();
  const attachment = under.core.connect(uuid, recorder);
  const greeting = recorder.take();
  return { ...under, uuid, recorder, attachment, greeting };
}

const oneMinute = { options: { expire: 1 } };

describe('what a status socket says', () => {
  it('welcome, and the seconds right after', async () => {
    const { uuid, greeting } = await listened();
    assert.deepEqual(greeting, [{ message: `Welcome ${uuid}` }, { expires_in_seconds: 86_400 }]);
  });

  it('the seconds every 15 s, negative after the expiry, for as long as the socket lives', async () => {
    const { clock, recorder, attachment } = await listened(oneMinute);
    clock.tick(45_000);
    assert.deepEqual(
      recorder.take(),
      [45, 30, 15].map((seconds) => ({ expires_in_seconds: seconds })),
    );
    clock.tick(45_000);
    assert.deepEqual(recorder.take(), [
      { expired: true },
      { expires_in_seconds: 0 },
      { expires_in_seconds: -15 },
      { expires_in_seconds: -30 },
    ]);
    attachment.ended();
    clock.tick(DAY_MS);
    assert.deepEqual(recorder.take(), []);
  });

  it('expired after 60 days, which is longer than a timer can wait', async () => {
    const { clock, recorder } = await listened(
      { options: { expire: 60 * 24 * 60 } },
      { beatMs: 365 * DAY_MS },
    );
    clock.tick(60 * DAY_MS - 1);
    assert.deepEqual(recorder.take(), []);
    clock.tick(1);
    assert.deepEqual(recorder.take(), [{ expired: true }]);
  });

  it('each step as it happens, opened again on each opening', async () => {
    const { app, uuid, recorder } = await listened();
    for (const action of ['open', 'open', 'pre-sign', 'dispatch', 'open']) await act(app, uuid, action);
    assert.deepEqual(recorder.take(), [
      { opened: true },
      { opened: true },
      { opened: true }, // the wallet opens it once more when the user accepts
      { pre_signed: true },
      { dispatched: true },
      { opened: true },
    ]);
  });

  it('devapp_fetched on every GET', async () => {
    const { app, uuid, recorder } = await listened();
    await getPayload(app, uuid);
    await getPayload(app, uuid);
    assert.deepEqual(recorder.take(), [{ devapp_fetched: true }, { devapp_fetched: true }]);
  });

  it('the resolution of a signed payment, its return URLs filled in', async () => {
    const { app, uuid, recorder } = await listened({
      options: { return_url: { app: 'https://shop.example/pay?payload={id}&tx={txid}' } },
      custom_meta: { identifier: 'order-1', blob: { n: 1 }, instruction: 'Pay' },
      user_token: '33333333-3333-4333-8333-333333333333',
    });
    await act(app, uuid, 'open');
    const { txid } = await act(app, uuid, 'sign');
    const frame = (recorder.take() as Json[]).at(-1);
    assert.match(String(txid), /^[0-9A-F]{64}$/);
    assert.match(String(frame?.['reference_call_uuidv4']), /^[0-9a-f-]{36}$/);
    assert.deepEqual(frame, {
      payload_uuidv4: uuid,
      reference_call_uuidv4: frame?.['reference_call_uuidv4'],
      signed: true,
      user_token: true,
      return_url: { app: `https://shop.example/pay?payload=${uuid}&tx=${String(txid)}`, web: null },
      opened_by_deeplink: true,
      custom_meta: { identifier: 'order-1', blob: { n: 1 }, instruction: 'Pay' },
      txid,
    });
  });

  it('the resolution of a declined sign-in: not signed, txid empty, urls null', async () => {
    const { app, uuid, recorder } = await listened({ txjson: SIGN_IN });
    await act(app, uuid, 'open');
    await act(app, uuid, 'decline');
    const [, frame] = recorder.take() as Json[];
    assert.equal(frame?.['signed'], false);
    assert.equal(frame['txid'], '');
    assert.equal(frame['user_token'], false);
    assert.equal(frame['opened_by_deeplink'], true, 'our code was scanned, the platform’s page was not seen');
    assert.deepEqual(frame['return_url'], { app: null, web: null });
    assert.deepEqual(frame['custom_meta'], { identifier: null, blob: null, instruction: null });
  });

  it('expired after signed: a resolution does not clear the timer', async () => {
    const { app, uuid, recorder, clock } = await listened(oneMinute, { beatMs: DAY_MS });
    await act(app, uuid, 'open');
    await act(app, uuid, 'sign');
    recorder.take();
    clock.tick(60_000);
    assert.deepEqual(recorder.take(), [{ dispatched: true }, { expired: true }]);
  });

  it('expired at once when the payload is expired by hand, then the seconds, and not a second time', async () => {
    const { app, uuid, recorder, clock } = await listened(oneMinute);
    await act(app, uuid, 'expire');
    assert.deepEqual(recorder.take(), [{ expired: true }]);
    clock.tick(60_000);
    assert.deepEqual(
      recorder.take(),
      [-15, -30, -45, -60].map((seconds) => ({ expires_in_seconds: seconds })),
    );
  });

  it('a pong to anything sent', async () => {
    const { recorder, attachment } = await listened();
    attachment.received();
    assert.deepEqual(recorder.take(), [{ message: 'Right back at you!' }]);
  });

  it('to each of several listeners, and nothing of other payloads', async () => {
    const { app, core, uuid, recorder } = await listened();
    const [second, stranger] = [new Recorder(), new Recorder()];
    core.connect(uuid, second);
    core.connect(await create(app), stranger);
    stranger.take();
    await act(app, uuid, 'open');
    assert.deepEqual(recorder.take(), [{ opened: true }]);
    assert.deepEqual(second.take().at(-1), { opened: true });
    assert.deepEqual(stranger.take(), []);
    assert.deepEqual([core.sockets.count(uuid), core.sockets.count()], [2, 3]);
  });
});

describe('what a status socket does not say', () => {
  it('nothing is repeated: after opened and after the resolution only welcome and seconds', async () => {
    const { app, core, uuid } = await listened();
    for (const action of ['open', 'pre-sign']) await act(app, uuid, action);
    const late = new Recorder();
    core.connect(uuid, late);
    assert.deepEqual(late.take(), [{ message: `Welcome ${uuid}` }, { expires_in_seconds: 86_400 }]);
  });

  it('to a client that connects after the resolution: only a welcome and expired, never the seconds', async () => {
    const { app, core, uuid, clock } = await listened();
    for (const action of ['open', 'sign']) await act(app, uuid, action);
    clock.tick(5000);
    const late = new Recorder();
    core.connect(uuid, late);
    clock.tick(DAY_MS - 1);
    assert.deepEqual(late.take(), [{ message: `Welcome ${uuid}` }, { expired: true }]);
  });

  it('under the uuid in capitals: only a greeting and the seconds', async () => {
    const { app, core, uuid, clock } = await listened();
    const deaf = new Recorder();
    core.connect(uuid.toUpperCase(), deaf);
    await act(app, uuid, 'open');
    clock.tick(15_000);
    assert.deepEqual(deaf.take(), [
      { message: `Welcome ${uuid}` },
      { expires_in_seconds: 86_400 },
      { expires_in_seconds: 86_385 },
    ]);
  });

  it('an opening from the event list, until it is accepted', async () => {
    const { app, uuid, recorder } = await listened();
    await act(app, uuid, 'open', { origin: 'EVENT_LIST' });
    assert.deepEqual(recorder.take(), []);
    assert.equal((await getPayload(app, uuid)).meta.app_opened, false);
    recorder.take();
    await act(app, uuid, 'pre-sign');
    assert.deepEqual(recorder.take(), [{ opened: true }, { pre_signed: true }]);
  });

  it('a client that connects to an expired payload hears expired', async () => {
    const { core, uuid, clock } = await listened(oneMinute);
    clock.tick(90_000);
    const late = new Recorder();
    core.connect(uuid, late);
    assert.deepEqual(late.take(), [{ message: `Welcome ${uuid}` }, { expired: true }]);
    clock.tick(15_000);
    assert.deepEqual(late.take(), [{ expires_in_seconds: -45 }]);
  });

  it('or, as in the past, the seconds at once, if the platform is told so', async () => {
    const { app, core, uuid, clock } = await listened(oneMinute);
    await call(app, 'POST', '/control/platform', { lateGreeting: 'seconds' });
    clock.tick(90_000);
    const late = new Recorder();
    core.connect(uuid, late);
    assert.deepEqual(late.take(), [
      { message: `Welcome ${uuid}` },
      { expires_in_seconds: -30 },
      { expired: true },
    ]);
  });

  for (const [name, before] of [
    ['never opened', []],
    ['opened in time', ['open']],
  ] as const)
    it(`opening after the expiry sends a frame, and changes nothing: ${name}`, async () => {
      const { app, uuid, recorder } = await listened(oneMinute);
      for (const action of [...before, 'expire']) await act(app, uuid, action);
      recorder.take();
      await act(app, uuid, 'open');
      assert.deepEqual(recorder.take(), [{ opened: true }]);
      assert.equal((await getPayload(app, uuid)).meta.app_opened, before.length > 0);
    });

  it('accepting after the expiry: opened once more, and refused', async () => {
    const { app, uuid, recorder } = await listened(oneMinute);
    for (const action of ['open', 'expire']) await act(app, uuid, action);
    for (const action of ['pre-sign', 'sign']) {
      recorder.take();
      const { status, message } = await fail(app, 'POST', `/control/${uuid}/${action}`);
      assert.equal(status, 409);
      assert.match(message, /expired while it was open/);
      assert.deepEqual(recorder.take(), [{ opened: true }]);
    }
    assert.equal((await getPayload(app, uuid)).meta.resolved, false);
  });

  it('a cancellation: connected clients hear devapp_fetched and count on, a reconnect says expired', async () => {
    const { app, core, uuid, recorder, clock } = await listened(oneMinute);
    await call(app, 'DELETE', `/api/v1/platform/payload/${uuid}`);
    assert.deepEqual(recorder.take(), [{ devapp_fetched: true }]);
    clock.tick(15_000);
    assert.deepEqual(recorder.take(), [{ expires_in_seconds: 45 }]);
    const late = new Recorder();
    core.connect(uuid, late);
    assert.deepEqual(late.take().slice(1), [{ expired: true }]);
  });

  it('nothing more once the platform is closed', async () => {
    const { core, recorder, clock } = await listened();
    core.close();
    assert.equal(recorder.closed, 'terminated');
    clock.tick(DAY_MS);
    assert.deepEqual(recorder.take(), []);
    assert.equal(core.sockets.count(), 0);
  });
});
