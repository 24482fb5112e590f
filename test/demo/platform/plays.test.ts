import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SCENARIOS } from '../../../demo/platform/index.js';
import { act, call, create, fail, Recorder, SIGN_IN, startCore, type Json } from './support.js';

const txjson = {
  TransactionType: 'Payment',
  Destination: 'rN7n7otQDd6FczFgLdSqtcsAUxDkw6fzRH',
  Amount: '10',
};

describe('a scenario', () => {
  it('is played step by step', async () => {
    const { app, core, clock } = startCore();
    const uuid = await create(app, { txjson });
    const recorder = new Recorder();
    core.connect(uuid, recorder);
    recorder.take();
    const heard = (): unknown[] => (recorder.take() as Json[]).map((frame) => Object.keys(frame)[0]);
    const first = await act(app, uuid, 'play', { scenario: 'declined', stepMs: 1000 });
    assert.equal(first['state'], 'opened');
    assert.deepEqual(heard(), ['opened']);
    clock.tick(999);
    assert.deepEqual(heard(), []);
    clock.tick(1);
    assert.deepEqual(heard(), ['payload_uuidv4']);
  });

  const ends: Readonly<Record<string, string>> = {
    declined: 'declined',
    left: 'opened',
    'seen-too-late': 'expired',
    'accepted-too-late': 'opened',
    unreported: 'pre-signed',
    'dispatched-first': 'dispatched',
  };
  for (const { id, kind } of SCENARIOS)
    it(`"${id}" leaves the payload ${ends[id] ?? 'signed'}`, async () => {
      const { app } = startCore();
      const uuid = await create(app, { txjson: kind === 'sign-in' ? SIGN_IN : txjson });
      const { state } = await act(app, uuid, 'play', { scenario: id, stepMs: 0 });
      assert.equal(state, ends[id] ?? 'signed');
    });

  it('combines its own way of signing with the requested one', async () => {
    const { app } = startCore();
    const uuid = await create(app, { txjson });
    const txid = 'AB'.repeat(32);
    const play = { scenario: 'as-asked', stepMs: 0, signing: { txid } };
    assert.equal((await act(app, uuid, 'play', play))['txid'], txid);
  });

  it('is refused if its first step is', async () => {
    const { app } = startCore();
    const uuid = await create(app, { txjson });
    await act(app, uuid, 'play', { scenario: 'declined', stepMs: 0 });
    assert.equal((await fail(app, 'POST', `/control/${uuid}/play`, { scenario: 'as-asked' })).status, 409);
  });

  for (const body of [
    {},
    { scenario: 'moon' },
    { scenario: 'left', stepMs: -1 },
    { scenario: 'left', signing: 1 },
  ])
    it(`400 for ${JSON.stringify(body)}`, async () => {
      const { app } = startCore();
      const { status } = await fail(app, 'POST', `/control/${await create(app, { txjson })}/play`, body);
      assert.equal(status, 400);
    });

  it('is listed, with the troubles, which the control API all accepts', async () => {
    const { app } = startCore();
    const { body } = await call(app, 'GET', '/control/scenarios');
    const { scenarios, troubles } = body as { scenarios: Json[]; troubles: Json[] };
    assert.equal(scenarios.length, SCENARIOS.length);
    for (const trouble of troubles)
      assert.equal(
        (await call(app, 'POST', `/control/${String(trouble['group'])}`, trouble['body'])).status,
        200,
      );
  });
});
