import { expect } from '@open-wc/testing';
import type { Outcome } from '../../src/follow/question.js';
import { respond } from '../support/stage.js';
import { failed, pending, Questions } from './questions.js';

describe('one response', () => {
  let asker: Questions;
  let world: Questions['world'];

  beforeEach(() => {
    asker = new Questions();
    ({ world } = asker);
  });
  afterEach(() => {
    expect(world.timers).to.equal(0);
  });

  const denied = (status: number): Outcome => ({
    kind: 'denied',
    message: `The backend answered HTTP ${status}: it does not let this visitor see the payload.`,
  });
  const retryAfter = (seconds: string): ResponseInit => ({ headers: { 'Retry-After': seconds } });

  const responses: readonly [string, () => Response, Outcome][] = [
    ['a payload status', () => respond({ opened: false }), pending],
    ['a payload status, and HTTP 201', () => respond({ opened: false }, { status: 201 }), pending],
    ['unknown keys beside it', () => respond({ hex: 'secret', opened: false }), pending],
    [
      '{}',
      () => respond({}),
      failed(
        'The backend answered HTTP 200, but its body is an object without a key that counts: write opened, expired, cancelled, resolved, signed, txid, returnUrl, verification.',
      ),
    ],
    [
      "the platform's own answer",
      () => respond({ hex: 'secret', meta: {} }),
      failed(
        "The backend answered HTTP 200, but its body is the platform's own answer, which holds secrets; make {resolved, signed, txid, verification} of it.",
      ),
    ],
    [
      '204',
      () => new Response(null, { status: 204 }),
      failed('The backend answered HTTP 204, but its body is empty; it should be a payload status as JSON.'),
    ],
    [
      'an empty body',
      () => respond(''),
      failed('The backend answered HTTP 200, but its body is empty; it should be a payload status as JSON.'),
    ],
    [
      'HTML',
      () => respond('<!doctype html><p>Log in'),
      failed('The backend answered HTTP 200, but its body is HTML; it should be a payload status as JSON.'),
    ],
    [
      'text',
      () => respond('paid'),
      failed(
        'The backend answered HTTP 200, but its body is no JSON; it should be a payload status as JSON.',
      ),
    ],
    [
      'null',
      () => respond('null'),
      failed('The backend answered HTTP 200, but its body is null, not a payload status object.'),
    ],
    [
      'an array',
      () => respond([{}]),
      failed('The backend answered HTTP 200, but its body is an array, not a payload status object.'),
    ],
    [
      'true',
      () => respond('true'),
      failed(
        'The backend answered HTTP 200, but its body is a value of type boolean, not a payload status object.',
      ),
    ],
    ['64 KiB', () => respond({ opened: false, x: 'x'.repeat(65_536 - 23) }), pending],
    [
      '64 KiB and a byte',
      () => respond({ x: 'x'.repeat(65_536 - 7) }),
      failed('The backend answered HTTP 200 with more than 64 KiB; it should be a small JSON object.'),
    ],
    [
      '1 MiB',
      () => respond({ x: 'x'.repeat(1_048_576) }),
      failed('The backend answered HTTP 200 with more than 64 KiB; it should be a small JSON object.'),
    ],
    ['400', () => respond({}, { status: 400 }), failed('The backend answered HTTP 400.')],
    ['401', () => respond({}, { status: 401 }), denied(401)],
    ['403', () => respond({}, { status: 403 }), denied(403)],
    ['404', () => respond({}, { status: 404 }), { kind: 'missing' }],
    ['410', () => respond({}, { status: 410 }), failed('The backend answered HTTP 410.')],
    ['429', () => respond({}, { status: 429 }), failed('The backend answered HTTP 429.')],
    [
      '429, Retry-After 20',
      () => respond({}, { status: 429, ...retryAfter('20') }),
      failed('The backend answered HTTP 429.', 20_000),
    ],
    [
      '503, Retry-After 7',
      () => respond('', { status: 503, ...retryAfter('7') }),
      failed('The backend answered HTTP 503.', 7_000),
    ],
    [
      '500, Retry-After 7',
      () => respond('', { status: 500, ...retryAfter('7') }),
      failed('The backend answered HTTP 500.'),
    ],
    ['502', () => respond('Bad gateway', { status: 502 }), failed('The backend answered HTTP 502.')],
  ];
  for (const [name, response, expected] of responses) {
    it(`over status-url, ${name}: ${expected.kind}`, async () => {
      world.answer = () => Promise.resolve(response());
      expect(await asker.overHttp()).to.deep.equal(expected);
    });

    it(`by a getStatus that answers the Response, ${name}: ${expected.kind}`, async () => {
      expect(await asker.question(() => Promise.resolve(response()))).to.deep.equal(expected);
    });
  }
});
