/** What a frame knows about the page around it. */
export interface Surroundings {
  /** The origins that the owner wrote into the file, separated by spaces. */
  readonly allowed: string;
  /** `location.ancestorOrigins`, the parent first; undefined in browsers without it. */
  readonly ancestors: readonly string[] | undefined;
  /** `document.referrer`, used instead of it. */
  readonly referrer: string;
}

/**
 * The origin of the parent, if it and all pages around it are allowed, else a sentence for the developer. A referrer can be
 * faked, but messages are sent only to that origin. To be sure that nobody else frames the page, send the header
 * `frame-ancestors`.
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
