import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { transformSync, type Loader } from 'esbuild';

/** What the docs are checked against. */
export interface Surroundings {
  /** The folder of the repository. */
  readonly root: string;
  /** Whether a path, relative to the root, is in the npm package. */
  readonly isPacked: (path: string) => boolean;
  /** Names of the scripts in package.json. */
  readonly scripts: readonly string[];
  /** The element's source: the sentences in the troubleshooting page must be in it. */
  readonly source: string;
}

const FENCE = /^ *(`{3,})(\w*)\n([^]*?)\n *\1$/gm;
const withoutFences = (text: string): string => text.replace(FENCE, '');

/** The anchor that GitHub and npm give to a heading. */
const slugOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

const anchorsOf = (text: string): readonly string[] =>
  [...withoutFences(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => slugOf(heading));

/** A relative link must lead to an existing file, in a packed page to a packed file, and its anchor to a heading. */
function* brokenLinks(page: string, text: string, { root, isPacked }: Surroundings): Generator<string> {
  const prose = withoutFences(text).replace(/`[^`\n]*`/g, '');
  for (const [, target = ''] of prose.matchAll(/(?:\]\(|\bsrc(?:set)?=")([^)"\s]+)/g)) {
    if (target.startsWith('https://')) continue;
    const [file = '', anchor] = target.split('#');
    const path = file === '' ? page : relative('.', join(dirname(page), file));
    if (!existsSync(join(root, path))) yield `the link to ${target} leads nowhere.`;
    else if (isPacked(page) && !isPacked(path))
      yield `${target} is not in the npm package, but this page is.`;
    else if (anchor !== undefined && !anchorsOf(readFileSync(join(root, path), 'utf8')).includes(anchor))
      yield `${target} names no heading of that page.`;
  }
}

const LOADERS: Readonly<Record<string, Loader>> = { js: 'js', mjs: 'js', ts: 'ts', tsx: 'tsx', json: 'json' };

/** Code blocks, and scripts in HTML blocks, must be valid syntax. */
function* brokenSnippets(text: string): Generator<string> {
  for (const [, , language = '', code = ''] of text.matchAll(FENCE)) {
    const loader = LOADERS[language];
    const scripts = loader
      ? [code]
      : language === 'html'
        ? [...code.matchAll(/<script[^>]*>([^]*?)<\/script>/g)].map(([, script = '']) => script)
        : [];
    for (const script of scripts)
      try {
        transformSync(script, { loader: loader ?? 'js', format: 'esm', logLevel: 'silent' });
      } catch (error) {
        yield `the ${language} block that begins with "${code.trim().split('\n')[0] ?? ''}" cannot be parsed: ${String(error)}`;
      }
  }
}

/** Paths and npm scripts that the text names must exist. */
function* brokenNames(text: string, { root, scripts }: Surroundings): Generator<string> {
  for (const [, path = ''] of text.matchAll(/`((?:demo|docs|examples|scripts|src|test|types)\/[\w./@-]+)`/g))
    if (
      ![path, `${path}.ts`, `test/${path}.test.ts`, `test/${path}.ts`].some((name) =>
        existsSync(join(root, name)),
      )
    )
      yield `there is no ${path}.`;
  for (const [, name = ''] of text.matchAll(/npm run ([a-z][\w:-]*)/g))
    if (!scripts.includes(name)) yield `package.json has no script "${name}".`;
}

/** Sentences in quotes must be what the element says today; `…` stands for a value. */
function* staleSentences(page: string, text: string, { source }: Surroundings): Generator<string> {
  if (!page.endsWith('troubleshooting.md')) return;
  for (const [line] of text.matchAll(/^\| .*$/gm)) {
    const [, seen = ''] = line.split('|');
    for (const [, sentence = ''] of seen.replace(/`[^`]*`/g, '').matchAll(/"([^"]+)"/g))
      for (const piece of sentence.split('…'))
        if (!source.includes(piece.trim())) yield `the element does not say "${piece.trim()}".`;
  }
}

/** Each promise names, in brackets at its end, the tests that hold it. */
function* unheldPromises(page: string, text: string, { root }: Surroundings): Generator<string> {
  if (page !== 'SECURITY.md') return;
  for (const [promise] of text.matchAll(/^- .+(?:\n {2}.+)*/gm)) {
    const [tests = ''] = /\([^()]*\)\.?$/.exec(promise) ?? [];
    const named = [...tests.matchAll(/`([\w-]+(?:\/[\w-]+)+)`/g)].map(([, path = '']) => path);
    if (named.length === 0) yield `no test is named by "${promise}"`;
    for (const path of named)
      if (!['.test.ts', '.ts'].some((ending) => existsSync(join(root, 'test', `${path}${ending}`))))
        yield `there is no test ${path}.`;
  }
}

/** All that is wrong with a page, one sentence each. */
export const problemsOf = (page: string, text: string, surroundings: Surroundings): readonly string[] => [
  ...brokenLinks(page, text, surroundings),
  ...brokenSnippets(text),
  ...brokenNames(text, surroundings),
  ...staleSentences(page, text, surroundings),
  ...unheldPromises(page, text, surroundings),
];
