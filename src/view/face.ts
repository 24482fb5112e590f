import type { Snapshot } from '../payload/snapshot.js';
import type { Terms } from '../locales/en.js';
import { isCodeShown, type ViewContext } from './context.js';
import type { IconName } from './icons.js';

export type Tone = 'calm' | 'quiet' | 'good' | 'bad';

/** How a state looks and what it says, without markup. */
export interface Face {
  readonly icon: IconName;
  readonly tone: Tone;
  readonly title: string;
  readonly text: string;
  /** The card waits for something that comes by itself. */
  readonly isBusy: boolean;
}

const face = (icon: IconName, tone: Tone, title: string, text: string, isBusy = false): Face => ({
  icon,
  tone,
  title,
  text,
  isBusy,
});

function waiting(context: ViewContext): Face {
  const { terms: t, isPhone, isPushed, secondsLeft } = context;
  const isCode = isCodeShown(context);
  const title = isCode ? t.scanTitle : isPushed ? t.pushedTitle : isPhone ? t.openTitle : t.scanTitle;
  const text = isCode ? t.scanText : isPushed ? t.pushedText : isPhone ? t.openText : t.scanText;
  // The element's own clock ends nothing: at zero it waits for the platform.
  return face('phone', 'calm', title, secondsLeft === 0 ? t.timeUpText : text);
}

function inHand({ snapshot, terms: t, isPhone, secondsLeft }: ViewContext): Face {
  const isLate = snapshot.timeIsUp || secondsLeft === 0;
  const isDispatched = snapshot.state === 'dispatched';
  const title = isDispatched ? t.dispatchedTitle : isPhone ? t.openedHereTitle : t.openedTitle;
  const text = isDispatched
    ? t.dispatchedText
    : snapshot.state === 'pre-signed'
      ? t.preSignedText
      : t.openedText;
  return face(
    isDispatched ? 'clock' : 'phone',
    'calm',
    title,
    snapshot.run.isLapsed ? t.expiredText : isLate ? t.lateText : text,
    isDispatched,
  );
}

function expired({ expiry, knownUnsigned }: Snapshot, t: Terms): Face {
  const title = expiry?.cancelled === true ? t.cancelledTitle : t.expiredTitle;
  return face('clock', 'quiet', title, knownUnsigned ? t.unsignedText : t.expiredText);
}

/** "Nothing was signed" is said only if that is known. */
export function faceFor(context: ViewContext): Face {
  const { snapshot, terms: t } = context;
  switch (snapshot.state) {
    case 'idle':
      return face('phone', 'quiet', t.idleTitle, t.idleText);
    case 'waiting':
      return waiting(context);
    case 'opened':
    case 'pre-signed':
    case 'dispatched':
      return inHand(context);
    case 'signed':
      return face('clock', 'calm', t.signedTitle, t.signedText);
    case 'verifying':
      return face('clock', 'calm', t.verifyingTitle, t.verifyingText, true);
    case 'verified':
      return face('check', 'good', t.verifiedTitle, t.verifiedText);
    case 'unverified': {
      const isRefused = snapshot.unverifiedReason === 'refused';
      return face('warning', 'bad', isRefused ? t.refusedTitle : t.unverifiedTitle, t.unverifiedText);
    }
    case 'rejected':
      return face('cross', 'bad', t.rejectedTitle, t.rejectedText);
    case 'expired':
      return expired(snapshot, t);
    case 'not-found':
      return face('warning', 'quiet', t.notFoundTitle, t.notFoundText);
    case 'error':
      return face('warning', 'bad', t.errorTitle, t.errorText);
  }
}

export const longest = (terms: Terms, names: RegExp): string =>
  Object.entries(terms)
    .filter(([name]) => names.test(name))
    .reduce((most, [, text]) => (text.length > most.length ? text : most), '');

/**
 * The longest words of a language that the card may show: titles beside a time, other titles, texts. A shorter text can
 * break into more lines, so the text gets a few letters more.
 */
export function longestWords(terms: Terms): { timed: string; title: string; text: string } {
  const text = longest(terms, /^(?!idle|error).*Text$/);
  return {
    timed: longest(terms, /^(scan|open|pushed|disp).*Title$/),
    title: longest(terms, /^(?!idle|error).*Title$/),
    text: `${text} ${text.slice(0, 12)}`,
  };
}
