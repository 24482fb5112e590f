/** What is known of the page that a frame stands in. */
export interface Surroundings {
  /** Origins, with spaces between, that the owner wrote into the file. */
  readonly allowed: string;
  /** `location.ancestorOrigins`, the parent first; undefined in browsers that do not tell it. */
  readonly ancestors: readonly string[] | undefined;
  /** `document.referrer`, which then stands in for it. */
  readonly referrer: string;
}

/**
 * The origin of the parent, where it and all pages around it are allowed; else a sentence for whoever builds the page. A
 * referrer can be come by elsewhere than in the parent: what is sent is bound to the origin, and who must be sure that
 * nobody else frames the page sends the header `frame-ancestors`.
 */
export function readParent({
  allowed,
  ancestors,
  referrer,
}: Surroundings): { readonly origin: string } | { readonly problem: string } {
  const known = allowed.split(/\s+/).filter(Boolean);
  const around = ancestors ?? (referrer === '' ? [] : [new URL(referrer).origin]);
  const [origin] = around;
  if (origin === undefined)
    return {
      problem:
        'The browser does not tell which page this frame stands in. Add referrerpolicy="origin" to the iframe.',
    };
  const stranger = around.find((other) => !known.includes(other));
  if (stranger === undefined) return { origin };
  return {
    problem: `This frame may not stand in a page of ${stranger}. If that is yours, add it to <meta name="xumm-parents"> in embed.html.`,
  };
}
