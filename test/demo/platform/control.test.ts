import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { act, call, create, fail, NO_PAYLOAD, PAYMENT, Recorder, SIGN_IN, startCore } from './support.js';

describe('the phone view', () => {
  it('shows a fresh payment and what can be done with it', async () => {
    const { app, core } = startCore();
    const uuid = await create(app, {
      options: { expire: 1, return_url: { app: 'shop://back?{id}', web: null } },
      custom_meta: { instruction: 'Two coffees' },
    });
    core.connect(uuid, new Recorder());
    const { status, body } = await call(app, 'GET', `/control/${uuid}`);
    assert.equal(status, 200);
    assert.deepEqual(body, {
      uuid,
      application: { name: 'Morning Roast' },
      tx_type: 'Payment',
      request_json: PAYMENT,
      instruction: 'Two coffees',
      submitted: true,
      state: 'created',
      actions: ['open', 'expire'],
      refused: false,
      opened_by_deeplink: null,
      expired: false,
      expires_in_seconds: 60,
      return_url: { app: `shop://back?${uuid}`, web: null },
      txid: null,
      sockets: 1,
    });
  });

  it('says that an opened payload is refused after its expiry, unless an old wallet signs it', async () => {
    const { app, clock } = startCore();
    const uuid = await create(app, { options: { expire: 1 } });
    await act(app, uuid, 'open');
    clock.tick(120_000);
    const { body } = await call(app, 'GET', `/control/${uuid}`);
    const { refused, actions } = body as { refused: boolean; actions: unknown };
    assert.deepEqual([refused, actions], [true, ['open', 'decline']]);
    const { state, expired } = await act(app, uuid, 'sign', { late: true });
    assert.deepEqual([state, expired], ['signed', true]);
  });
});

describe('409', () => {
  const rows: [string, string[], string, RegExp, object?][] = [
    ['pre-sign before open', [], 'pre-sign', /open it before/],
    ['sign after expiry, unopened', ['expire'], 'sign', /expired before it was opened/],
    ['a second expiry', ['expire'], 'expire', /expired already/],
    ['a second signature', ['open', 'sign'], 'sign', /it was signed/],
    ['sign after decline', ['open', 'decline'], 'sign', /it was declined/],
    ['pre-sign after dispatch', ['open', 'dispatch'], 'pre-sign', /dispatched already/],
    ['dispatch of a SignIn', ['open'], 'dispatch', /This SignIn request is signed only/, { txjson: SIGN_IN }],
    ['a signature after a cancellation', ['cancel'], 'sign', /was cancelled/],
  ];
  for (const [name, before, action, message, request = {}] of rows) {
    it(`for ${name}, and no frame`, async () => {
      const { app, core } = startCore();
      const uuid = await create(app, { ...request });
      for (const step of before)
        if (step === 'cancel') await call(app, 'DELETE', `/api/v1/platform/payload/${uuid}`);
        else await act(app, uuid, step);
      const recorder = new Recorder();
      core.connect(uuid, recorder);
      recorder.take();
      const { status, code, message: said } = await fail(app, 'POST', `/control/${uuid}/${action}`);
      assert.deepEqual([status, code], [409, 409]);
      assert.match(said, message);
      assert.deepEqual(recorder.take(), []);
    });
  }

  for (const kind of ['drop', 'close', 'raw']) {
    it(`for ${kind} without a socket`, async () => {
      const { app } = startCore();
      const fault = { kind, ...(kind === 'raw' ? { data: 'x' } : {}) };
      const { status, message: said } = await fail(app, 'POST', `/control/${await create(app)}/fault`, fault);
      assert.equal(status, 409);
      assert.equal(
        said,
        `No socket of this payload is open: there is nothing to ${kind === 'raw' ? 'send to' : kind}.`,
      );
    });
  }
});

describe('404', () => {
  const rows: [string, string][] = [
    ['GET', ''],
    ['POST', '/open'],
    ['POST', '/sign'],
    ['POST', '/fault'],
    ['DELETE', '/fault'],
  ];
  for (const [method, path] of rows) {
    it(`for ${method} /control/<unknown>${path}`, async () => {
      const {
        status,
        code,
        message: said,
      } = await fail(startCore().app, method, `/control/${NO_PAYLOAD}${path}`);
      assert.deepEqual([status, code], [404, 404]);
      assert.match(said, /does not exist.*restart/);
    });
  }

  it('for an unknown action', async () => {
    const { app } = startCore();
    const { status, message: said } = await fail(app, 'POST', `/control/${await create(app)}/explode`);
    assert.equal(status, 404);
    assert.match(said, /no action "explode"; there are open, pre-sign/);
  });

  it('for an unknown method', async () => {
    const { app } = startCore();
    assert.equal((await call(app, 'PUT', `/control/${await create(app)}`)).status, 404);
  });
});

describe('400', () => {
  const rows: [string, unknown, RegExp][] = [
    ['open', '{', /not JSON/],
    ['open', [], /has to be a JSON object/],
    ['open', { deeplink: 'yes' }, /true or false/],
    ['sign', { node: 'MOONNET' }, /one of: MAINNET, TESTNET, DEVNET, XAHAU/],
    ['sign', { txid: 'AB' }, /64 hex digits/],
    ['sign', { result: 'fine' }, /tesSUCCESS/],
    ['sign', { validateAfterMs: -1 }, /whole number/],
    ['fault', {}, /has to name its kind/],
    ['fault', { kind: 'earthquake' }, /one of: drop, close/],
    ['fault', { kind: 'drop', off: true }, /nothing to turn off/],
    ['fault', { kind: 'close', code: 1006 }, /1006 is no code/],
    ['fault', { kind: 'close', reason: 'é'.repeat(62) }, /123 bytes/],
    ['fault', { kind: 'raw' }, /either data \(text\) or base64/],
    ['fault', { kind: 'raw', base64: '%' }, /not base64/],
    ['fault', { kind: 'reorder', count: 1 }, /whole number from 2/],
    ['fault', { kind: 'silence', forMs: 'long' }, /whole number/],
  ];
  for (const [path, body, message] of rows) {
    it(`for ${path} with ${JSON.stringify(body)}`, async () => {
      const { app } = startCore();
      const uuid = await create(app);
      if (path === 'sign') await act(app, uuid, 'open');
      const { status, code, message: said } = await fail(app, 'POST', `/control/${uuid}/${path}`, body);
      assert.deepEqual([status, code], [400, 400]);
      assert.match(said, message);
    });
  }
});
