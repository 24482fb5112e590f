import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Visit } from './support/browser.js';
import { Visitor, failure } from './support/visitor.js';
import { creations, type World } from './support/world.js';

/** What authors of posts can offer, and what they cannot. */
export function author(built: () => World, visit: Visit): void {
  /** What an author's post shows to a visitor. */
  async function published(content: string): Promise<string> {
    const { author, visitor } = built();
    return visitor().read((await author.write(content)).path);
  }

  const UNAVAILABLE = 'This is not available at the moment.';
  /** Writes a block like the editor: nothing in it can end the comment, or look like a tag to a filter. */
  const block = (attributes: Record<string, unknown>): string => {
    const json = JSON.stringify(attributes).replace(
      /[<>&]|--/g,
      (text) => `\\u00${text.charCodeAt(0).toString(16)}${text === '--' ? '\\u002d' : ''}`,
    );
    return `<!-- wp:xumm-payload-status/request ${json} /-->`;
  };

  const EVIL = 'https://evil.example/';

  for (const attribute of [
    `status-url="${EVIL}"`,
    `status_url="${EVIL}"`,
    `websocket-url="wss://evil.example/sign/3fb2a5ee-1b0c-4f0e-9a3c-7d2f1c5e8b90"`,
    `sign-url="${EVIL}"`,
    'destination="rPT1Sjq2YGrBMTttX4GZHjKu9dyfzbpAYe"',
    'network="TESTNET"',
    'return-url="javascript:alert(1)"',
    'onclick="alert(1)"',
    'style="position:fixed"',
    'loose-words',
  ])
    test(`the shortcode does not accept ${attribute.split('=')[0]}: nothing is offered, and the author learns why`, async () => {
      const { author, visitor } = built();
      const { path } = await author.write(`[xumm_payload_status amount="1" ${attribute}]`);
      const html = await visitor().read(path);
      assert.match(html, new RegExp(UNAVAILABLE));
      assert.doesNotMatch(html, /<form|evil|alert|rPT1|knows no/);
      assert.match(
        await author.read(path),
        /knows no &quot;.*&quot;; its attributes are type, name, amount, currency/,
      );
    });

  test('the block ignores attributes that it does not know', async () => {
    const html = await published(
      block({ amount: '1', 'status-url': EVIL, onclick: 'alert(1)', style: { x: EVIL } }),
    );
    assert.match(html, /Pay 1 XRP/);
    assert.doesNotMatch(html, /evil|alert/);
  });

  for (const markup of [
    '</button><script>alert(1)</script>',
    '" onfocus="alert(1)" autofocus="',
    '<img src=x onerror=alert(1)>',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    "'><svg/onload=alert(1)>",
  ])
    for (const [way, content] of [
      ['shortcode', `[xumm_payload_status amount="1" label='${markup.replaceAll("'", '&#39;')}']`],
      ['block', block({ amount: '1', label: markup, instruction: markup })],
    ] as const)
      test(`a label of ${markup} in the ${way} is shown as text`, async () => {
        const { author } = built();
        const { path } = await author.write(content);
        await visit({}, async (newTab) => {
          const page = await newTab(path);
          const main = page.locator('main');
          assert.equal(await main.locator('script, img, svg, [onfocus], [autofocus], [onerror]').count(), 0);
        });
      });

  for (const [way, content] of [
    [
      'the tag',
      `<xumm-payload-status websocket-url="wss://xumm.app/sign/x" status-url="${EVIL}"></xumm-payload-status>`,
    ],
    ['the tag in capitals', `<XUMM-PAYLOAD-STATUS status-url="${EVIL}"></XUMM-PAYLOAD-STATUS>`],
    ['a script', '<script>document.title = "evil"</script>'],
    ['an iframe', `<iframe src="${EVIL}"></iframe>`],
  ] as const)
    test(`${way} that an author writes by hand is removed`, async () => {
      assert.doesNotMatch(
        await published(`<p>Hello</p>${content}`),
        /xumm-payload-status|evil\.example|<script|<iframe/i,
      );
    });

  test('a div that the script upgrades gets no backend, whatever its author wrote, so it never says "verified"', async () => {
    const { author, platform } = built();
    const uuid = await platform.createForeign({ TransactionType: 'SignIn' });
    const { path } = await author.write(
      `[xumm_payload_status amount="1"]\n\n<div data-xumm-payload-status data-uuid="${uuid}" data-websocket-url="${platform.origin.replace('http', 'ws')}/sign/${uuid}" data-status-url="/evil" data-onclick="alert(1)"><a href="${platform.origin}/sign/${uuid}">Open</a></div>`,
    );
    await visit({}, async (newTab) => {
      const page = await newTab(path);
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      await page.getByRole('button', { name: 'Pay 1 XRP' }).click();
      const foreign = page.locator(`xumm-payload-status[websocket-url$="${uuid}"]`);
      await foreign.waitFor();
      assert.equal(await foreign.getAttribute('status-url'), null);
      assert.equal(await foreign.getAttribute('onclick'), null);
      await platform.sign(uuid);
      await page.locator(`xumm-payload-status[websocket-url$="${uuid}"][state="signed"]`).waitFor();
      assert(
        !asked.some((address) => address.includes('evil') || address.includes(`${uuid}/status`)),
        asked.join(),
      );
    });
  });

  for (const [amount, problem] of [
    ['', 'amount'],
    ['0', 'amount'],
    ['-1', 'amount'],
    ['1,5', 'amount'],
    ['1e3', 'amount'],
    ['0.0000001', 'amount'],
    ['100000000001', 'amount'],
    ['ten', 'amount'],
    ['NaN', 'amount'],
    ['9'.repeat(40), 'amount'],
  ] as const)
    test(`an amount of "${amount}" is refused with a sentence for the author`, async () => {
      const { author, visitor } = built();
      const { path } = await author.write(`[xumm_payload_status amount="${amount}"]`);
      assert.match(
        await author.read(path),
        new RegExp(`for editors only: ${problem} .*is no amount of XRP: write it like`),
      );
      const html = await visitor().read(path);
      assert.match(html, new RegExp(UNAVAILABLE));
      assert.doesNotMatch(html, /editors only/);
    });

  for (const [amount, drops] of [
    ['0.000001', '1'],
    ['10', '10000000'],
    ['0.1', '100000'],
    ['1.10', '1100000'],
    ['100000000000', '100000000000000000'],
  ] as const)
    test(`${amount} XRP are ${drops} drops`, async () => {
      const { author, visitor } = built();
      const { path } = await author.write(`[xumm_payload_status amount="${amount}"]`);
      await visitor().start(path, 'payment');
      const { body } = creations(built()).at(-1) ?? {};
      assert.equal((body as { txjson: { Amount: string } }).txjson.Amount, drops);
    });

  for (const [what, attributes, sentence] of [
    ['another type', 'type="donation"', /type has to be payment or sign-in/],
    ['a name that is none', 'amount="1" name="A Mug!"', /name has to be a word/],
    ['a sign-in with an amount', 'type="sign-in" amount="1"', /A sign-in has no amount/],
    ['a reference that is too long', `reference="${'x'.repeat(191)}"`, /190 characters/],
    ['an instruction that is too long', `amount="1" instruction="${'x'.repeat(281)}"`, /280 characters/],
    // The platform counts each of these as two.
    [
      'an instruction of emoji that is too long',
      `amount="1" instruction="${'🍵'.repeat(141)}"`,
      /280 characters/,
    ],
  ] as const)
    test(`${what}: a sentence for the author`, async () => {
      const { author } = built();
      const { path } = await author.write(`[xumm_payload_status ${attributes}]`);
      assert.match(await author.read(path), sentence);
    });

  test('several items without a name, and a duplicate: each is offered for its own price', async () => {
    const { author, visitor } = built();
    const { path } = await author.write(
      '[xumm_payload_status amount="1"]\n\n[xumm_payload_status amount="2"]\n\n[xumm_payload_status amount="2"]',
    );
    const shopper = visitor();
    const html = await shopper.read(path);
    assert.equal(html.match(/<form/g)?.length, 3);
    for (const [, item = ''] of html.matchAll(/name="item" value="([^"]+)"/g)) {
      const form = await shopper.form(path, 'payment');
      await shopper.send({ ...form, fields: { ...form.fields, item } });
    }
    const amounts = creations(built())
      .slice(-2)
      .map(({ body }) => (body as { txjson: { Amount: string } }).txjson.Amount);
    assert.deepEqual(amounts, ['1000000', '2000000']);
  });

  test('a quoted shortcode, [[…]], is shown as text and offers nothing', async () => {
    const html = await published('[[xumm_payload_status amount="1"]]');
    assert.match(html, /\[xumm_payload_status amount=/);
    assert.doesNotMatch(html, /<form/);
  });

  test('one inside a column and one inside a reusable block work too', async () => {
    const { author, site, visitor } = built();
    const reused = await site.php(
      `echo wp_insert_post(array('post_type' => 'wp_block', 'post_status' => 'publish', 'post_title' => 'r', 'post_content' => '${block({ amount: '3', name: 'reused' })}'));`,
    );
    const column = `<!-- wp:columns --><div class="wp-block-columns"><!-- wp:column --><div class="wp-block-column">${block({ amount: '2', name: 'inner' })}</div><!-- /wp:column --></div><!-- /wp:columns -->`;
    const { path } = await author.write(`${column}<!-- wp:block {"ref":${reused}} /-->`);
    for (const name of ['inner', 'reused'])
      assert.match((await visitor().start(path, name)).uuid, /^[0-9a-f-]{36}$/);
  });

  test('a contributor, who may not publish, can offer nothing: the draft’s button is disabled, and the server refuses', async () => {
    const { site, shopper } = built();
    const contributor = new Visitor(site.origin);
    await contributor.logIn('contributor');
    const draft = await contributor.write('[xumm_payload_status name="mug" amount="0.000001"]', {
      status: 'draft',
    });
    const html = await contributor.read(`/?p=${draft.id}&preview=true`);
    assert.match(html, /<button type="submit" class="wp-element-button" disabled='disabled'>/);
    assert.match(html, /Publish this to try the button/);

    const before = creations(built()).length;
    const answer = await contributor.send(await contributor.form(`/?p=${draft.id}&preview=true`, 'mug'));
    assert.equal(await failure(answer), '404 xumm_not_offered');
    const { path, visitor } = await shopper();
    const form = await visitor.form(path, 'mug');
    const other = await visitor.send({ ...form, fields: { ...form.fields, place: String(draft.id) } });
    assert.equal(await failure(other), '404 xumm_not_offered');
    assert.equal(creations(built()).length, before);
  });

  test('in a feed there is a link to the page instead of a form', async () => {
    const { author, visitor } = built();
    await author.write('[xumm_payload_status amount="77"]');
    const feed = await (await visitor().ask('/feed/')).text();
    assert.match(feed, /<a href="[^"]+">Pay 77 XRP<\/a>/);
    assert.doesNotMatch(feed, /<form/);
  });

  test('logged-in users can pay too', async () => {
    const { author } = built();
    const { path } = await author.write('[xumm_payload_status amount="1"]');
    const { uuid } = await author.start(path, 'payment');
    assert.equal((await author.status(uuid)).resolved, false);
  });
}
