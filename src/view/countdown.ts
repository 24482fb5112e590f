import { html, nothing, type TemplateResult } from 'lit';
import { fill } from '../locales/en.js';
import type { ViewContext } from './context.js';
import { icon } from './icons.js';
import { said } from './said.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The last minute stands out, and these moments are spoken. */
const SPOKEN_SECONDS: readonly number[] = [10, 30, 60];

const amount = (language: string, value: number, unit: string, unitDisplay: 'short' | 'long'): string =>
  new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay, numberingSystem: 'latn' }).format(
    value,
  );

/** `4:52` below an hour, `3 hr 5 min` below a day, then days: a long time need not tick. */
export function timeText(seconds: number, language: string): string {
  const part = (value: number, unit: string): string => amount(language, value, unit, 'short');
  if (seconds >= DAY) return amount(language, Math.floor(seconds / DAY), 'day', 'long');
  if (seconds >= HOUR)
    return `${part(Math.floor(seconds / HOUR), 'hour')} ${part(Math.floor((seconds % HOUR) / MINUTE), 'minute')}`;
  return `${Math.floor(seconds / MINUTE)}:${String(seconds % MINUTE).padStart(2, '0')}`;
}

/** How long `timeText` stays the same, in ms; infinite when no time is left. */
export function timeTextLastsMs(leftMs: number): number {
  if (leftMs <= 0) return Infinity;
  const seconds = Math.ceil(leftMs / 1000);
  const step = seconds >= DAY ? DAY : seconds >= HOUR ? MINUTE : 1;
  // The last second with the same text, plus one.
  const last = Math.floor(seconds / step) * step;
  return leftMs - (last - 1) * 1000;
}

/** How long the spoken text stays the same, in ms; at most a day, because timers end at 2^31 ms. */
export function spokenTimeLastsMs(leftMs: number): number {
  const next = SPOKEN_SECONDS.findLast((seconds) => seconds * 1000 < leftMs) ?? 0;
  return leftMs <= 0 ? Infinity : Math.min(leftMs - next * 1000, DAY * 1000);
}

/** The spoken time: at 60, 30 and 10 s, not each second. */
export function spokenTime({ secondsLeft, terms, language }: ViewContext): string | null {
  if (secondsLeft === null || secondsLeft === 0) return null;
  const moment = SPOKEN_SECONDS.find((seconds) => secondsLeft <= seconds);
  return moment === undefined
    ? null
    : fill(terms.timeLeft, 'time', amount(language, moment, 'second', 'long'));
}

export function countdown(context: ViewContext): TemplateResult | typeof nothing {
  const { secondsLeft, terms, language } = context;
  if (secondsLeft === null || secondsLeft === 0) return nothing;
  const text = timeText(secondsLeft, language);
  const [before = '', after = ''] = terms.timeLeft.split('{time}');
  // The live region speaks the time. This is a silent timer that can be read.
  return html`<span
    part="countdown"
    class="pill ${secondsLeft < MINUTE ? 'soon' : ''}"
    role="timer"
    aria-live="off"
    >${icon('clock')}<span
      ><span class="hidden">${said(before)}</span><bdi dir="auto">${said(text)}</bdi
      ><span class="hidden">${said(after)}</span></span
    ></span
  >`;
}
