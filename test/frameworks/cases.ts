import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Site, Visit } from '../e2e/site.js';

/** The apps that have a page `Cases`. */
export const WITH_CASES: readonly string[] = ['vue', 'react', 'svelte'];

/** What people do with the element in a framework, in one page. */
export function cases(visit: Visit, put: (put: Site['put']) => void): void {
  test('inline functions, undefined in each property, a list, a dialog, away and back', () =>
    visit(async (site) => {
      const { page, order } = site;
      const payloads = [
        await order('coffee'),
        await order('coffee'),
        await order('coffee'),
        await order('coffee'),
      ];
      let sockets = 0;
      page.on('websocket', () => (sockets += 1));
      put(site.put);
      await page.route('**/broken/**', (route) => route.fulfill({ status: 500 }));
      await page.goto(`/?cases#${encodeURIComponent(JSON.stringify(payloads))}`);
      const open = 'xumm-payload-status[state="waiting"][connection="open"]';
      const waitFor = (selector: string, count = 1): Promise<unknown> =>
        page.waitForFunction(([selector, count]) => document.querySelectorAll(selector).length === count, [
          selector,
          count,
        ] as const);

      await waitFor(`#inline ${open}`);
      await page.locator('#inline > p').filter({ hasText: /\S/ }).waitFor();

      await waitFor(`#undefined ${open}`);
      const links = await page
        .locator('#undefined xumm-payload-status')
        .evaluate((card) => [...(card.shadowRoot?.querySelectorAll('a') ?? [])].map(({ href }) => href));
      assert.deepEqual(
        links.filter((link) => link.includes('undefined')),
        [],
      );

      // Elements that move within the list keep their sockets.
      await waitFor(`#list ${open}`, 3);
      await waitFor(`#kept ${open}`);
      const before = sockets;
      await page.getByRole('button', { name: 'Turn round' }).click();
      await waitFor(`#list ${open}`, 3);
      assert.deepEqual(
        await page
          .locator('#list xumm-payload-status')
          .evaluateAll((cards) =>
            cards.map((card) => (card as HTMLElement & { payload: { uuid: string } }).payload.uuid),
          ),
        payloads
          .slice(1)
          .map(({ uuid }) => uuid)
          .reverse(),
      );
      assert.equal(sockets, before);

      await page.getByRole('button', { name: 'Open' }).click();
      await waitFor(`#dialog ${open}`);
      const box = await page.locator('#dialog xumm-payload-status').boundingBox();
      assert(box && box.width >= 340, `${box?.width} px in a dialog`);

      const away = page.getByRole('button', { name: 'Away and back' });
      await away.click();
      await waitFor('#kept xumm-payload-status', 0);
      await away.click();
      await waitFor(`#kept ${open}`);
      // A failing backend is reported once, however often the page renders.
      assert.equal(await page.locator('#inline > p').textContent(), 'status-failed');
    }));
}
