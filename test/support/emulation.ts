import { emulateMedia, setViewport } from '@web/test-runner-commands';

const isBrowser = (name: string): boolean => navigator.userAgent.includes(name);

/** Not in WebKit, whose WebDriver cannot set it. */
export async function setWindow(size: Parameters<typeof setViewport>[0]): Promise<void> {
  if (isBrowser('Chrome') || isBrowser('Firefox')) await setViewport(size);
}

/** Only in Chromium; in the others the page keeps the scheme of the system. */
export async function setColorScheme(colorScheme: 'light' | 'dark'): Promise<void> {
  if (isBrowser('Chrome')) await emulateMedia({ colorScheme });
}
