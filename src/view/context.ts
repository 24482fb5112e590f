import type { Terms } from '../locales/en.js';
import type { Snapshot } from '../payload/snapshot.js';

/** The values that a view is a function of. */
export interface ViewContext {
  readonly snapshot: Snapshot;
  readonly terms: Terms;
  /** BCP 47, for `Intl`. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** The page says which `color-scheme` it has; else the system's is followed. */
  readonly isSchemeDeclared: boolean;
  readonly secondsLeft: number | null;
  /** The page is on the phone itself: the link comes first. */
  readonly isPhone: boolean;
  /** The request went to the phone as a push notification. */
  readonly isPushed: boolean;
  /** The person asked for the QR code where it stands behind a button. */
  readonly isCodeAsked: boolean;
  /** Whether the link was just copied, or could not be; null: neither. */
  readonly copied: boolean | null;
  readonly isOnline: boolean;
  readonly isFramed: boolean;
  readonly hasLogo: boolean;
  /** What the page says in the place of this outcome; null where it leaves that to the element. */
  readonly outcomeText: string | null;
  /** There is a backend to ask again. */
  readonly hasBackend: boolean;
  readonly isRenewable: boolean;
  readonly network: string | null;
  readonly pageOrigin: string;
  /** `compact`: one row. */
  readonly layout: string | null;
  /** Where the wallet is to be had: its own page, or from a phone that phone's store. */
  readonly appUrl: string;
  readonly actions: ViewActions;
}

/** What a person can do. */
export interface ViewActions {
  readonly toggleCode: () => void;
  readonly openLink: () => void;
  readonly copyLink: () => void;
  readonly renew: () => void;
  readonly check: () => void;
}

/** Somebody has it open and has not decided. */
export const isInHand = ({ state }: Snapshot): boolean =>
  state === 'opened' || state === 'pre-signed' || state === 'dispatched';

/** An end that the page may say in its own words, in a slot of that name. */
export const isOutcome = ({ state }: Snapshot): boolean =>
  state === 'verified' || state === 'rejected' || state === 'expired';

/** The QR code stands in the picture; else it is behind a button, or has served its turn. */
export function isCodeShown({ snapshot, isPhone, isPushed, isCodeAsked }: ViewContext): boolean {
  if (snapshot.request === null) return false;
  if (snapshot.state === 'waiting') return isCodeAsked || !(isPhone || isPushed);
  return isInHand(snapshot) && isCodeAsked;
}
