import type { Terms } from '../locales/en.js';

/** The sentences of a language, with the page's own words for some of them. */
export function withMessages(terms: Terms, messages: unknown): Terms {
  if (typeof messages !== 'object' || messages === null) return terms;
  const own: Partial<Record<keyof Terms, string>> = {};
  try {
    for (const name of Object.keys(terms) as (keyof Terms)[]) {
      const message: unknown = Object.hasOwn(messages, name) && (messages as Terms)[name];
      if (typeof message === 'string') own[name] = message;
    }
  } catch {
    return terms; // ignore an object that throws
  }
  return { ...terms, ...own };
}
