/** Names of properties that are no attributes, and words that people write for the attributes. */
const OTHERS: Readonly<Record<string, string>> = {
  getstatus: 'the property getStatus',
  messages: 'the property messages',
  websocket: 'websocket-url',
};

/** Without hyphens, capitals, and what frameworks put around a name. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');

/**
 * Attributes that are none of the element's, but would be with other hyphens or capitals.
 *
 * @param known the element's own
 * @returns each with what to write instead
 */
export function misspelled(
  names: readonly string[],
  known: readonly string[],
): readonly (readonly [string, string])[] {
  const right = new Map([...known.map((name) => [plain(name), name] as const), ...Object.entries(OTHERS)]);
  return names.flatMap((name) => {
    const meant = known.includes(name) ? undefined : right.get(plain(name));
    return meant === undefined ? [] : [[name, meant] as const];
  });
}
