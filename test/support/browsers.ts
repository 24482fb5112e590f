import { chromeLauncher } from '@web/test-runner-chrome';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import type { BrowserLauncher } from '@web/test-runner';
import { browserOrExit } from './find-browser.js';
import { startWebKitDriver } from './webkit-driver.js';

const isRoot = process.getuid?.() === 0;

/** Chromium must not look for its maker's hosts, because a machine without a network logs a failure for each. */
export const CHROMIUM_ARGS: readonly string[] = [
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How long Playwright waits for what comes soon. Never reached on a machine that is only slow. */
export const MAX_WAIT_MS = 120_000;

const WEBDRIVER_MAX_MS = 1_200_000;

const launchers: Readonly<Record<string, () => BrowserLauncher | Promise<BrowserLauncher>>> = {
  chromium: () =>
    chromeLauncher({
      launchOptions: { executablePath: browserOrExit('chromium'), args: [...CHROMIUM_ARGS] },
    }),
  firefox: () => {
    const launcher = chromeLauncher({
      launchOptions: { browser: 'firefox', executablePath: browserOrExit('firefox') },
      // Puppeteer's isolated contexts exist only in Chromium.
      createBrowserContext: ({ browser }) => Promise.resolve(browser.defaultBrowserContext()),
    });
    launcher.name = 'Firefox';
    return launcher;
  },
  webkit: async () => {
    const launcher = webdriverLauncher({
      hostname: '127.0.0.1',
      port: await startWebKitDriver(browserOrExit('webkit')),
      logLevel: 'error',
      capabilities: {
        browserName: 'MiniBrowser',
        // Never reached on a machine that is only slow; the defaults are 30 s and 300 s.
        timeouts: { script: WEBDRIVER_MAX_MS, pageLoad: WEBDRIVER_MAX_MS, implicit: 0 },
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': {
          binary: '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
          args: ['--automation'],
        },
      } as WebdriverIO.Capabilities,
    });
    launcher.name = 'WebKit';
    // Its declared types and the runner's own differ in a detail of coverage that WebKit does not measure.
    return launcher as unknown as BrowserLauncher;
  },
};

/** The launchers for `BROWSERS`; exits with a sentence if a name is unknown or a browser is missing. */
export function launchersFor(names: readonly string[]): Promise<BrowserLauncher[]> {
  return Promise.all(
    names.map(async (name) => {
      const launch = launchers[name];
      if (launch) return await launch();
      console.error(`BROWSERS knows ${Object.keys(launchers).join(', ')}, not "${name}".`);
      process.exit(1);
    }),
  );
}
