import { command, inBrowser, nodeTests, type Kind } from './runner/kinds.js';
import type { NeedName } from './runner/needs.js';

/** A part of the tests. To add one, add a line to the table below. */
export interface Part {
  /** As in `npm test -- <name>`. */
  readonly name: string;
  /** What it covers, in the words that are printed if it does not run. */
  readonly covers: string;
  /** `short`: runs in `npm test` and in `npm run test:all`. `all`: only in the latter. */
  readonly door: 'short' | 'all';
  /** What `npm test` leaves out of it. The part knows by `SHORT=1`. */
  readonly leavesOut?: string;
  readonly needs?: readonly NeedName[];
  /** Takes the package from `TARBALL` and the build from `DIST`; all parts share one build. */
  readonly usesBuild?: boolean;
  /** It measures, so it runs after the others and alone. */
  readonly isAlone?: boolean;
  /** A command that runs first, to build something. */
  readonly prepare?: Kind;
  readonly run: Kind;
}

const ONE_PASS = 'test/e2e/demo.test.ts';
const BUILD_AGAIN = 'test/package/build-again.test.ts';

/** Started in this order, the longest first; as many at a time as the machine has cores. */
export const parts: readonly Part[] = [
  {
    name: 'element',
    covers: 'the element in Chromium',
    leavesOut: 'a day of the element, a thousand elements on real sockets, and the coverage',
    door: 'short',
    needs: ['chromium'],
    run: inBrowser('chromium'),
  },
  {
    name: 'check',
    covers: 'format, lint, types and the tables of the README',
    door: 'short',
    run: command('npm', 'run', '--silent', 'check'),
  },
  {
    name: 'units',
    covers: 'the server half, the example backend, the simulated platform',
    door: 'short',
    run: nodeTests({
      in: ['test/demo/backend', 'test/demo/platform', 'test/demo/server.test.ts', 'test/node', 'test/server'],
    }),
  },
  {
    name: 'demo',
    covers: 'one pass through the demo',
    door: 'short',
    needs: ['chromium'],
    run: nodeTests({ in: [ONE_PASS] }),
  },
  {
    name: 'package',
    covers: 'the package as it is published',
    door: 'short',
    usesBuild: true,
    run: nodeTests({ in: ['test/package'], without: [BUILD_AGAIN] }),
  },
  {
    name: 'rebuild',
    covers: 'that two builds give the same bytes',
    door: 'all',
    usesBuild: true,
    run: nodeTests({ in: [BUILD_AGAIN] }),
  },
  {
    name: 'pages',
    covers: 'each page of the demo and of the site, and pages of others around the built script',
    door: 'all',
    needs: ['chromium'],
    usesBuild: true,
    run: nodeTests({ in: ['test/e2e'], without: [ONE_PASS] }),
  },
  {
    name: 'firefox',
    covers: 'the element in Firefox',
    door: 'all',
    needs: ['firefox'],
    run: inBrowser('firefox'),
  },
  {
    name: 'webkit',
    covers: 'the element in WebKit',
    door: 'all',
    needs: ['webkit'],
    run: inBrowser('webkit'),
  },
  {
    name: 'frameworks',
    covers: 'apps of each framework, from the packed tarball',
    door: 'all',
    needs: ['chromium', 'registry'],
    usesBuild: true,
    run: nodeTests({ in: ['test/frameworks'] }),
  },
  {
    name: 'wordpress',
    covers: 'the plugin in a WordPress',
    door: 'all',
    needs: ['chromium', 'wordpress', 'registry'],
    usesBuild: true,
    prepare: command('npm', 'run', '--silent', 'build', '--', 'wordpress'),
    run: nodeTests({ in: ['test/wordpress'] }),
  },
  {
    name: 'kill',
    covers:
      '300 orders, three backends killed at random, a Postgres that crashes once, a platform that refuses calls',
    door: 'all',
    needs: ['postgres'],
    isAlone: true,
    run: nodeTests({ in: ['test/kill'] }),
  },
  {
    name: 'long',
    covers: 'load, memory, floods, a crowd, a million frames of a rogue socket',
    door: 'all',
    needs: ['chromium'],
    usesBuild: true,
    isAlone: true,
    run: nodeTests({ in: ['test/long'], atOnce: 1 }),
  },
];
