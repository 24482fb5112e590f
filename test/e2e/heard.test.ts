import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { CDPSession, Page } from 'playwright-core';
import { stage } from './stage.js';

const DOCS = join(import.meta.dirname, '../../docs/accessibility.md');
const TABLE = /(?<=<!-- heard -->\n\n)[^]*?(?=\n\n<!-- \/heard -->)/;

const PAGE = `<!doctype html><html lang="en"><head><title>Heard</title><link rel="icon" href="data:," /></head><body>
  <script type="module">
    import { createStill } from '/gallery/still-life.ts';
    import { UUID } from '/gallery/scenes.ts';
    const { element, socket, pass } = createStill({});
    let answer;
    element.getStatus = () => new Promise((resolve) => (answer = resolve));
    element.payload = {
      uuid: UUID,
      next: { always: 'https://xumm.app/sign/' + UUID },
      refs: { websocket_status: 'wss://xumm.app/sign/' + UUID },
    };
    Object.assign(element.appendChild(document.createElement('p')), { slot: 'summary', textContent: 'Morning Roast, 10\\u00a0XRP' });
    document.body.append(element);
    await element.updateComplete;
    socket().dispatchEvent(new Event('open'));
    socket().say({ message: 'Welcome ' + UUID });
    const settled = async () => {
      for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve));
      await element.updateComplete;
    };
    window.play = {
      say: (frame) => socket().say(frame),
      pass,
      answer: (status) => answer(status),
      settled,
    };
  </script></body></html>`;

interface AxNode {
  readonly nodeId: string;
  readonly parentId?: string;
  readonly childIds?: readonly string[];
  readonly ignored: boolean;
  readonly role?: { readonly value?: string };
  readonly name?: { readonly value?: string };
}

const roleOf = ({ role }: AxNode): string => role?.value ?? '';

/** What a screen reader finds, piece by piece, below the node with that role. */
function pieces(tree: readonly AxNode[], root: string): string[] {
  const byId = new Map(tree.map((node) => [node.nodeId, node]));
  const below = (node: AxNode | undefined): string[] => {
    if (!node) return [];
    if (roleOf(node) === 'StaticText') return [node.name?.value ?? ''];
    return (node.childIds ?? []).flatMap((id) => below(byId.get(id)));
  };
  return below(tree.find((node) => !node.ignored && roleOf(node) === root));
}

const treeOf = async (client: CDPSession): Promise<readonly AxNode[]> =>
  (await client.send('Accessibility.getFullAXTree')).nodes;

const UUID = '3fb2a5ee-1b0c-4f0e-9a3c-7d2f1c5e8b90';
const HASH = 'C5D4E3F2'.repeat(8);
const play = (page: Page, name: 'say' | 'pass' | 'answer', argument?: unknown): Promise<void> =>
  page.evaluate(
    async ([name, argument]) => {
      const { play } = window as unknown as { play: Record<string, (argument: unknown) => unknown> };
      play[name]?.(argument);
      await play['settled']?.(null);
    },
    [name, argument] as const,
  );

/** What happens, in the words of the table, and how the test does it. */
const STEPS: readonly [string, 'say' | 'pass' | 'answer', unknown?][] = [
  ['the request is shown', 'say', { expires_in_seconds: 75 }],
  ['the second after', 'pass', 1000],
  ['a minute is left', 'pass', 14_000],
  ['half a minute is left', 'pass', 30_000],
  ['ten seconds are left', 'pass', 20_000],
  ['it is opened on the phone', 'say', { opened: true }],
  ['it is opened once more', 'say', { opened: true }],
  ['signing begins', 'say', { pre_signed: true }],
  ['it is submitted', 'say', { dispatched: true }],
  [
    'it is signed, and being verified',
    'say',
    { payload_uuidv4: UUID, signed: true, txid: HASH, return_url: { app: null, web: null } },
  ],
  [
    'the backend has verified it',
    'answer',
    { resolved: true, signed: true, txid: HASH, verification: 'verified' },
  ],
];

interface Heard {
  readonly happens: string;
  readonly said: readonly string[];
  readonly found: string;
}

describe('what a screen reader says', () => {
  const visit = stage();
  let heard: readonly Heard[] | null = null;

  /** Read from the browser's own accessibility tree after each step. */
  const listen = async (): Promise<readonly Heard[]> => {
    if (heard) return heard;
    const rows: Heard[] = [];
    await visit({}, async ({ newTab, serve }) => {
      serve('/heard', 'text/html', PAGE);
      const page = await newTab('/heard');
      await page.waitForFunction(() => 'play' in window);
      const client = await page.context().newCDPSession(page);
      await client.send('Accessibility.enable');
      let before: readonly string[] = [];
      for (const [happens, name, argument] of STEPS) {
        await play(page, name, argument);
        const tree = await treeOf(client);
        const now = pieces(tree, 'status');
        const time = pieces(tree, 'timer').join('');
        const all = pieces(tree, 'group').filter((piece) => !now.includes(piece));
        rows.push({
          happens,
          // The region is not atomic, so only what is new is said.
          said: now.filter((piece) => !before.includes(piece)),
          found: [...all.slice(0, 2), time].filter((piece) => piece !== '').join(' · '),
        });
        before = now;
      }
    });
    return (heard = rows);
  };

  it('is what docs/accessibility.md says, step by step; UPDATE=1 writes it', async () => {
    const rows = (await listen()).map(
      ({ happens, said, found }) => `| ${happens} | ${said.join(' / ') || '–'} | ${found} |`,
    );
    const table = [
      '| what happens | is said | the title and the time, to read |',
      '| --- | --- | --- |',
      ...rows,
    ].join('\n');
    const docs = readFileSync(DOCS, 'utf8');
    if (process.env['UPDATE'] === '1')
      writeFileSync(
        DOCS,
        docs.replace(TABLE, () => table),
      );
    else {
      const cells = (text: string): string[][] =>
        text.split('\n').map((line) => line.split('|').map((cell) => cell.trim().replace(/-+/, '---')));
      assert.deepEqual(cells(TABLE.exec(docs)?.[0] ?? ''), cells(table));
    }
  });

  it('is each change at once, and no sentence twice', async () => {
    const said = (await listen()).flatMap((row) => row.said);
    const sentences = said.flatMap((piece) => piece.split(/(?<=[.…]) /));
    assert.deepEqual(sentences, [...new Set(sentences)]);
    for (const row of await listen()) assert(row.said.length <= 1, JSON.stringify(row));
    const found = (await listen()).map((row) => row.found.split(' · '));
    assert.deepEqual([found[0]?.[0], found[0]?.[2]], ['Morning Roast, 10\u00a0XRP', '1:15 left']);
  });
});
