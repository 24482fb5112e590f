import type { Terms } from '../locales/en.js';
import type { Snapshot } from '../payload/snapshot.js';

/** Everything that a view is rendered from. */
export interface ViewContext {
  readonly snapshot: Snapshot;
  readonly terms: Terms;
  /** BCP 47, for `Intl`. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** `system`: the page declares no `color-scheme`; `inverted`: a filter around the card turns its colours round. */
  readonly themeClasses: string;
  readonly secondsLeft: number | null;
  /** The page is on the phone itself, so the link comes first. */
  readonly isPhone: boolean;
  /** The request went to the phone as a push notification. */
  readonly isPushed: boolean;
  /** The user asked for the QR code that is behind a button. */
  readonly isCodeAsked: boolean;
  /** Whether the link was just copied, or could not be; null: neither. */
  readonly copied: boolean | null;
  readonly isOnline: boolean;
  readonly isFramed: boolean;
  readonly hasLogo: boolean;
  readonly isSummaryBlank: boolean;
  /** The page's own text for this outcome; null if there is none. */
  readonly outcomeText: string | null;
  /** There is a backend to ask. */
  readonly hasBackend: boolean;
  readonly isRenewable: boolean;
  readonly network: string | null;
  readonly pageOrigin: string;
  /** `compact`: one row. */
  readonly layout: string | null;
  /** Where to get the wallet: its web site, or on a phone the store. */
  readonly appUrl: string;
  readonly actions: ViewActions;
}

/** What the user can do. */
export interface ViewActions {
  readonly toggleCode: () => void;
  readonly openLink: () => void;
  readonly copyLink: () => void;
  readonly renew: () => void;
  readonly check: () => void;
}

/** The request is open in the wallet, and not yet decided. */
export const isInHand = ({ state }: Snapshot): boolean =>
  state === 'opened' || state === 'pre-signed' || state === 'dispatched';

/** The outcomes that have a slot of the same name. */
export const isOutcome = ({ state }: Snapshot): boolean =>
  state === 'verified' || state === 'rejected' || state === 'expired';

/** The QR code is visible; otherwise it is behind a button or no longer needed. */
export function isCodeShown({ snapshot, isPhone, isPushed, isCodeAsked }: ViewContext): boolean {
  if (snapshot.request === null) return false;
  if (snapshot.state === 'waiting') return isCodeAsked || !(isPhone || isPushed);
  return isInHand(snapshot) && isCodeAsked;
}
