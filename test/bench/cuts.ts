import { readFileSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';
import { CHROMIUM_ARGS } from '../support/browsers.js';
import { serveCutPages, type CutPages } from '../support/cut-pages.js';
import { browserOrExit } from '../support/find-browser.js';
import { everyCut, sessions, WAYS, type Cut } from '../support/recorded-sessions.js';

/**
 * Every cut of every recorded session, through this element and through `xumm-sdk`'s own `subscribe`, in Chromium,
 * against the same server. Prints how many of them end in the truth.
 */
type Client = 'element' | 'sdk';
/** The functions of the page that are called from here. */
interface Comparison {
  start(client: Client, runs: readonly string[]): void;
  beliefs(): Record<string, string | null>;
}

const STEP_MS = 500;
const GREETING_MS = 3_000;
/** Longer than 30 tries of `xumm-sdk`, and than the element follows an expired request. */
const LIFE_MS = 180_000;

const cuts = everyCut.filter(({ isLate }) => !isLate);

/** The right end; for the SDK without a verification, which it does not have. */
function truthFor(client: Client, { session }: Cut): string {
  const { state, signed } = sessions[session].end;
  return client === 'sdk' && signed === true ? 'signed' : state;
}

async function post(url: string, body: unknown = {}): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  return response.json();
}

/** Lets time pass in the page; after each step, real answers can arrive. */
async function pass(page: Page, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += STEP_MS) {
    await page.clock.runFor(STEP_MS);
    await page.evaluate(async () => {
      await fetch('/');
    });
  }
}

interface Result {
  readonly right: readonly Cut[];
  /** Errors of the client that nobody caught. */
  readonly thrown: number;
}

async function compare(client: Client, pages: CutPages): Promise<Result> {
  const browser = await chromium.launch({
    executablePath: browserOrExit('chromium'),
    args: [...CHROMIUM_ARGS],
  });
  try {
    const page = await browser.newPage();
    let thrown = 0;
    page.on('pageerror', () => (thrown += 1));
    await page.clock.install();
    await page.goto(`${pages.origin}/compare`);
    await page.clock.pauseAt(Date.now() + 60_000);
    const base = `/test/cuts/${client}`;
    const runs = await Promise.all(
      cuts.map(async (cut) => `${base}/${((await post(pages.origin + base, cut)) as { id: string }).id}`),
    );
    await page.evaluate(
      ([name, addresses]) => {
        (globalThis as unknown as Comparison).start(name, addresses);
      },
      [client, runs] as const,
    );
    // The SDK fetches the payload first, and its HTTP client sets a timer per response.
    await pass(page, GREETING_MS);
    await Promise.all(runs.map((run) => post(`${pages.origin}${run}/play`)));
    await pass(page, GREETING_MS);
    await Promise.all(runs.map((run) => post(`${pages.origin}${run}/cut`)));
    await pass(page, LIFE_MS);
    const beliefs = await page.evaluate(() => (globalThis as unknown as Comparison).beliefs());
    const right = cuts.filter((cut, index) => beliefs[runs[index] ?? ''] === truthFor(client, cut));
    return { right, thrown };
  } finally {
    await browser.close();
  }
}

const version = (path: string): string =>
  (JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as { version: string }).version;

const pages = await serveCutPages({ compare: 'test/bench/cuts-page.ts' });
console.log(`${cuts.length} cuts of ${Object.keys(sessions).length} sessions. In the truth end:\n`);
for (const [client, name] of [
  ['element', `xumm-payload-status ${version('../../package.json')}`],
  ['sdk', `xumm-sdk ${version('../../node_modules/xumm-sdk/package.json')}, subscribe`],
] as const) {
  const { right, thrown } = await compare(client, pages);
  const perWay = WAYS.map((way) => {
    const of = (list: readonly Cut[]): number => list.filter((cut) => cut.way === way).length;
    return `${way} ${of(right)} of ${of(cuts)}`;
  });
  console.log(
    `${name.padEnd(28)} ${right.length} of ${cuts.length}  (${perWay.join(', ')}; threw ${thrown})`,
  );
}
await pages.close();
