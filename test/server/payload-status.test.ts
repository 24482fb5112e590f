import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { payloadStatus } from '../../src/server/payload-status.js';
import type { Judgement, Verdict } from '../../src/server/types.js';

const TXID = 'AB'.repeat(32);
const OTHER = 'CD'.repeat(32);

const payload = (
  meta: object,
  response: object = { txid: TXID },
  request: object = { tx_type: 'Payment' },
) => ({
  meta: { exists: true, uuid: 'f2c1b2a0-0000-4000-8000-000000000001', app_opened: true, ...meta },
  application: { name: 'Shop', issued_user_token: 'secret' },
  payload: request,
  response: { hex: '1200', account: 'rPT1Sjq2YGrBMTttX4GZHjKu9dyfzbpAYe', ...response },
  custom_meta: { identifier: 'order-1', blob: { secret: true } },
});
const open = payload(
  { resolved: false, signed: false, cancelled: false, expired: false, app_opened: false },
  {},
);
const signed = payload({ resolved: true, signed: true, cancelled: false, expired: false });
const declined = payload({ resolved: true, signed: false, cancelled: false, expired: false }, { txid: '' });
const expired = payload({ resolved: false, signed: false, cancelled: false, expired: true }, {});
const cancelled = payload({ resolved: false, signed: false, cancelled: true, expired: true }, {});

const verdict = (name: Verdict, more: Partial<Judgement> = {}): Judgement => ({
  verdict: name,
  txids: [],
  final: false,
  ...more,
});
const progress = { opened: true, expired: false, cancelled: false };

describe('payloadStatus', () => {
  it('reports the progress of an open payload', () => {
    assert.deepEqual(payloadStatus(open), { ...progress, opened: false, resolved: false });
    assert.deepEqual(payloadStatus(open, verdict('pending', { reason: 'unsigned' })), {
      ...progress,
      opened: false,
      resolved: false,
    });
  });

  it('is pending, and never empty, while the platform does not answer', () => {
    for (const judgement of [undefined, null, verdict('pending', { reason: 'no-platform-answer' })])
      assert.deepEqual(payloadStatus(null, judgement), { verification: 'pending' });
  });

  for (const name of ['paid', 'overpaid'] as const) {
    it(`${name} is verified, whatever the platform says`, () => {
      const judgement = verdict(name, { txids: [TXID, OTHER], final: true });
      const verified = { resolved: true, signed: true, txid: TXID, verification: 'verified' };
      assert.deepEqual(payloadStatus(null, judgement), verified);
      for (const said of [open, signed, declined, expired, cancelled]) {
        const status = payloadStatus(said, judgement);
        const { resolved, signed: isSigned, txid, verification } = status;
        assert.deepEqual({ resolved, signed: isSigned, txid, verification }, verified);
      }
    });
  }

  it('names the transaction that the platform names, if it is one of those that paid', () => {
    const judgement = verdict('overpaid', { txids: [TXID, OTHER], final: true });
    assert.equal(
      payloadStatus(payload({ resolved: true, signed: true }, { txid: OTHER.toLowerCase() }), judgement).txid,
      OTHER,
    );
    const failedFirst = payload({ resolved: true, signed: true }, { txid: 'EF'.repeat(32) });
    assert.equal(payloadStatus(failedFirst, judgement).txid, TXID);
  });

  it('refuses only what has failed, or is on another network, for good', () => {
    const names = 'pending underpaid late failed wrong-network rejected expired mismatch review'.split(
      ' ',
    ) as Verdict[];
    const refused = [true, false].flatMap((final) =>
      names
        .filter((name) => payloadStatus(signed, verdict(name, { final })).verification === 'refused')
        .map((name) => `${name} ${final}`),
    );
    assert.deepEqual(refused, ['failed true', 'wrong-network true']);
    for (const name of names) {
      const { verification } = payloadStatus(signed, verdict(name));
      assert.equal(verification, 'pending', name);
    }
  });

  it('is pending without a judgement', () => {
    const expected = { ...progress, resolved: true, signed: true, txid: TXID, verification: 'pending' };
    assert.deepEqual(payloadStatus(signed), expected);
    assert.deepEqual(payloadStatus(signed, null), expected);
  });

  it('reports a decline at once, unless money arrived', () => {
    const said = { ...progress, resolved: true, signed: false };
    assert.deepEqual(payloadStatus(declined), said);
    assert.deepEqual(payloadStatus(declined, verdict('rejected')), said);
    assert.deepEqual(payloadStatus(declined, verdict('underpaid')), progress);
    assert.deepEqual(payloadStatus(declined, verdict('pending', { reason: 'second-ledger' })), progress);
  });

  for (const [name, over] of [
    ['expired', expired],
    ['cancelled', cancelled],
  ] as const) {
    it(`leaves "resolved" out for ${name} until that is final`, () => {
      const said = { opened: true, expired: true, cancelled: name === 'cancelled' };
      assert.deepEqual(payloadStatus(over), said);
      assert.deepEqual(payloadStatus(over, verdict('expired', { reason: name })), said);
      assert.deepEqual(payloadStatus(over, verdict('late', { final: true })), said);
      assert.deepEqual(payloadStatus(over, verdict('expired', { final: true })), {
        ...said,
        resolved: false,
      });
    });
  }

  it('has no txid for a sign-in', () => {
    const status = payloadStatus(
      payload({ resolved: true, signed: true }, { txid: TXID }, { tx_type: 'SignIn' }),
    );
    assert.deepEqual(status, { ...progress, resolved: true, signed: true, verification: 'pending' });
  });

  it('fills the uuid into the return URL', () => {
    const { returnUrl } = payloadStatus(
      payload({
        resolved: true,
        signed: true,
        return_url_app: '',
        return_url_web: 'https://shop.example/pay?payload={id}',
      }),
    );
    assert.deepEqual(returnUrl, {
      web: 'https://shop.example/pay?payload=f2c1b2a0-0000-4000-8000-000000000001',
    });
  });

  it('contains nothing else of the payload', () => {
    const allowed = [
      'opened',
      'expired',
      'cancelled',
      'resolved',
      'signed',
      'txid',
      'returnUrl',
      'verification',
    ];
    for (const said of [open, signed, declined, expired, cancelled]) {
      const status = payloadStatus(said);
      assert.deepEqual(
        Object.keys(status).filter((key) => !allowed.includes(key)),
        [],
      );
      assert.doesNotMatch(JSON.stringify(status), /secret|1200|rPT1/);
    }
  });

  it('is pending for an answer that is no payload, such as the platform’s error', () => {
    for (const none of [{}, [], 'x', { error: { code: 404 } }, { meta: [] }]) {
      assert.deepEqual(payloadStatus(none), { verification: 'pending' });
    }
  });

  it('accepts only true and false', () => {
    const odd = payload({ resolved: 'true', signed: 1, cancelled: 'yes', expired: 1, app_opened: 'true' });
    assert.deepEqual(payloadStatus(odd), { opened: false, expired: false, cancelled: false });
  });
});
