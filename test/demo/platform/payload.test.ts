import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCreateRequest } from '../../../demo/platform/create-request.js';
import { cancelReason, stageOf, whyNot, type Action } from '../../../demo/platform/lifecycle.js';
import {
  filledReturnUrl,
  isSubmitted,
  secondsUntil,
  type Payload,
  type Resolution,
  type Signature,
} from '../../../demo/platform/payload.js';
import { DAY_MS, NOW_MS, PAYMENT, SIGN_IN } from './support.js';

const signature: Signature = {
  txid: 'AB'.repeat(32),
  hex: 'DEAD',
  account: 'rPhone',
  network: 'MAINNET',
  node: 'wss://node.example',
  dispatch: null,
  issuedUserToken: 'token',
};
const signed: Resolution = { atMs: NOW_MS, storedAtMs: NOW_MS, signature };
const declined: Resolution = { ...signed, signature: null };

const payloadWith = (changes: Partial<Payload> = {}, body: object = {}): Payload => ({
  uuid: 'the-uuid',
  callUuid: 'the-call',
  apiKey: 'the-key',
  apiSecret: 'the-secret',
  request: readCreateRequest({ txjson: PAYMENT, ...body }),
  createdAtMs: NOW_MS,
  expiresAtMs: NOW_MS + DAY_MS,
  cancelled: false,
  opened: false,
  listed: false,
  origin: null,
  openedByDeeplink: null,
  preSigned: false,
  dispatched: false,
  resolution: null,
  ...changes,
});

const past = { expiresAtMs: NOW_MS };
const opened = { opened: true, openedByDeeplink: false };
const ANY = 'open pre-sign dispatch sign decline expire';
/** What can be done, the stage, and what cancelling says. */
const cases: [string, Payload, string, string, string][] = [
  ['created', payloadWith(), 'open expire', 'created', 'OK'],
  ['expired', payloadWith(past), 'open', 'expired', 'ALREADY_EXPIRED'],
  ['cancelled', payloadWith({ ...past, cancelled: true }), 'open', 'cancelled', 'ALREADY_CANCELLED'],
  ['opened', payloadWith(opened), ANY, 'opened', 'ALREADY_OPENED'],
  ['opened, then expired', payloadWith({ ...opened, ...past }), 'open decline', 'opened', 'ALREADY_EXPIRED'],
  [
    'pre-signed, then expired',
    payloadWith({ ...opened, ...past, preSigned: true }),
    ...(['open pre-sign dispatch sign decline', 'pre-signed', 'ALREADY_EXPIRED'] as const),
  ],
  ['open in the event list', payloadWith({ listed: true, origin: 'EVENT_LIST' }), ANY, 'opened', 'OK'],
  ['pre-signed', payloadWith({ ...opened, preSigned: true }), ANY, 'pre-signed', 'ALREADY_OPENED'],
  [
    'dispatched',
    payloadWith({ ...opened, preSigned: true, dispatched: true }),
    ...(['open sign decline expire', 'dispatched', 'ALREADY_OPENED'] as const),
  ],
  [
    'an opened SignIn',
    payloadWith(opened, { txjson: SIGN_IN }),
    ...(['open pre-sign sign decline expire', 'opened', 'ALREADY_OPENED'] as const),
  ],
  ['signed', payloadWith({ ...opened, resolution: signed }), 'expire', 'signed', 'ALREADY_RESOLVED'],
  [
    'signed, expired',
    payloadWith({ ...opened, ...past, resolution: signed }),
    '',
    'signed',
    'ALREADY_RESOLVED',
  ],
  ['declined', payloadWith({ ...opened, resolution: declined }), 'expire', 'declined', 'ALREADY_RESOLVED'],
];

describe('the life of a payload', () => {
  for (const [name, payload, possible, stage, cancel] of cases) {
    it(`${name}: can ${possible || 'nothing'}; is "${stage}"; cancelling says ${cancel}`, () => {
      const can = (ANY.split(' ') as Action[]).filter((action) => whyNot(payload, action, NOW_MS) === null);
      assert.equal(can.join(' '), possible);
      assert.equal(stageOf(payload, NOW_MS), stage);
      assert.equal(cancelReason(payload, NOW_MS), cancel);
    });
  }

  const submitted: [object, boolean][] = [
    [{}, true],
    [{ txjson: SIGN_IN }, false],
    [{ txjson: { TransactionType: 'PaymentChannelAuthorize' } }, false],
    [{ options: { submit: false } }, false],
    [{ options: { multisign: true } }, false],
  ];
  for (const [body, expected] of submitted) {
    it(`${JSON.stringify(body)} is ${expected ? '' : 'not '}submitted to a node`, () => {
      assert.equal(isSubmitted(payloadWith({}, body)), expected);
    });
  }
});

describe('secondsUntil', () => {
  const rows: [number, number][] = [
    [54_000, 54],
    [53_999, 54],
    [1, 1],
    [0, 0],
    [-1, 0],
    [-999, 0],
    [-1000, -1],
    [60 * DAY_MS, 5_184_000],
  ];
  for (const [leftMs, seconds] of rows) {
    it(`${leftMs} ms are ${seconds} s`, () => {
      assert.ok(Object.is(secondsUntil(NOW_MS + leftMs, NOW_MS), seconds));
    });
  }
});

describe('return URLs', () => {
  const url = 'https://shop.example/?p={id}&c={cid}&t={txid}&b={txblob}&other={else}';
  const body = { options: { return_url: { web: url } }, custom_meta: { identifier: 'a&b=c' } };
  const rows: [string, Resolution | null, string][] = [
    ['unresolved', null, 'c=a%26b%3Dc&t={txid}&b={txblob}'],
    ['signed', signed, `c=a%26b%3Dc&t=${signature.txid}&b=DEAD`],
    ['declined', declined, 'c=a%26b%3Dc&t=&b='],
  ];
  for (const [name, resolution, query] of rows) {
    it(`${name}: placeholders become ${query}`, () => {
      assert.deepEqual(filledReturnUrl(payloadWith({ resolution }, body)), {
        app: null,
        web: `https://shop.example/?p=the-uuid&${query}&other={else}`,
      });
    });
  }
});
