import type { ViewContext } from './context.js';
import { spokenTime } from './countdown.js';
import { faceFor } from './face.js';

/** A line of the live region. */
export interface Spoken {
  /** Left out if the focus moves to the title, because the screen reader then reads it by itself. */
  readonly title: string;
  readonly text: string;
}

const line = (text: string, title = ''): Spoken => ({ title, text });

/** Comma and full stop, for languages that have their own; Thai has neither. */
const MARKS: Readonly<Record<string, string>> = {
  ar: '،.',
  bn: ',।',
  fa: '،.',
  hi: ',।',
  ja: '、。',
  th: '',
  ur: '،۔',
  zh: '，。',
};

const marks = (language: string): string => MARKS[language.replace(/-.*/, '')] ?? ',.';

export const comma = (language: string): string => marks(language).charAt(0);

/** A title that already ends like a sentence needs no full stop. */
const sentence = (title: string, language: string): string =>
  /\p{Po}$/u.test(title) ? title : title + marks(language).charAt(1);

/** Everything that is spoken, once each: the state, the time at three moments, and the result of copying. */
export function spoken(context: ViewContext): readonly Spoken[] {
  const { snapshot, terms, language, copied, outcomeText } = context;
  const { title, text } = faceFor(context);
  return [
    snapshot.state === 'idle'
      ? line('')
      : outcomeText === null
        ? line(text, `${sentence(title, language)} `)
        : line('', outcomeText),
    line((snapshot.state === 'waiting' && spokenTime(context)) || ''),
    line(copied === null ? '' : copied ? terms.copied : terms.copyFailed),
  ];
}
