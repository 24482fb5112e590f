/** A call of WordPress's translation functions: its first string, its second for plurals, and the whole call. */
const CALL =
  /\b(?:_n|(?:esc_html|esc_attr)?_{1,2}e?)\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")(?:\s*,\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"))?/g;

const COMMENT = /\/\* (translators: .+?) \*\/\s*[^;]{0,200}$/s;

const unescaped = (text: string): string => text.replace(/\\(['"\\])/g, '$1');
const quoted = (text: string): string => JSON.stringify(unescaped(text));

interface Entry {
  readonly plural: string | null;
  readonly comment: string | null;
  readonly places: string[];
}

/**
 * The admin's sentences as a template for translators, like `wp i18n make-pot` writes it.
 *
 * @param files each file's path in the plugin's folder, and its content
 * @param version of the plugin
 */
export function makePot(files: ReadonlyMap<string, string>, version: string): string {
  const entries = new Map<string, Entry>();
  for (const [path, text] of files) {
    for (const match of text.matchAll(CALL)) {
      const [call, single, double, secondSingle, secondDouble] = match;
      const id = single ?? double ?? '';
      const second = secondSingle ?? secondDouble ?? null;
      const before = text.slice(0, match.index);
      const line = before.split('\n').length;
      const entry = entries.get(id) ?? {
        plural: call.startsWith('_n') ? second : null,
        comment: COMMENT.exec(before.slice(-400))?.[1] ?? null,
        places: [],
      };
      entry.places.push(`${path}:${line}`);
      entries.set(id, entry);
    }
  }
  const header = [
    'msgid ""',
    'msgstr ""',
    `"Project-Id-Version: Xumm Payload Status ${version}\\n"`,
    '"MIME-Version: 1.0\\n"',
    '"Content-Type: text/plain; charset=UTF-8\\n"',
    '"Content-Transfer-Encoding: 8bit\\n"',
    '"X-Domain: xumm-payload-status\\n"',
  ];
  const blocks = [...entries].map(([id, { plural, comment, places }]) => [
    ...(comment === null ? [] : [`#. ${comment}`]),
    ...places.map((place) => `#: ${place}`),
    `msgid ${quoted(id)}`,
    ...(plural === null ? ['msgstr ""'] : [`msgid_plural ${quoted(plural)}`, 'msgstr[0] ""', 'msgstr[1] ""']),
  ]);
  return `${[header, ...blocks].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
