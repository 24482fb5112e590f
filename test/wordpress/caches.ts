import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { World } from './support/world.js';

/** Behind a page cache that stores each page by its address, and obeys the constant. */
export function caches(built: () => World): void {
  const cached = (title: string, act: () => Promise<void>): Promise<void> =>
    test(title, async () => {
      await built().site.php("update_option('test_page_cache', 1);");
      try {
        await act();
      } finally {
        await built().site.php("delete_option('test_page_cache');");
      }
    });

  /** Whether the second of two visitors gets what the first one got. */
  async function isCached(path: string): Promise<boolean> {
    await built().visitor().ask(path);
    return (await built().visitor().ask(path)).headers.get('X-Test-Cache') === 'hit';
  }

  void cached('a page with a button is cached and works, a page with a payload is not cached', async () => {
    const { author, visitor: newVisitor } = built();
    const { path } = await author.write('[xumm_payload_status name="mug" amount="10"]');
    assert(await isCached(path));
    const visitor = newVisitor();
    const { page } = await visitor.start(path, 'mug');
    assert.match(await visitor.read(page), /<xumm-payload-status /);
    const stranger = await newVisitor().ask(page);
    assert.equal(stranger.headers.get('X-Test-Cache'), null);
    assert.doesNotMatch(await stranger.text(), /<xumm-payload-status |\/sign\//);
    for (const method of ['GET', 'HEAD']) {
      const { headers } = await newVisitor().ask(page, { method });
      assert.match(headers.get('Cache-Control') ?? '', /^private, no-cache/, method);
    }
  });

  void cached(
    'a page with an order of a shop plugin is not cached, whether this visitor may see the order or not',
    async () => {
      const { author, site } = built();
      const { path } = await author.write('[xumm_payload_status reference="C-1"]');
      assert.equal(await isCached(path), false);
      await site.php("update_option('test_orders', array('C-1' => array('amount' => '3')));");
      assert.equal(await isCached(path), false);
      assert.match(await built().visitor().read(path), /Pay 3 XRP/);
    },
  );

  void cached(
    'a page that says "not available" is not cached, so that it works once that is fixed',
    async () => {
      const { author } = built();
      assert.equal(await isCached((await author.write('[xumm_payload_status amount="1,5"]')).path), false);
    },
  );
}
