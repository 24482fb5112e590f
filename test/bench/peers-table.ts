/** `npm run bench`: measures everything in one run, in the same Chromium, with the built script. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGS } from '../support/browsers.js';
import { browserOrExit } from '../support/find-browser.js';
import { frameTimes } from './frames.js';
import { growth } from './growth.js';
import { idleCosts } from './idle.js';
import { memory } from './memory.js';

if (!existsSync(join(import.meta.dirname, 'node_modules')))
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: import.meta.dirname,
    stdio: 'inherit',
  });
const { ours } = await import('./peers.js');
const { timesToCode, PAGES } = await import('./time-to-code.js');
const { weights } = await import('./bytes.js');
const { platformLoad } = await import('./platform.js');

const number = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const whole = new Intl.NumberFormat('en');

function print(title: string, rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  console.log(`\n${title}`);
  for (const row of rows)
    console.log(
      `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}`,
    );
}

const script = await (ours.script?.() ?? '');
const browser = await chromium.launch({
  executablePath: browserOrExit('chromium'),
  args: [...CHROMIUM_ARGS],
});
try {
  const times = await timesToCode(browser);
  const [own] = times;
  print(
    `1. From the script's last byte to the first picture that can be scanned: ms, median of ${PAGES} pages; in brackets, times ours`,
    [
      ['', 'CPU as it is', 'CPU 4× slower'],
      ...times.map(({ name, fast, slow }) => [
        name,
        `${number.format(fast)} (${number.format(fast / (own?.fast ?? NaN))})`,
        `${number.format(slow)} (${number.format(slow / (own?.slow ?? NaN))})`,
      ]),
    ],
  );

  const all = await weights(times);
  print('2. What a page loads: bytes of brotli', [
    ['', 'bytes', 'times ours', 'follows a status'],
    ...all.map(({ name, bytes, follows }) => [
      name,
      whole.format(bytes),
      number.format(bytes / (all[0]?.bytes ?? NaN)),
      follows ? 'yes' : 'no',
    ]),
  ]);

  const frames = await frameTimes(browser, script);
  print('3. From the message of the socket', [
    ['to the DOM event, median of 10,000', `${number.format(frames.median)} ms`],
    ['to the DOM event, 99th of a hundred', `${number.format(frames.p99)} ms`],
    ['to the changed DOM, median', `${number.format(frames.toDom)} ms`],
    ['painted in the next frame', `${number.format(frames.inNextFrame * 100)} %`],
  ]);

  const idle = await idleCosts(browser, script);
  print(
    '4. Counting down: CPU of the main thread',
    idle.map(({ name, msPerSecond }) => [name, `${number.format(msPerSecond)} ms/s`]),
  );

  const { perElement, perCycle } = await memory(browser, script);
  const bytes = (value: number): string => `${whole.format(Math.round(value))} B`;
  print('5. Heap', [
    ['', 'JavaScript', 'DOM and styles'],
    ...perElement.map(({ count, script: js, dom }) => [
      `${whole.format(count)} elements, each`,
      bytes(js),
      bytes(dom),
    ]),
    ['left by each of 1,000 that came and went', bytes(perCycle.script), bytes(perCycle.dom)],
  ]);

  print('6. Many on one page, through a whole session', [
    ['', 'ms', 'ms each', 'right'],
    ...(await growth(browser, script)).map(({ name, ms, msEach, right, count }) => [
      name,
      whole.format(Math.round(ms)),
      number.format(msEach),
      `${whole.format(right)} of ${whole.format(count)}`,
    ]),
  ]);
} finally {
  await browser.close();
}

const load = await platformLoad(10_000);
print('7. The simulated platform, from the control call to the frame', [
  ['sockets', whole.format(load.sockets)],
  ['p50', `${number.format(load.p50)} ms`],
  ['p99', `${number.format(load.p99)} ms`],
  [
    'memory of each socket',
    load.bytesPerSocket === null ? 'unknown' : `${whole.format(Math.round(load.bytesPerSocket))} B`,
  ],
]);
