import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orders } from './support/orders.js';
import { Visitor, failure } from './support/visitor.js';
import { SETTINGS, type World } from './support/world.js';

/** A platform that is busy, broken or wrong. */
export function platform(built: () => World): void {
  const { endPause } = orders(built);

  for (const [sent, told] of [
    ['7', '7'],
    [null, '20'],
    ['0', '1'],
    ['999999', '3600'],
    ['Wed, 21 Oct 2099 07:28:00 GMT', '3600'],
    ['Wed, 21 Oct 2015 07:28:00 GMT', '1'],
    ['soon', '20'],
  ] as const)
    test(`the platform's 429 (Retry-After: ${sent}) is passed on with Retry-After: ${told}, and obeyed`, async () => {
      const { platform } = built();
      const { path, visitor } = await built().shopper();
      const { uuid } = await visitor.start(path, 'mug');
      const form = await visitor.form(path, 'mug');
      const end = platform.interfere(
        () => new Response('{}', { status: 429, headers: sent === null ? {} : { 'Retry-After': sent } }),
      );
      const before = platform.calls.length;
      try {
        const answers = [await new Visitor(visitor.origin).send(form), await visitor.askStatus(uuid)];
        const waits = answers.map((answer) => answer.headers.get('Retry-After'));
        assert.equal(waits[0], told);
        assert(Number(waits[1]) <= Number(told));
        for (const answer of answers) assert.equal(await failure(answer), '429 xumm_rate_limited');
      } finally {
        end();
      }
      if (told !== '1')
        assert.equal(platform.calls.length, before + 1, 'meanwhile the platform is not called');
      await endPause();
      assert.equal((await visitor.status(uuid)).resolved, false, 'afterwards it goes on');
    });

  const GONE_WRONG: readonly (readonly [string, () => Response | Promise<Response>])[] = [
    ['500', () => new Response('<h1>oops</h1>', { status: 500 })],
    ['401, for a wrong key', () => Response.json({ error: { code: 812 } }, { status: 401 })],
    ['no JSON', () => new Response('<h1>hello</h1>')],
    ['a list', () => Response.json([1, 2])],
    ['an empty object', () => Response.json({})],
    ['a redirect', () => new Response(null, { status: 302, headers: { Location: '/elsewhere' } })],
    ['a megabyte', () => Response.json({ uuid: 'x'.repeat(1_000_000) })],
  ];

  for (const [what, answer] of GONE_WRONG)
    test(`the platform answers ${what}: the visitor learns only that it cannot be reached`, async () => {
      const { platform } = built();
      const { path, visitor } = await built().shopper();
      const { uuid } = await visitor.start(path, 'mug');
      const form = await visitor.form(path, 'mug');
      const end = platform.interfere(answer);
      try {
        for (const response of [await new Visitor(visitor.origin).send(form), await visitor.askStatus(uuid)])
          assert.equal(await failure(response), '502 xumm_platform_unavailable');
      } finally {
        end();
      }
    });

  test('if the platform refuses the key, the log says what to do, without the key', async () => {
    const { platform, shopper, site } = built();
    const { path, visitor } = await shopper();
    const form = await visitor.form(path, 'mug');
    const end = platform.interfere(() => Response.json({ error: { code: 812 } }, { status: 403 }));
    try {
      await visitor.send(form);
    } finally {
      end();
    }
    const log = await site.log();
    assert.match(
      log,
      /POST payload: the platform answered HTTP 403\. Check the API key and secret in Settings/,
    );
    assert(!log.includes(SETTINGS.api_key) && !log.includes(SETTINGS.api_secret));
  });

  const KEYS = { 'X-API-Key': SETTINGS.api_key, 'X-API-Secret': SETTINGS.api_secret };

  for (const [part, others] of [
    ['meta', { uuid: crypto.randomUUID() }],
    ['custom_meta', { identifier: 'wp-somebody-elses' }],
  ] as const)
    test(`a signed payload whose ${part} is ${JSON.stringify(others)} does not count for this order`, async () => {
      const { platform, shopper } = built();
      const { path, visitor } = await shopper();
      const { uuid } = await visitor.start(path, 'mug');
      await platform.sign(uuid, { result: 'telINSUF_FEE_P' });
      const answer = await fetch(`${platform.origin}/api/v1/platform/payload/${uuid}`, { headers: KEYS });
      const payload = (await answer.json()) as Record<string, Record<string, unknown>>;
      const end = platform.interfere(() =>
        Response.json({ ...payload, [part]: { ...payload[part], ...others } }),
      );
      try {
        assert.equal(await failure(await visitor.askStatus(uuid)), '502 xumm_platform_unavailable');
      } finally {
        end();
      }
    });
}
