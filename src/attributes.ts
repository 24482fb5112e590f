/** Properties that are no attributes, and names that people write by mistake. */
const OTHERS: Readonly<Record<string, string>> = {
  getstatus: 'the property getStatus',
  messages: 'the property messages',
  websocket: 'websocket-url',
};

/** Without hyphens and capitals, and without the `data-` that addresses have in `<div data-xumm-payload-status>`. */
const plain = (name: string): string => name.toLowerCase().replace(/^data-(?=.*url)|[-_]/g, '');

/**
 * Attributes that would be the element's with other hyphens or capitals.
 *
 * @param known the element's own attributes
 * @returns each wrong name with the right one
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
