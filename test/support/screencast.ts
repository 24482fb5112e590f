import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { readQrCode } from './read-qr-code.js';

interface Frame {
  /** Of the paint, in ms of `Date.now()`. */
  readonly at: number;
  readonly picture: () => PNG;
  /** What a scanner reads of it. */
  readonly read: () => string | undefined;
}

/** Chromium's pictures of each paint of the page, from now on, until `stop`. */
export async function screencast(page: Page): Promise<{ stop(): Promise<readonly Frame[]> }> {
  const session = await page.context().newCDPSession(page);
  const frames: Frame[] = [];
  session.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
    const picture = (): PNG => PNG.sync.read(Buffer.from(data, 'base64'));
    frames.push({
      at: (metadata.timestamp ?? NaN) * 1000,
      picture,
      read() {
        const { data: pixels, width, height } = picture();
        return readQrCode({ data: new Uint8ClampedArray(pixels), width, height });
      },
    });
    // A page that is closed meanwhile needs no word.
    void session.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
  });
  await session.send('Page.startScreencast', { format: 'png', everyNthFrame: 1 });
  return {
    async stop() {
      await session.send('Page.stopScreencast');
      return frames;
    },
  };
}
