import type { FrameLocator, Locator, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import type { CreatedPayload } from '../../src/index.js';
import { readQrCode } from '../support/read-qr-code.js';

export const element = (page: Page): Locator => page.locator('xumm-payload-status');

export const inState = (page: Page, state: string): Promise<void> =>
  page.locator(`xumm-payload-status[state="${state}"]`).waitFor();

/** A button or link by its exact text. */
export const button = (place: Page | FrameLocator, name: string): Locator =>
  place.getByRole('button', { name, exact: true });

/** A part of the element by its name in the contract, because its text may change. */
export const part = (page: Page, name: string): Locator =>
  page.locator(`xumm-payload-status [part~="${name}"]`);

/** The phone beside the shop. */
export const phoneOf = (page: Page): FrameLocator => page.frameLocator('#phone iframe');

/** Presses a button of the shop that starts an order. @returns the backend's response, once the card listens */
export async function order(page: Page, starter: string | Locator): Promise<CreatedPayload> {
  const [response] = await Promise.all([
    page.waitForResponse((answer) => answer.url().endsWith('/api/payloads')),
    (typeof starter === 'string' ? button(page, starter) : starter).click(),
  ]);
  const payload = (await response.json()) as CreatedPayload;
  await page.locator('xumm-payload-status[state="waiting"][connection="open"]').waitFor();
  return payload;
}

/** Opens the request on the phone, and signs it. */
export async function signOn(phone: Page | FrameLocator): Promise<void> {
  await button(phone, 'Open request').click();
  await button(phone, 'Sign').click();
  await phone.getByRole('heading', { name: 'Signed' }).waitFor();
}

/** Follows what the shop says at each change of the element's state. */
export async function recordOutcomes(page: Page): Promise<() => Promise<[state: string, said: string][]>> {
  await page.evaluate(() => {
    const said: [string, string][] = [];
    Object.assign(window, { said });
    document.addEventListener('xumm-state-change', ({ target }) => {
      if (target instanceof HTMLElement)
        said.push([
          target.getAttribute('state') ?? '',
          document.querySelector('#outcome')?.textContent ?? '',
        ]);
    });
  });
  return () => page.evaluate(() => (window as unknown as { said: [string, string][] }).said);
}

/** The text that a scanner reads in the QR code on the screen, once it is rendered and still. */
export async function scan(picture: Locator): Promise<string | undefined> {
  await picture.page().locator('[part~="qr"]').first().waitFor();
  const { data, width, height } = PNG.sync.read(await picture.screenshot({ animations: 'disabled' }));
  return readQrCode({ data: new Uint8ClampedArray(data), width, height });
}
