import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CreatedPayload, XummPayloadStatus } from '../../src/index.js';
import { inState } from '../e2e/actions.js';
import type { Site, Visit } from '../e2e/site.js';

/** One of the apps. Its page has `unmount()`, and `define()`, which loads the element. */
export interface App {
  /** Its page for a payload: with the element defined at once, or late. @returns the page's address */
  readonly put: (site: Site, payload: Required<CreatedPayload>, isLate: boolean) => string;
  /** Properties that it sets by reference; plain markup can set none. */
  readonly hasProperties: boolean;
}

/** The same three sessions for each framework. */
export function sessions(visit: Visit, app: App): void {
  const read = ({ page }: Site) =>
    page.locator('xumm-payload-status').evaluate((card) => {
      const { payload, websocketUrl, getStatus, renewable, pushed, signUrl } = card as XummPayloadStatus;
      const { uuid, refs } = (payload ?? {}) as Partial<CreatedPayload>;
      const socketUrl = refs?.websocket_status ?? websocketUrl;
      return { uuid, socketUrl, getStatus: typeof getStatus, renewable, pushed, signUrl };
    });
  /** Signs, with the payment in a validated ledger at once, so that the backend's first answer decides. */
  const sign = async ({ page }: Site, uuid: string): Promise<void> => {
    const answer = await page.request.post(`/control/${uuid}/sign`, { data: { validateAfterMs: 0 } });
    assert.equal(answer.status(), 200);
  };

  test('payload, function and boolean as properties: paid, and the page gets the event', () =>
    visit(async (site) => {
      const { page, order, control, said } = site;
      const payload = await order('coffee');
      await page.goto(app.put(site, payload, false));
      await page.locator('xumm-payload-status[connection="open"]').waitFor();
      const { uuid, getStatus, renewable, socketUrl } = await read(site);
      assert.equal(socketUrl, payload.refs.websocket_status);
      if (app.hasProperties) assert.deepEqual([uuid, getStatus, renewable], [payload.uuid, 'function', true]);
      const thanks = page.getByText('Paid. Thank you.');
      await control(payload.uuid, 'open');
      await inState(page, 'opened');
      assert.equal(await thanks.isVisible(), false);
      await sign(site, payload.uuid);
      await thanks.waitFor();
      assert.deepEqual(said, []);
    }));

  test('defined late, with only attributes: the page responds to the signature, and it is verified', () =>
    visit(async (site) => {
      const { page, order, control, said } = site;
      const payload = await order('coffee');
      await page.goto(app.put(site, payload, true));
      await page.locator('xumm-payload-status[websocket-url]:not(:defined)').waitFor({ state: 'attached' });
      await page.evaluate('define()');
      await page.locator('xumm-payload-status[connection="open"]').waitFor();
      const { renewable, pushed, signUrl } = await read(site);
      assert.deepEqual({ renewable, pushed }, { renewable: true, pushed: false });
      assert.equal(signUrl, payload.next.always);
      await control(payload.uuid, 'open');
      await sign(site, payload.uuid);
      await inState(page, 'verified');
      assert.deepEqual(said, []);
    }));

  test('unmounted: its socket is closed', () =>
    visit(async (site) => {
      const { page, order, said } = site;
      const payload = await order('coffee');
      const [socket] = await Promise.all([
        page.waitForEvent('websocket'),
        page.goto(app.put(site, payload, false)),
      ]);
      await page.locator('xumm-payload-status[connection="open"]').waitFor();
      await Promise.all([socket.waitForEvent('close'), page.evaluate('unmount()')]);
      assert.equal(await page.locator('xumm-payload-status').count(), 0);
      assert.deepEqual(said, []);
    }));
}
