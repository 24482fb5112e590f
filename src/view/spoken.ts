import type { ViewContext } from './context.js';
import { spokenTime } from './countdown.js';
import { faceFor } from './face.js';

/** A line of the live region. */
export interface Spoken {
  readonly text: string;
  /** What is left to say where the focus moves to the title, which is then read for that. */
  readonly besideFocus: string;
}

const line = (text: string, besideFocus = text): Spoken => ({ text, besideFocus });

/** A title that ends like a sentence needs no full stop. */
const sentence = (title: string): string => (/[.…!?。？！؟।۔]$/.test(title) ? title : `${title}.`);

/** Spoken once each: the state, the time at its three moments, and what became of copying. */
export function spoken(context: ViewContext): readonly Spoken[] {
  const { snapshot, terms, copied, outcomeText } = context;
  const { title, text } = faceFor(context);
  return [
    snapshot.state === 'idle'
      ? line('')
      : outcomeText === null
        ? line(`${sentence(title)} ${text}`, text)
        : line(outcomeText, ''),
    line((snapshot.state === 'waiting' && spokenTime(context)) || ''),
    line(copied === null ? '' : copied ? terms.copied : terms.copyFailed),
  ];
}
