import { expect, fixtureCleanup } from '@open-wc/testing';
import '../../src/define.js';
import type { State, XummPayloadStatus } from '../../src/index.js';
import { namesOf, nextEvent, reached, record, textOf, type Heard } from '../support/element.js';
import { buy, control, createPayload, socketCount, type Action } from '../support/platform.js';

type Payload = Awaited<ReturnType<typeof createPayload>>;

const BACKEND = { statusUrl: '/api/payloads/{uuid}/status' };

/** An element in the page that follows the payload over a real socket. */
async function follow(payload: Payload, set: Partial<XummPayloadStatus> = {}) {
  const element = document.createElement('xumm-payload-status');
  const heard = record(element);
  Object.assign(element, { payload, ...set });
  document.body.append(element);
  await nextEvent(element, 'xumm-countdown');
  return { element, heard };
}

const states = (heard: readonly Heard[]): unknown[] =>
  heard.filter(({ type }) => type === 'xumm-state-change').map(({ detail }) => detail['state']);

const detailOf = (heard: readonly Heard[], type: string): Record<string, unknown> | undefined =>
  heard.find((event) => event.type === type)?.detail;

describe('a whole session with the simulated platform', () => {
  afterEach(() => {
    fixtureCleanup();
    document.querySelectorAll('xumm-payload-status').forEach((element) => {
      element.remove();
    });
  });

  it('follows a payment from the QR code to the confirmation', async () => {
    const payload = await buy('coffee');
    const { element, heard } = await follow(payload, BACKEND);
    expect(element.secondsLeft).to.be.greaterThan(0);
    for (const [action, state, body] of [
      ['open', 'opened', {}],
      ['pre-sign', 'pre-signed', {}],
      ['dispatch', 'dispatched', {}],
      ['sign', 'verified', { validateAfterMs: 0 }],
    ] as const) {
      await control(payload.uuid, action, body);
      await reached(element, state);
    }

    expect(states(heard)).to.deep.equal([
      'waiting',
      'opened',
      'pre-signed',
      'dispatched',
      'signed',
      'verifying',
      'verified',
    ]);
    expect(namesOf(heard).filter((name) => name !== 'xumm-devapp-fetched')).to.deep.equal([
      'xumm-opened',
      'xumm-pre-signed',
      'xumm-dispatched',
      'xumm-resolved',
      'xumm-verified',
    ]);
    expect(detailOf(heard, 'xumm-resolved')).to.deep.include({
      uuid: payload.uuid,
      signed: true,
      source: 'websocket',
    });
    expect(element.resolution).to.deep.equal(detailOf(heard, 'xumm-resolved'));
    expect(detailOf(heard, 'xumm-verified')).to.deep.equal({
      uuid: payload.uuid,
      txid: element.resolution?.txid,
    });
    expect(element.connection).to.equal('closed');
    expect(await socketCount(payload.uuid)).to.equal(0);
  });

  const rows: readonly [
    string,
    () => Promise<Payload>,
    Partial<XummPayloadStatus>,
    readonly (readonly [Action, object?])[],
    readonly State[],
    string,
  ][] = [
    [
      'a sign-in, which is never dispatched',
      () => buy('sign-in'),
      BACKEND,
      [['open'], ['pre-sign'], ['sign']],
      ['opened', 'pre-signed', 'signed', 'verifying', 'verified'],
      'Confirmed',
    ],
    [
      'a payment that fails on the ledger',
      () => buy('coffee'),
      BACKEND,
      [['open'], ['sign', { result: 'tecPATH_DRY', validateAfterMs: 0 }]],
      ['opened', 'signed', 'verifying', 'unverified'],
      'Not confirmed',
    ],
    ['a decline', createPayload, {}, [['open'], ['decline']], ['opened', 'rejected'], 'Nothing was signed.'],
    [
      'a signature without a backend',
      createPayload,
      {},
      [['open'], ['sign']],
      ['opened', 'signed'],
      'Signed, not yet confirmed',
    ],
    ['an expiry', createPayload, {}, [['expire']], ['expired'], 'If you already signed, do not pay again.'],
    [
      'an expiry after it was opened',
      createPayload,
      {},
      [['open'], ['expire'], ['pre-sign', { late: true }]],
      ['opened', 'pre-signed'],
      'Time is up.',
    ],
  ];
  for (const [name, create, set, actions, expected, text] of rows)
    it(`follows ${name}: ${expected.join(', ')}`, async () => {
      const payload = await create();
      const { element, heard } = await follow(payload, set);
      for (const [action, body] of actions) await control(payload.uuid, action, body);
      await reached(element, expected.at(-1) ?? 'waiting');
      expect(states(heard)).to.deep.equal(['waiting', ...expected]);
      expect(textOf(element)).to.contain(text);
    });

  it('reports once that the backend fetched the payload', async () => {
    const payload = await buy('coffee');
    const { element, heard } = await follow(payload);
    for (let times = 0; times < 2; times++) await fetch(`/api/payloads/${payload.uuid}/status`);
    await control(payload.uuid, 'open');
    await reached(element, 'opened');
    expect(namesOf(heard)).to.deep.equal(['xumm-devapp-fetched', 'xumm-opened']);
  });

  for (const [name, unknown] of [
    ['with a message and a close', ''],
    ['by silence', '?unknown=silence'],
  ] as const)
    it(`learns ${name} that the platform does not know the payload`, async () => {
      const element = document.createElement('xumm-payload-status');
      const heard = record(element);
      const uuid = '99999999-9999-4999-8999-999999999999';
      element.websocketUrl = `ws://${location.host}/sign/${uuid}${unknown}`;
      document.body.append(element);
      if (unknown) {
        await nextEvent(element, 'xumm-connection-change', ({ connection }) => connection === 'open');
        expect(element.state).to.equal('waiting');
      } else {
        await reached(element, 'not-found');
        expect(detailOf(heard, 'xumm-error')).to.deep.include({ uuid, code: 'not-found' });
      }
    });
});
