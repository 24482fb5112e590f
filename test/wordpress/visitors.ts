import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Visitor, failure } from './support/visitor.js';
import { SETTINGS, settled, type World } from './support/world.js';

/** Whose payload it is. */
export function visitors(built: () => World): void {
  test("another visitor's payload and one that does not exist look the same", async () => {
    const { visitor: newVisitor } = built();
    const { path, visitor } = await built().shopper();
    const { uuid } = await visitor.start(path, 'mug');
    assert.equal((await visitor.status(uuid)).resolved, false);

    const stranger = newVisitor();
    const answers = [await stranger.askStatus(uuid), await stranger.askStatus(crypto.randomUUID())];
    assert.deepEqual(await Promise.all(answers.map((answer) => answer.clone().text())), [
      await answers[0]?.clone().text(),
      await answers[0]?.clone().text(),
    ]);
    assert.equal(answers[0] && (await failure(answers[0])), '404 xumm_not_found');

    await stranger.start(path, 'mug');
    assert.equal(
      await failure(await stranger.askStatus(uuid)),
      '404 xumm_not_found',
      'with a cookie of their own',
    );
  });

  for (const cookie of ['', 'x', '0'.repeat(64), "' OR '1'='1"])
    test(`a made-up cookie, "${cookie.slice(0, 12)}", opens nothing`, async () => {
      const { path, visitor } = await built().shopper();
      const { uuid } = await visitor.start(path, 'mug');
      const stranger = new Visitor(visitor.origin);
      const answer = await stranger.askStatus(uuid, { Cookie: `xumm_visitor=${cookie}` });
      assert.equal(await failure(answer), '404 xumm_not_found');
    });

  for (const headers of [{ Origin: 'https://evil.example' }, { 'Sec-Fetch-Site': 'cross-site' }])
    test(`another site may not read a status with the visitor's cookie: ${JSON.stringify(headers)}`, async () => {
      const { path, visitor } = await built().shopper();
      const { uuid } = await visitor.start(path, 'mug');
      assert.equal(await failure(await visitor.askStatus(uuid, headers)), '403 xumm_forbidden');
    });

  test('no script can read the cookie, no other site gets it, and nothing else is stored', async () => {
    const { path, visitor } = await built().shopper();
    assert.equal((await visitor.ask(path)).headers.get('Set-Cookie'), null, 'looking leaves none');
    const response = await visitor.send(await visitor.form(path, 'mug'));
    const cookie = response.headers.get('Set-Cookie') ?? '';
    assert.match(cookie, /^xumm_visitor=[0-9a-f]{64}; .*path=\/; HttpOnly; SameSite=Lax$/);
    const token = /=([0-9a-f]+)/.exec(cookie)?.[1] ?? '';
    const stored = await built().site.php(
      "global $wpdb; echo wp_json_encode($wpdb->get_results('SELECT * FROM wp_xumm_orders'));",
    );
    assert(!stored.includes(token), 'the table does not hold what opens it');
  });

  test('a return URL that is replayed by another visitor shows nothing of the payload', async () => {
    const { platform, visitor: newVisitor } = built();
    const { path, visitor } = await built().shopper();
    const { uuid } = await visitor.start(path, 'mug');
    const { return_url } = await platform.sign(uuid);
    const page = return_url.app ?? '';
    assert.match(await visitor.read(page), /<xumm-payload-status /);
    const html = await newVisitor().read(page);
    assert.doesNotMatch(html, /<xumm-payload-status|ws:/);
    assert(!html.includes(uuid));
    assert.match(html, /do not pay again/);
  });

  test('a return URL that is replayed by the same visitor ships once', async () => {
    const { platform, site } = built();
    const { path, visitor } = await built().shopper();
    const { uuid } = await visitor.start(path, 'mug');
    await platform.sign(uuid);
    await settled(visitor, uuid);
    await site.php("global $wpdb; $wpdb->query('UPDATE wp_xumm_orders SET asked_at = 0');"); // long ago
    for (let times = 0; times < 3; times++)
      assert.equal((await visitor.status(uuid)).verification, 'verified');
    assert.equal((await site.delivered()).filter((order) => order.uuid === uuid).length, 1);
  });

  test('a paid payload shows nothing on the page of a more expensive item', async () => {
    const { author, platform } = built();
    const { path, visitor } = await built().shopper();
    const dear = await author.write('[xumm_payload_status name="mug" amount="1000"]');
    const { uuid } = await visitor.start(path, 'mug');
    await platform.sign(uuid);
    await settled(visitor, uuid);
    const html = await visitor.read(`${dear.path}?xumm_payload=${uuid}`);
    assert.doesNotMatch(html, /<xumm-payload-status/);
    assert.match(html, /Pay 1000 XRP/);
  });

  for (const value of ['x', '"><script>alert(1)</script>', '../../../wp-login', '%00', crypto.randomUUID()])
    test(`?xumm_payload=${value.slice(0, 12)}… in the address shows only the button`, async () => {
      const { path, visitor } = await built().shopper();
      const html = await visitor.read(`${path}?xumm_payload=${encodeURIComponent(value)}`);
      assert.match(html, /Pay 10 XRP/);
      assert.doesNotMatch(html, /<xumm-payload-status|<script/);
    });

  test('no key, secret, token or signed transaction ever reaches a browser', async () => {
    const { platform, site } = built();
    const { path, visitor } = await built().shopper();
    const seen = [await visitor.read(path)];
    const { uuid, page } = await visitor.start(path, 'mug');
    await platform.sign(uuid);
    await settled(visitor, uuid);
    seen.push(await visitor.read(page), JSON.stringify(await visitor.status(uuid)));
    for (const text of [...seen, await site.log()])
      for (const secret of [SETTINGS.api_key, SETTINGS.api_secret, 'issued_user_token', '"hex"'])
        assert(!text.includes(secret), secret);
  });

  test('a visitor’s own responses and pages stay out of caches', async () => {
    const { path, visitor } = await built().shopper();
    const { uuid, page } = await visitor.start(path, 'mug');
    assert.equal((await visitor.askStatus(uuid)).headers.get('Cache-Control'), 'no-store');
    assert.match((await visitor.ask(page)).headers.get('Cache-Control') ?? '', /no-cache/);
    assert.doesNotMatch((await visitor.ask(path)).headers.get('Cache-Control') ?? '', /no-cache/);
  });
}
