import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { readQrCode } from './read-qr-code.js';

interface Frame {
  /** Time of the paint, in ms like `Date.now()`. */
  readonly at: number;
  readonly picture: () => PNG;
  /** The text that a scanner reads in it. */
  readonly read: () => string | undefined;
}

/** Takes Chromium's pictures of each paint of the page, until `stop`. */
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
    // The page may be closed meanwhile.
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
