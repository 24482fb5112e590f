import { defaultReporter } from '@web/test-runner';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { register } from 'tsx/esm/api';

register();
const { launchersFor } = await import('./test/support/browsers.ts');
const { browserReporter } = await import('./test/runner/browser-reporter.ts');
const { bundledCommonJs } = await import('./test/support/bundled-common-js.ts');
const { cutsOnRunner } = await import('./test/support/cuts-on-runner.ts');
const { ownEntries } = await import('./scripts/own-entries.ts');
const { demoOnRunner } = await import('./test/support/demo-on-runner.ts');

/** `BROWSERS=chromium,firefox,webkit`; the default is Chromium, which also measures coverage (`COVERAGE=1`). */
const browsers = (process.env.BROWSERS ?? 'chromium').split(',').map((name) => name.trim());

const launchers = await launchersFor(browsers);
const demo = demoOnRunner();
const cuts = cutsOnRunner();

/** These tests take minutes. `SHORT=1`, as `npm test` sets it, leaves them out. */
const LONG = ['test/element/a-day.test.ts', 'test/element/a-thousand.test.ts'];

/** For what never comes. Never reached on a machine that is only slow. */
const MAX_TEST_MS = 600_000;
const MAX_MS = 1_200_000;

export default {
  files: [
    'test/*.test.ts',
    'test/{payload,follow,controllers,view,element,embed,locales,demo/site}/**/*.test.ts',
    ...(process.env.SHORT === '1' ? LONG.map((file) => `!${file}`) : []),
  ],
  rootDir: import.meta.dirname,
  nodeResolve: { exportConditions: ['production', 'default'] },
  // One page at a time, except in Chromium, where pages do not disturb each other. In Firefox they take the focus from each other,
  // and it opens one socket to a host at a time, for all of them. In WebKit they would be frames of one page and share a thread.
  concurrency: browsers.includes('chromium') ? 2 : 1,
  browsers: launchers,
  middleware: [...demo.middleware, ...cuts.middleware],
  plugins: [
    bundledCommonJs([
      'qrcode/lib/core/qrcode.js',
      '@sinonjs/fake-timers',
      'jsqr',
      'axe-core',
      'ripple-address-codec',
      'ripple-binary-codec',
      'ripple-keypairs',
    ]),
    {
      name: 'own-entries',
      resolveImport: ({ source }) => ownEntries[source]?.replace(import.meta.dirname, ''),
    },
    ...demo.plugins,
    ...cuts.plugins,
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: `${import.meta.dirname}/tsconfig.json` }),
  ],
  testFramework: { config: { ui: 'bdd', timeout: MAX_TEST_MS } },
  browserStartTimeout: MAX_MS,
  testsStartTimeout: MAX_MS,
  testsFinishTimeout: MAX_MS,
  coverage: process.env.COVERAGE === '1' && browsers.includes('chromium'),
  coverageConfig: {
    include: ['src/**/*.ts'],
    exclude: ['src/cdn.ts', 'src/cdn-all.ts'],
    threshold: { lines: 95, statements: 95, branches: 90, functions: 90 },
    report: true,
    reporters: ['text-summary', 'lcovonly'],
    reportDir: 'coverage',
  },
  reporters: [defaultReporter({ reportTestProgress: false }), browserReporter()],
};
