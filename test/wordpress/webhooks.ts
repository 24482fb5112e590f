import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { SETTINGS, type World } from './support/world.js';

/** What the platform sends, and what others may send in its name. */
export function webhooks(built: () => World): void {
  const now = (): number => Math.floor(Date.now() / 1000);

  async function call(
    body: string,
    { time = String(now()), secret = SETTINGS.api_secret, headers = {} } = {},
  ): Promise<number> {
    const signature = createHmac('sha1', secret.replace('-', '')).update(`${time}${body}`).digest('hex');
    const response = await fetch(`${built().site.origin}/wp-json/xumm-payload-status/v1/webhook`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Xumm-Request-Timestamp': time,
        'X-Xumm-Request-Signature': signature,
        ...headers,
      },
      body,
    });
    return response.status;
  }

  const about = (uuid: string): string =>
    JSON.stringify({
      meta: { payload_uuidv4: uuid },
      payloadResponse: { payload_uuidv4: uuid, signed: true, txid: '0'.repeat(64) },
    });

  async function started(): Promise<string> {
    const { path, visitor } = await built().shopper();
    return (await visitor.start(path, 'mug')).uuid;
  }
  const deliveries = async (uuid: string): Promise<number> =>
    (await built().site.delivered()).filter((order) => order.uuid === uuid).length;

  test('signed, and the visitor gone: the webhook leads to the delivery, and a replay changes nothing', async () => {
    const uuid = await started();
    await built().platform.sign(uuid);
    assert.deepEqual([await call(about(uuid)), await deliveries(uuid)], [204, 1]);
    assert.deepEqual([await call(about(uuid)), await deliveries(uuid)], [204, 1]);
  });

  test('its content is not believed: an unsigned payload stays unsigned', async () => {
    const uuid = await started();
    assert.deepEqual([await call(about(uuid)), await deliveries(uuid)], [204, 0]);
  });

  for (const [what, options, status] of [
    ['another secret', { secret: SETTINGS.api_key }, 401],
    ['no signature', { headers: { 'X-Xumm-Request-Signature': '' } }, 401],
    ['no time', { time: '' }, 401],
    ['a time that is none', { time: 'now' }, 401],
    ['yesterday’s time', { time: String(now() - 86_400) }, 401],
  ] as const)
    test(`with ${what}: ${status}, and nothing is asked`, async () => {
      const uuid = await started();
      await built().platform.sign(uuid);
      const before = built().platform.calls.length;
      assert.equal(await call(about(uuid), options), status);
      assert.equal(built().platform.calls.length, before);
    });

  for (const [what, body] of [
    ['an unknown payload', about(crypto.randomUUID())],
    ['something else', '{"hello":[1,{}]}'],
    ['a list', '[]'],
    ['null', 'null'],
  ] as const)
    test(`a valid signature about ${what}: the same response, never 404`, async () => {
      assert.equal(await call(body), 204);
    });

  test('a body over the limit is refused', async () => {
    assert.equal(await call(JSON.stringify({ x: 'x'.repeat(70_000) })), 413);
  });

  test('if the platform is away when the webhook comes, the sweep asks again', async () => {
    const uuid = await started();
    await built().platform.sign(uuid);
    const end = built().platform.interfere(() => new Response('', { status: 502 }));
    const stop = built().platform.interfereLedger(() => ({ error: 'noNetwork' }));
    assert.equal(await call(about(uuid)), 204);
    end();
    stop();
    await built().site.php("do_action('xumm_payload_status_sweep');");
    assert.equal(await deliveries(uuid), 1);
  });

  test('if the server’s clock is a day off, the owner is told', async () => {
    const { platform, shopper, site } = built();
    const { path, visitor } = await shopper();
    const { uuid } = await visitor.start(path, 'mug');
    const date = new Date(Date.now() + 100_000_000).toUTCString();
    const end = platform.interfere(() => Response.json({}, { status: 502, headers: { Date: date } }));
    await visitor.askStatus(uuid);
    end();
    const problem = await site.php("echo get_option('xumm_payload_status_problem_clock');");
    assert.match(problem, /The clock of this server is 1 day off/);
  });
}
