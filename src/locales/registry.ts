import { shared, tellElements } from '../shared.js';
import { en, type Terms } from './en.js';

/** Adds a language for every element on the page, also for those that are already shown. */
export function register(tag: string, terms: Terms): void {
  shared().languages.set(tag, terms);
  tellElements();
}

/** Calls the listener when a language is added, or another shared setting changes, until the signal is aborted. */
export function onRegister(listener: () => void, signal: AbortSignal): void {
  const { listeners } = shared();
  listeners.add(listener);
  signal.addEventListener('abort', () => listeners.delete(listener), { once: true });
}

/** Languages that have another tag here. */
const ALIASES: Readonly<Record<string, string>> = { no: 'nb', nn: 'nb', iw: 'he', in: 'id' };

/** The tags to look for, best first: BCP 47 "lookup", with the likely script for Chinese. */
function candidates(tag: string): readonly string[] {
  let locale: Intl.Locale;
  try {
    locale = new Intl.Locale(tag);
  } catch {
    return []; // a page's `lang` may be no valid tag
  }
  const language = ALIASES[locale.language] ?? locale.language;
  if (language === 'zh') return [locale.maximize().script === 'Hant' ? 'zh-TW' : 'zh-CN'];
  return [...(locale.region ? [`${language}-${locale.region}`] : []), language];
}

/** The language for a tag, with the tag of the language found; English if there is none. */
export function lookUp(tag: string): { readonly tag: string; readonly terms: Terms } {
  const { languages } = shared();
  for (const candidate of candidates(tag)) {
    const terms = languages.get(candidate);
    // A language of another version may lack a sentence.
    if (terms) return { tag: candidate, terms: { ...en, ...terms } };
  }
  return { tag: 'en', terms: en };
}
