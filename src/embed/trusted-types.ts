interface Policy {
  createHTML(markup: string): string;
}

interface Scope {
  readonly trustedTypes: { createPolicy(name: string, rules: Policy): Policy };
  /** The exports of a copy of the script, or an element of the page with this \`id\`. */
  readonly xummPayloadStatus?: { readonly XummEvent?: unknown };
}

/**
 * The policy with which lit, inside the one-script file, makes its templates. It has its own name: if the page uses lit
 * too, and its policy allows each name only once, the second of two equal names would fail.
 *
 * @returns undefined for a second copy of the script, which renders nothing, because the first one has the tag
 * @throws TypeError if the page's policy does not allow the name: the tag is not defined, and the link stays
 */
export function createOwnPolicy(rules: Policy): Policy | undefined {
  const { trustedTypes, xummPayloadStatus } = globalThis as unknown as Scope;
  return xummPayloadStatus?.XummEvent ? undefined : trustedTypes.createPolicy('xumm-payload-status', rules);
}
