import { expect, fixtureCleanup } from '@open-wc/testing';
import '../../src/define.js';
import type { PayloadStatus, XummPayloadStatus } from '../../src/index.js';
import { namesOf, nextEvent, reached, record, type Heard } from '../support/element.js';
import { buy, control, createPayload, fault, socketCount } from '../support/platform.js';

type Payload = Awaited<ReturnType<typeof createPayload>>;

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
    const { element, heard } = await follow(payload, { statusUrl: '/api/payloads/{uuid}/status' });
    expect(element.secondsLeft).to.be.greaterThan(0);
    await control(payload.uuid, 'open');
    await reached(element, 'opened');
    await control(payload.uuid, 'pre-sign');
    await reached(element, 'pre-signed');
    await control(payload.uuid, 'dispatch');
    await reached(element, 'dispatched');
    await control(payload.uuid, 'sign', { validateAfterMs: 0 });
    await reached(element, 'verified');

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

  it('follows a sign-in, which is never dispatched', async () => {
    const payload = await buy('sign-in');
    const { element, heard } = await follow(payload, { statusUrl: '/api/payloads/{uuid}/status' });
    for (const action of ['open', 'pre-sign', 'sign'] as const) await control(payload.uuid, action);
    await reached(element, 'verified');
    expect(states(heard)).to.deep.equal([
      'waiting',
      'opened',
      'pre-signed',
      'signed',
      'verifying',
      'verified',
    ]);
  });

  it('ends in unverified if the payment failed on the ledger', async () => {
    const payload = await buy('coffee');
    const { element, heard } = await follow(payload, { statusUrl: '/api/payloads/{uuid}/status' });
    await control(payload.uuid, 'open');
    await control(payload.uuid, 'sign', { result: 'tecPATH_DRY', validateAfterMs: 0 });
    await reached(element, 'unverified');
    expect(detailOf(heard, 'xumm-unverified')).to.deep.equal({ uuid: payload.uuid, reason: 'refused' });
  });

  it('says rejected, and that nothing was signed', async () => {
    const payload = await createPayload();
    const { element, heard } = await follow(payload);
    await control(payload.uuid, 'open');
    await control(payload.uuid, 'decline');
    await reached(element, 'rejected');
    expect(detailOf(heard, 'xumm-resolved')).to.deep.include({ signed: false, txid: null });
    expect(element.renderRoot.textContent).to.contain('Nothing was signed.');
    expect(namesOf(heard)).to.deep.equal(['xumm-opened', 'xumm-resolved']);
  });

  it('stays in signed without a backend, and does not call it a success', async () => {
    const payload = await createPayload();
    const { element, heard } = await follow(payload);
    await control(payload.uuid, 'open');
    await control(payload.uuid, 'sign');
    await reached(element, 'signed');
    expect(element.renderRoot.textContent).to.contain('Signed, not yet confirmed');
    expect(namesOf(heard)).to.deep.equal(['xumm-opened', 'xumm-resolved']);
  });

  it('lets the page decide by respondWith', async () => {
    const payload = await createPayload();
    const { element, heard } = await follow(payload);
    let refusal: unknown;
    element.addEventListener('xumm-resolved', (event) => {
      event.respondWith(Promise.resolve(true));
      try {
        event.respondWith(true);
      } catch (error) {
        refusal = error;
      }
    });
    await control(payload.uuid, 'open');
    await control(payload.uuid, 'sign');
    await reached(element, 'verified');
    expect(states(heard).slice(-3)).to.deep.equal(['signed', 'verifying', 'verified']);
    expect(refusal).to.be.instanceOf(DOMException).with.property('name', 'InvalidStateError');
  });

  it('verifies by the first answer of getStatus', async () => {
    const payload = await createPayload();
    const asked: string[] = [];
    let isSigned = false;
    const getStatus = (uuid: string): Promise<PayloadStatus> => {
      asked.push(uuid);
      return Promise.resolve(isSigned ? { resolved: true, signed: true, verification: 'verified' } : {});
    };
    const { element } = await follow(payload, { getStatus });
    await control(payload.uuid, 'open');
    isSigned = true;
    await control(payload.uuid, 'sign');
    await reached(element, 'verified');
    expect(new Set(asked)).to.deep.equal(new Set([payload.uuid]));
  });

  it('expires when nobody opened it, and continues if somebody signs anyway', async () => {
    const payload = await createPayload();
    const { element, heard } = await follow(payload);
    await control(payload.uuid, 'expire');
    await reached(element, 'expired');
    expect(detailOf(heard, 'xumm-expired')).to.deep.equal({ uuid: payload.uuid, cancelled: null });
    expect(element.renderRoot.textContent).to.contain('If you already signed, do not pay again.');
    await fault(payload.uuid, {
      kind: 'raw',
      data: JSON.stringify({ payload_uuidv4: payload.uuid, signed: true }),
    });
    await reached(element, 'signed');
  });

  it('stays opened when the time runs out after it was opened', async () => {
    const payload = await createPayload();
    const { element, heard } = await follow(payload);
    await control(payload.uuid, 'open');
    await control(payload.uuid, 'expire');
    await control(payload.uuid, 'pre-sign', { late: true });
    await reached(element, 'pre-signed');
    expect(states(heard)).to.deep.equal(['waiting', 'opened', 'pre-signed']);
    expect(namesOf(heard)).not.to.contain('xumm-expired');
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
