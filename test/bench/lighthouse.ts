/**
 * `npm run bench -- lighthouse`, after `npm run build -- site`: Lighthouse's scores for each page of the static site,
 * on a simulated phone. Fails below 95 in accessibility, best practices or SEO. Performance is the median of three and
 * only printed. It runs by npx, because it is large and nothing else needs it.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CHROMIUM_ARGS } from '../support/browsers.js';
import { serveFiles } from '../support/file-server.js';
import { browserOrExit } from '../support/find-browser.js';

/** The newest version that runs on Node 20. */
const LIGHTHOUSE = 'lighthouse@12.8.2';
const PAGES = [
  '',
  'playground.html',
  'verification.html',
  'way-back.html',
  'recipes.html',
  'gallery.html',
  'api.html',
];
const MIN_SCORE = 95;
const RUNS = 3;

interface Report {
  readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
  readonly audits: Readonly<Record<string, { readonly score: number | null; readonly title: string }>>;
}

async function run(url: string, categories: readonly string[]): Promise<Report> {
  const { stdout } = await promisify(execFile)(
    'npx',
    [
      '--yes',
      LIGHTHOUSE,
      url,
      '--quiet',
      '--output=json',
      `--only-categories=${categories.join(',')}`,
      `--chrome-flags=--headless=new ${CHROMIUM_ARGS.join(' ')}`,
    ],
    {
      env: { ...process.env, CHROME_PATH: browserOrExit('chromium') },
      maxBuffer: 64 * 1024 * 1024,
      shell: process.platform === 'win32',
    },
  );
  return JSON.parse(stdout) as Report;
}

const scoreOf = ({ categories }: Report, name: string): number =>
  Math.round((categories[name]?.score ?? 0) * 100);

const site = join(import.meta.dirname, '../../site');
if (!existsSync(site)) {
  console.error('There is no site/ yet: npm run build -- site makes it.');
  process.exit(1);
}
const server = await serveFiles(site, '/');
const GATES = ['accessibility', 'best-practices', 'seo'];
const rows: Record<string, Record<string, number>> = {};
let isFine = true;
try {
  for (const page of PAGES) {
    const reports: Report[] = [];
    for (let index = 0; index < RUNS; index++)
      reports.push(await run(server.url + page, index === 0 ? ['performance', ...GATES] : ['performance']));
    const [first] = reports;
    if (!first) break;
    const performance = reports.map((report) => scoreOf(report, 'performance')).sort((a, b) => a - b);
    const gates = Object.fromEntries(GATES.map((name) => [name, scoreOf(first, name)]));
    rows[page || 'index.html'] = { performance: performance[Math.floor(RUNS / 2)] ?? 0, ...gates };
    if (Object.values(gates).every((score) => score >= MIN_SCORE)) continue;
    isFine = false;
    for (const { score, title } of Object.values(first.audits))
      if (score !== null && score < 0.9) console.error(`${page || 'index.html'}: ${title}`);
  }
} finally {
  server.close();
}
console.table(rows);
if (!isFine) console.error(`Below ${MIN_SCORE}.`);
process.exit(isFine ? 0 : 1);
