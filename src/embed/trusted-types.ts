interface Policy {
  createHTML(markup: string): string;
}

interface Scope {
  readonly trustedTypes: { createPolicy(name: string, rules: Policy): Policy };
  /** What a copy of the script exposes. */
  readonly xummPayloadStatus?: unknown;
}

/**
 * What lit, inside the one-script file, makes its templates with: a policy under a name of its own. If a page has lit too,
 * and lets each policy be made only once, the same name would break whichever came second.
 *
 * @returns undefined for a second copy of the script, which has nothing to draw: the first one has the tag
 * @throws TypeError where the page's policy does not allow the name: the tag is not defined, and a link in its place stays
 */
export function createOwnPolicy(rules: Policy): Policy | undefined {
  const { trustedTypes, xummPayloadStatus } = globalThis as unknown as Scope;
  return xummPayloadStatus ? undefined : trustedTypes.createPolicy('xumm-payload-status', rules);
}
