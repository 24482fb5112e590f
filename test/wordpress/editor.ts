import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FrameLocator, Page } from 'playwright-core';
import { logIn, type NewTab, type Visit } from './support/browser.js';
import { creations, type World } from './support/world.js';

/** WordPress's editor asks for templates, which an author may not see. */
const EXPECTED = { expectedErrors: /403 \(Forbidden\)/ };

/** A new post of a logged-in user in the editor, with the plugin's block in it. */
export async function writeBlock(page: Page, title: string): Promise<void> {
  await page.goto('/wp-admin/post-new.php');
  await page.getByRole('textbox', { name: 'Add title' }).fill(title);
  await page.getByRole('button', { name: 'Add default block' }).click();
  await page.keyboard.type('/xumm');
  await page.getByRole('option', { name: 'Xumm payment or sign-in' }).click();
}

/** @returns the path of the post */
export async function publish(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const publishing = page.getByLabel('Editor publish');
  await publishing.getByRole('button', { name: 'Publish', exact: true }).click();
  const link = publishing.getByRole('link', { name: 'View Post' });
  return new URL((await link.getAttribute('href')) ?? '').pathname;
}

/** The block in the editor. */
export function editor(built: () => World, visit: Visit): void {
  interface Block {
    readonly clientId: string;
    readonly attributes: Readonly<Record<string, string>>;
  }
  interface Wordpress {
    readonly data: {
      select(store: 'core/block-editor'): { getBlocks(): readonly Block[] };
      dispatch(store: 'core/block-editor'): {
        updateBlockAttributes(id: string, attributes: Record<string, string>): void;
        duplicateBlocks(ids: readonly string[]): void;
      };
      dispatch(store: 'core/edit-post'): { __experimentalSetPreviewDeviceType(device: string): void };
    };
    readonly blocks: { getBlockType(name: string): { readonly apiVersion: number } };
  }

  const open = async (newTab: NewTab, title: string): Promise<Page> => {
    const page = await newTab('/');
    await logIn(page, 'author');
    await writeBlock(page, title);
    return page;
  };
  const blocksOf = (page: Page): Promise<readonly Block[]> =>
    page.evaluate(() =>
      (window as unknown as { wp: Wordpress }).wp.data
        .select('core/block-editor')
        .getBlocks()
        .map(({ clientId, attributes }) => ({ clientId, attributes: { ...attributes } })),
    );
  /** What the editor says in the block, besides the fields. */
  const said = (place: Page | FrameLocator, text: string): Promise<void> =>
    place.locator('.components-notice.is-error', { hasText: text }).waitFor();

  test('the editor says while one types what is wrong, until it is fixed', async () => {
    await visit(EXPECTED, async (newTab) => {
      const page = await open(newTab, 'Typing');
      const amount = page.getByLabel('Amount', { exact: true });
      for (const wrong of ['12,5', '0', '-3', '1e3', '0.0000001', 'ten']) {
        await amount.pressSequentially(wrong);
        await said(page, `amount "${wrong}" is no amount of XRP: write it like 10 or 0.25`);
        await amount.fill('');
        await said(page, 'amount "" is no amount of XRP');
      }
      await amount.pressSequentially('12.5');
      await page.getByText('Pay 12.5 XRP').waitFor(); // the label of the button
      const error = page.locator('.components-notice.is-error');
      assert.equal(await error.count(), 0);

      const instruction = page.getByLabel('What the wallet says it is for');
      await instruction.fill('x'.repeat(281));
      await said(page, 'instruction can be 280 characters long at most.');
      await instruction.fill('');

      const currency = page.getByLabel('Currency', { exact: true });
      assert.deepEqual(await currency.locator('option').allInnerTexts(), ['XRP', 'RLUSD']);
      await currency.selectOption('RLUSD');
      await page.getByText('Pay 12.5 RLUSD').waitFor();
      // A token that was removed from the settings.
      const [block] = await blocksOf(page);
      await page.evaluate((id) => {
        const { data } = (window as unknown as { wp: Wordpress }).wp;
        data.dispatch('core/block-editor').updateBlockAttributes(id, { currency: 'DOGE' });
      }, block?.clientId ?? '');
      await said(page, 'currency "DOGE" is none of those that can be paid in here: XRP, RLUSD.');
    });
  });

  test('a duplicated block: the copy gets its own name, and both buttons work', async () => {
    const { visitor: newVisitor } = built();
    let path = '';
    let names: string[] = [];
    await visit(EXPECTED, async (newTab) => {
      const page = await open(newTab, 'Twice');
      const amounts = page.getByLabel('Amount', { exact: true });
      await amounts.fill('1');
      await page.keyboard.press('Control+Shift+D');
      await amounts.nth(1).waitFor();
      const namesNow = async (): Promise<string[]> =>
        (await blocksOf(page)).map(({ attributes }) => attributes['name'] ?? '');
      names = await namesNow();
      assert.equal(new Set(names).size, 2, names.join());
      for (const name of names) assert.match(name, /^b[0-9a-f]{8}$/);
      path = await publish(page);
      await page.reload();
      await amounts.nth(1).waitFor();
      assert.deepEqual(await namesNow(), names, 'they stay');
    });
    const visitor = newVisitor();
    const before = creations(built()).length;
    const started = [];
    for (const name of names) started.push((await visitor.start(path, name)).uuid);
    assert.equal(new Set(started).size, 2);
    assert.deepEqual(
      creations(built())
        .slice(before)
        .map(({ body }) => (body as { txjson: { Amount: string } }).txjson.Amount),
      ['1000000', '1000000'],
    );
  });

  test('a synced pattern that is in a post twice keeps its name', async () => {
    const { site } = built();
    const content = '<!-- wp:xumm-payload-status/request {"amount":"3","name":"synced"} /-->';
    const id = await site.php(
      `echo wp_insert_post(array('post_type' => 'wp_block', 'post_status' => 'publish', 'post_title' => 'Synced', 'post_author' => get_user_by('login', 'author')->ID, 'post_content' => '${content}'));`,
    );
    const { author } = built();
    const reference = `<!-- wp:block {"ref":${id}} /-->`;
    const post = await author.write(`${reference}\n\n${reference}`);
    await visit(EXPECTED, async (newTab) => {
      const page = await newTab('/');
      await logIn(page, 'author');
      await page.goto(`/wp-admin/post.php?post=${post.id}&action=edit`);
      const amounts = page.getByLabel('Amount', { exact: true });
      await amounts.nth(1).waitFor();
      await page.getByText('Pay 3 XRP').nth(1).waitFor();
      const namesNow = (): Promise<string[]> =>
        page.evaluate(() => {
          interface Store {
            getClientIdsWithDescendants(): string[];
            getBlockName(id: string): string;
            getBlockAttributes(id: string): { readonly name: string };
          }
          const { data } = (window as unknown as { wp: { data: { select(store: string): Store } } }).wp;
          const store = data.select('core/block-editor');
          return store
            .getClientIdsWithDescendants()
            .filter((block) => store.getBlockName(block) === 'xumm-payload-status/request')
            .map((block) => store.getBlockAttributes(block).name);
        });
      assert.deepEqual(await namesNow(), ['synced', 'synced']);

      const first = page.locator('[data-type="xumm-payload-status/request"]').first();
      await page.evaluate(
        (block) => {
          const { data } = (window as unknown as { wp: Wordpress }).wp;
          data.dispatch('core/block-editor').duplicateBlocks([block]);
        },
        (await first.getAttribute('data-block')) ?? '',
      );
      await amounts.nth(3).waitFor();
      await page.getByText('Pay 3 XRP').nth(3).waitFor();
      const [original, copy, ...other] = await namesNow();
      assert.notEqual(copy, original, 'a copy inside the pattern gets its own name');
      assert.deepEqual(other, [original, copy], 'and the pattern’s other place shows the same');
    });
  });

  test('in the iframe of the editor the block is rendered and can be filled in', async () => {
    await visit(EXPECTED, async (newTab) => {
      const page = await open(newTab, 'Framed');
      await page.getByLabel('Amount', { exact: true }).waitFor();
      const version = await page.evaluate(() => {
        const { blocks, data } = (window as unknown as { wp: Wordpress }).wp;
        data.dispatch('core/edit-post').__experimentalSetPreviewDeviceType('Tablet');
        return blocks.getBlockType('xumm-payload-status/request').apiVersion;
      });
      assert.equal(version, 3, 'one block of an older version takes the whole post out of the iframe');
      const frame = page.frameLocator('iframe[name="editor-canvas"]');
      const amount = frame.getByLabel('Amount', { exact: true });
      await amount.fill('1,5');
      await said(frame, 'amount "1,5" is no amount of XRP');
      const block = frame.locator('[data-type="xumm-payload-status/request"]');
      assert.match((await block.getAttribute('class')) ?? '', /\bblock-editor-block-list__block\b/);
      await amount.fill('1.5');
      await frame.getByText('Pay 1.5 XRP').waitFor();
    });
  });
}
