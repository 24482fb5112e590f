import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isFinal, payloadStatus } from '../../../demo/backend/payload-status.js';
import { payload, signedPayload, SECRETS, TXID, UUID } from './fixtures.js';

const untouched = { opened: false, expired: false, cancelled: false, resolved: false };

describe('payloadStatus', () => {
  it('a new payload: no word of signing', () => {
    assert.deepEqual(payloadStatus(payload(), 'pending'), untouched);
  });

  it('opened', () => {
    assert.deepEqual(payloadStatus(payload({ meta: { app_opened: true } }), 'pending'), {
      ...untouched,
      opened: true,
    });
  });

  it('cancelled implies expired, even where the platform does not say so', () => {
    assert.deepEqual(payloadStatus(payload({ meta: { cancelled: true, expired: false } }), 'pending'), {
      ...untouched,
      expired: true,
      cancelled: true,
    });
  });

  it('a decline has no verification and no txid', () => {
    const declined = payload({ meta: { app_opened: true, resolved: true }, response: { txid: '' } });
    assert.deepEqual(payloadStatus(declined, 'refused'), {
      ...untouched,
      opened: true,
      resolved: true,
      signed: false,
      returnUrl: {},
    });
  });

  it('signed: txid, the way back with its {id} filled in, the verdict', () => {
    const web = 'https://shop.example/pay?payload={id}';
    const status = payloadStatus(signedPayload({ meta: { return_url_web: web } }), 'verified');
    assert.deepEqual(status, {
      ...untouched,
      opened: true,
      resolved: true,
      signed: true,
      txid: TXID,
      returnUrl: { web: `https://shop.example/pay?payload=${UUID}` },
      verification: 'verified',
    });
  });

  it('holds no secret', () => {
    const text = JSON.stringify(payloadStatus(signedPayload(), 'verified'));
    for (const secret of SECRETS) assert.ok(!text.includes(secret), secret);
  });
});

describe('isFinal', () => {
  const rows = [
    [false, payloadStatus(payload(), 'pending')],
    [false, payloadStatus(payload({ meta: { app_opened: true, expired: true } }), 'pending')],
    [false, payloadStatus(payload({ meta: { cancelled: true } }), 'pending')],
    [false, payloadStatus(signedPayload(), 'pending')],
    [true, payloadStatus(signedPayload(), 'verified')],
    [true, payloadStatus(signedPayload(), 'refused')],
    [true, payloadStatus(payload({ meta: { resolved: true } }), 'refused')],
  ] as const;
  for (const [expected, status] of rows) {
    it(`${JSON.stringify(status)} → ${String(expected)}`, () => {
      assert.equal(isFinal(status), expected);
    });
  }
});
