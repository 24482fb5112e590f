import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { act, create, getPayload, PAYMENT, SIGN_IN, startCore } from './support.js';

describe('reading a payload', () => {
  it('returns a new one', async () => {
    const { app } = startCore();
    const uuid = await create(app, { options: { expire: 5, force_network: 'TESTNET' } });
    const body = await getPayload(app, uuid);
    assert.deepEqual(Object.keys(body), ['meta', 'application', 'payload', 'response', 'custom_meta']);
    assert.deepEqual(body.meta, {
      exists: true,
      uuid,
      multisign: false,
      submit: true,
      pathfinding: false,
      pathfinding_fallback: false,
      force_network: 'TESTNET',
      destination: 'rShop',
      resolved_destination: '',
      resolved: false,
      signed: false,
      cancelled: false,
      expired: false,
      pushed: false,
      app_opened: false,
      opened_by_deeplink: null,
      return_url_app: null,
      return_url_web: null,
      is_xapp: false,
      signers: null,
    });
    assert.deepEqual(body.payload.request_json, PAYMENT);
    assert.equal(body.payload.created_at, '2030-01-01T00:00:00.000Z');
    assert.equal(body.payload.expires_at, '2030-01-01T00:05:00.000Z');
    assert.equal(body.payload.expires_in_seconds, 300);
    assert.equal(body.response.txid, null);
    assert.equal(body.application.issued_user_token, null);
  });

  it('returns a signed payment, with its secrets', async () => {
    const { app, clock } = startCore();
    const uuid = await create(app, { options: { return_url: { web: 'https://shop.example/{txid}' } } });
    await act(app, uuid, 'open', { origin: 'DEEP_LINK' });
    const { txid } = await act(app, uuid, 'sign', { node: 'TESTNET', validateAfterMs: 300 });
    clock.tick(300);
    const { meta, response, application } = await getPayload(app, uuid);
    assert.deepEqual([meta.resolved, meta.signed, meta.opened_by_deeplink], [true, true, true]);
    assert.equal(meta.return_url_web, `https://shop.example/${String(txid)}`);
    assert.equal(response.txid, txid);
    assert.equal(response.dispatched_nodetype, 'TESTNET');
    assert.equal(response.dispatched_result, 'tesSUCCESS');
    assert.equal(response.resolved_at, '2030-01-01T00:00:00.000Z');
    assert.match(String(response.hex), /^[0-9A-F]+$/);
    assert.match(String(application.issued_user_token), /^[0-9a-f-]{36}$/);
  });

  it('returns a signed sign-in: an account, nothing dispatched', async () => {
    const { app, clock } = startCore();
    const uuid = await create(app, { txjson: SIGN_IN });
    await act(app, uuid, 'open');
    await act(app, uuid, 'sign', { account: 'rVisitor' });
    clock.tick(300);
    const { response } = await getPayload(app, uuid);
    assert.deepEqual(
      [response.account, response.dispatched_nodetype, response.dispatched_result],
      ['rVisitor', null, null],
    );
    assert.equal(response.environment_nodetype, 'MAINNET');
  });

  it('returns a declined one', async () => {
    const { app, clock } = startCore();
    const uuid = await create(app);
    await act(app, uuid, 'open');
    await act(app, uuid, 'decline');
    clock.tick(300);
    const { meta, response } = await getPayload(app, uuid);
    assert.deepEqual([meta.resolved, meta.signed], [true, false]);
    assert.deepEqual([response.txid, response.hex, response.account], [null, null, null]);
  });

  it('returns unresolved for 300 ms after the resolution was published', async () => {
    const { app, clock } = startCore();
    const uuid = await create(app);
    await act(app, uuid, 'open');
    await act(app, uuid, 'sign');
    for (const [tickMs, resolved] of [
      [0, false],
      [299, false],
      [1, true],
    ] as const) {
      clock.tick(tickMs);
      const { meta, response } = await getPayload(app, uuid);
      assert.deepEqual([meta.resolved, meta.signed, response.txid !== null], [resolved, resolved, resolved]);
    }
  });
});
