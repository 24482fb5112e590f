import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure, type Form } from './support/visitor.js';
import { SHOP, creations, type World } from './support/world.js';

/** Requests that a browser can send. */
export function requests(built: () => World): void {
  /** Presses the button after the form was changed. */
  async function tampered(
    change: (form: Form) => Form,
    headers: Record<string, string> = {},
  ): Promise<string> {
    const { path, visitor } = await built().shopper();
    return failure(await visitor.send(change(await visitor.form(path, 'mug')), headers));
  }

  const withFields =
    (fields: Record<string, string>) =>
    (form: Form): Form => ({ ...form, fields: { ...form.fields, ...fields } });

  for (const [name, value] of [
    ['amount', '0.000001'],
    ['drops', '1'],
    ['destination', 'rPT1Sjq2YGrBMTttX4GZHjKu9dyfzbpAYe'],
    ['network', 'TESTNET'],
    ['type', 'sign-in'],
    ['status-url', 'https://evil.example/'],
    ['name[]', 'mug'],
  ] as const)
    test(`a browser that sends ${name} is refused, and no payload is made`, async () => {
      const before = creations(built()).length;
      assert.equal(await tampered(withFields({ [name]: value })), '400 xumm_bad_request');
      assert.equal(creations(built()).length, before);
    });

  test('an amount in the address changes nothing', async () => {
    const { path, visitor } = await built().shopper();
    const form = await visitor.form(path, 'mug');
    const response = await visitor.send({ ...form, action: `${form.action}?amount=1&drops=1` });
    assert.equal(response.status, 303);
    const { body } =
      built()
        .platform.calls.filter(({ method }) => method === 'POST')
        .at(-1) ?? {};
    const { txjson } = body as { txjson: Record<string, unknown> };
    assert.deepEqual([txjson['Destination'], txjson['Amount']], [SHOP, '10000000']);
  });

  for (const [what, fields, expected] of [
    ['a post that does not exist', { place: '999999' }, '404 xumm_not_offered'],
    ['a post without an offer', { place: '1' }, '404 xumm_not_offered'],
    ['the site, where nothing is offered', { place: '0' }, '404 xumm_not_offered'],
    ['an item that is not offered there', { item: 'free-mug-12345678' }, '404 xumm_not_offered'],
    ['no item', { item: '' }, '404 xumm_not_offered'],
    ['a reference that no plugin knows', { reference: 'A-1' }, '404 xumm_not_offered'],
    ['no number', { place: "1' OR 1=1" }, '400 xumm_bad_request'],
    ['a number too large', { place: '9'.repeat(40) }, '404 xumm_not_offered'],
    ['an item that is SQL', { item: "mug' -- " }, '404 xumm_not_offered'],
    ['a way back to another site', { back: 'https://evil.example/' }, '400 xumm_bad_request'],
    ['a way back that looks like one of this site', { back: '//evil.example/' }, '400 xumm_bad_request'],
    ['a way back with a backslash', { back: '/\\evil.example/' }, '400 xumm_bad_request'],
    ['a way back with a line break', { back: '/\r\nSet-Cookie: a=b' }, '400 xumm_bad_request'],
    ['a body beyond all measure', { item: 'm'.repeat(5000) }, '413 xumm_too_large'],
  ] as const)
    test(`${what}: refused`, async () => {
      assert.equal(await tampered(withFields(fields)), expected);
    });

  test('if the price was raised after the page was loaded, the new price is due', async () => {
    const { author } = built();
    const { id, path, visitor } = await built().shopper();
    const form = await visitor.form(path, 'mug');
    await author.rewrite(id, '[xumm_payload_status name="mug" amount="20"]');
    await visitor.send(form);
    const { body } = creations(built()).at(-1) ?? {};
    assert.equal((body as { txjson: { Amount: string } }).txjson.Amount, '20000000');
  });

  test('a post that is no longer public offers nothing', async () => {
    const { author } = built();
    const { id, path, visitor } = await built().shopper();
    const form = await visitor.form(path, 'mug');
    await author.rewrite(id, '[xumm_payload_status name="mug" amount="10"]', 'draft');
    assert.equal(await failure(await visitor.send(form)), '404 xumm_not_offered');
  });

  test('a post behind a password offers nothing to visitors who do not know it', async () => {
    const { author, visitor } = built();
    const { id, path } = await author.write('[xumm_payload_status amount="1"]', {
      status: 'publish',
      password: 'sesame',
    });
    const stranger = visitor();
    assert.doesNotMatch(await stranger.read(path), /payloads/);
    const other = await built().shopper();
    const mug = await other.visitor.form(other.path, 'mug');
    const item = (mug.fields['item'] ?? '').replace('mug', 'payment');
    const form = withFields({ place: String(id), item })(mug);
    assert.equal(await failure(await stranger.send(form)), '404 xumm_not_offered');
  });

  for (const [what, body, type, expected] of [
    ['no JSON', '{"post":', 'application/json', '400 rest_invalid_json'],
    ['JSON', '{"post":"1","name":"mug"}', 'application/json', '400 xumm_bad_request'],
    ['no body', '', 'application/x-www-form-urlencoded', '400 xumm_bad_request'],
    ['text', 'post=1', 'text/plain', '400 xumm_bad_request'],
    [
      'a part of a form',
      '--x\r\nContent-Disposition: form-data; name="post"',
      'multipart/form-data; boundary=x',
      '400 xumm_bad_request',
    ],
    ['bytes', '\u0000\u0001\uffff', 'application/x-www-form-urlencoded', '400 xumm_bad_request'],
  ] as const)
    test(`${what} instead of the form: refused`, async () => {
      const { visitor } = await built().shopper();
      const response = await visitor.ask('/wp-json/xumm-payload-status/v1/payloads', {
        method: 'POST',
        headers: { 'Content-Type': type, Origin: visitor.origin },
        body,
      });
      assert.equal(await failure(response), expected);
    });

  const same = (form: Form): Form => form;

  for (const [what, headers] of [
    ['from the page of another site', { Origin: 'https://evil.example' }],
    ['from a page of no site', { Origin: 'null' }],
    ['from another site, as newer browsers say it', { 'Sec-Fetch-Site': 'cross-site' }],
    ['from a sister site', { 'Sec-Fetch-Site': 'same-site' }],
  ] as const)
    test(`the form ${what}: refused`, async () => {
      const before = creations(built()).length;
      assert.equal(await tampered(same, headers), '403 xumm_forbidden');
      assert.equal(creations(built()).length, before);
    });

  test('a page that was cached for a month, and before the visitor logged in, still works', async () => {
    const { author } = built();
    const { path, visitor } = await built().shopper();
    const form = await visitor.form(path, 'mug');
    assert.doesNotMatch(JSON.stringify(form), /nonce/);
    assert.equal((await author.send(form)).status, 303);
  });

  test('a link that WordPress treats as a POST creates nothing', async () => {
    const { path, visitor } = await built().shopper();
    const { action, fields } = await visitor.form(path, 'mug');
    const query = new URLSearchParams({ ...fields, _method: 'POST' }).toString();
    assert.equal(await failure(await visitor.ask(`${action}?${query}`)), '403 xumm_forbidden');
  });
}
