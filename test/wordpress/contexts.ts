import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Visitor } from './support/visitor.js';
import { settled, type World } from './support/world.js';

/** Where else WordPress shows a post's content, and in which states a post can be. */
export function contexts(built: () => World): void {
  const block = (amount: string, name: string): string =>
    `<!-- wp:xumm-payload-status/request {"amount":"${amount}","name":"${name}"} /-->`;
  const addPage = (name: string, content: string): Promise<string> =>
    built().site.php(
      `echo wp_insert_post(array('post_type' => 'page', 'post_status' => 'publish', 'post_title' => '${name}', 'post_name' => '${name}', 'post_content' => '${content}'));`,
    );

  test('in the REST API there is a button that leads to the page, and nobody’s payload', async () => {
    const { id, path, visitor } = await built().shopper();
    const { uuid } = await visitor.start(path, 'mug');
    const answer = await visitor.ask(`/wp-json/wp/v2/posts/${id}?xumm_payload=${uuid}`);
    const { content } = (await answer.json()) as { content: { rendered: string } };
    assert.doesNotMatch(content.rendered, /<xumm-payload-status|sign\//);
    assert(content.rendered.includes(`name="back" value="${path}"`), content.rendered);
  });

  test('in a piece of a page that is loaded later the button leads to the page of the post', async () => {
    const { site, shopper } = built();
    const { id, path } = await shopper();
    const html = await site.php(
      `$_SERVER['REQUEST_URI'] = '/wp-admin/admin-ajax.php?action=more'; $GLOBALS['post'] = get_post(${id}); setup_postdata($GLOBALS['post']); echo apply_filters('the_content', get_the_content());`,
    );
    assert(html.includes(`name="back" value="${path}"`), html);
  });

  test('in a newsletter that WP-Cron sends there is a link to the post, because a form in a mail is refused', async () => {
    const { site, shopper } = built();
    const { id, path } = await shopper();
    const html = await site.php(
      `define('DOING_CRON', true); $GLOBALS['post'] = get_post(${id}); setup_postdata($GLOBALS['post']); echo apply_filters('the_content', get_the_content());`,
    );
    assert.match(html, new RegExp(`<a href="[^"]+${path}">Pay 10 XRP</a>`));
    assert.doesNotMatch(html, /<form/);
  });

  test('on a page whose content another plugin renders first, for a description', async () => {
    const { site, shopper } = built();
    const { path, visitor } = await shopper();
    const { page } = await visitor.start(path, 'mug');
    await site.php("update_option('test_description', 1);");
    try {
      const [own, stranger] = [await visitor.text(page), await built().visitor().text(page)];
      assert.match(own, /<meta name="description"/);
      assert.match(own, /<main>.*<xumm-payload-status /s);
      assert.match(stranger, /<main>.*do not pay again/s);
    } finally {
      await site.php("delete_option('test_description');");
    }
  });

  test('in the loop of a page that lists posts', async () => {
    const { author, visitor: newVisitor } = built();
    await author.write('Listed');
    await addPage(
      'loop',
      `<!-- wp:query {"query":{"perPage":2,"postType":"post"}} --><div class="wp-block-query"><!-- wp:post-template -->${block('9', 'looped')}<!-- /wp:post-template --></div><!-- /wp:query -->`,
    );
    const visitor = newVisitor();
    const { page } = await visitor.start('/loop/', 'looped');
    assert.match(await visitor.read(page), /<xumm-payload-status /);
  });

  for (const theme of ['plain', 'blocks'])
    test(`two posts on one page of the theme "${theme}" with the same button: the visitor returns to the one that was pressed`, async () => {
      const { author, site, visitor: newVisitor } = built();
      const content = '[xumm_payload_status amount="1"]';
      const posts = [await author.write(content), await author.write(content)];
      const visitor = newVisitor();
      await site.php(`switch_theme('${theme}');`);
      try {
        for (const { id } of posts) {
          const form = await visitor.form('/', 'payment', id);
          const back = new URL((await visitor.send(form)).headers.get('Location') ?? '', visitor.origin);
          const shown = /id="([^"]+)"><xumm-payload-status /.exec(await visitor.read(back.href))?.[1];
          assert.equal(`#${shown}`, back.hash);
        }
      } finally {
        await site.php("switch_theme('plain');");
      }
    });

  test('in a template part of a classic theme', async () => {
    const { site, visitor: newVisitor } = built();
    const id = await site.php(
      `$id = wp_insert_post(array('post_type' => 'wp_template_part', 'post_status' => 'publish', 'post_title' => 'Part', 'post_name' => 'part', 'post_content' => '${block('8', 'part')}')); wp_set_object_terms($id, 'plain', 'wp_theme'); echo $id;`,
    );
    try {
      const visitor = newVisitor();
      const { page } = await visitor.start('/?s=nothing', 'part');
      assert.match(await visitor.read(page), /<xumm-payload-status /);
    } finally {
      await site.php(`wp_delete_post(${id}, true);`);
    }
  });

  test('a shortcode of several lines, in which WordPress writes <br />', async () => {
    const { author, visitor: newVisitor } = built();
    const { path } = await author.write('[xumm_payload_status\namount="1"\nname="lines"\n]');
    await newVisitor().start(path, 'lines');
  });

  test('in a language from right to left the amount is still written from left to right', async () => {
    const { author, site, visitor } = built();
    const { path } = await author.write('[xumm_payload_status amount="1.5"]');
    await site.php("update_option('test_locale', 'ar');");
    try {
      assert.match(await visitor().read(path), /<button [^>]+>[^<]+\u20661\.5 XRP\u2069/);
    } finally {
      await site.php("delete_option('test_locale');");
    }
  });

  test('a post behind a password offers its item to those who know it', async () => {
    const { author, visitor: newVisitor } = built();
    const { path } = await author.write('[xumm_payload_status name="secret" amount="1"]', {
      status: 'publish',
      password: 'sesame',
    });
    const visitor = newVisitor();
    await visitor.ask('/wp-login.php?action=postpass', {
      method: 'POST',
      body: new URLSearchParams({ post_password: 'sesame' }),
    });
    const { page } = await visitor.start(path, 'secret');
    assert.match(await visitor.read(page), /<xumm-payload-status /);
  });

  for (const [what, fields] of [
    ['a private post', { status: 'private' }],
    ['a post of tomorrow', { status: 'future', date: new Date(Date.now() + 86_400_000).toISOString() }],
  ] as const)
    test(`${what}: those who see it see a button that is disabled`, async () => {
      const { site } = built();
      const editor = new Visitor(site.origin);
      await editor.logIn('admin');
      const { path } = await editor.write('[xumm_payload_status amount="1"]', fields);
      assert.match(await editor.read(path), /<button [^>]*disabled/);
    });

  test('a post that goes to the trash while its payment is under way: paid and delivered all the same', async () => {
    const { platform, site } = built();
    const { id, path, visitor } = await built().shopper();
    const { uuid } = await visitor.start(path, 'mug');
    await site.php(`wp_trash_post(${id});`);
    await platform.sign(uuid);
    assert.equal(await settled(visitor, uuid), 'verified');
    assert.equal((await site.delivered()).filter((order) => order.uuid === uuid).length, 1);
  });
}
