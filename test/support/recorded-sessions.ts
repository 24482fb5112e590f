import type { PayloadStatus } from '../../src/index.js';
import {
  declined,
  dispatched,
  expired,
  fetched,
  opened,
  preSigned,
  seconds,
  signed,
  TXID,
  welcome,
} from './frames.js';

/** One frame, and what the page's backend answers from then on. */
export interface Moment {
  readonly frame: Readonly<Record<string, unknown>>;
  readonly status: PayloadStatus;
}

/** What the platform sends, from the first frame to the last. */
export interface Session {
  readonly moments: readonly Moment[];
  /** What the platform sends to a socket that connects after the last frame: it repeats nothing. */
  readonly greeting: readonly Readonly<Record<string, unknown>>[];
  /** The answer of a backend that reads the platform's database just before the last news is in it. */
  readonly lateStatus: PayloadStatus | null;
  /** How it must end, for a page that heard everything, and for all others. */
  readonly end: {
    readonly state: 'verified' | 'unverified' | 'rejected' | 'expired';
    readonly events: readonly string[];
    /** The resolution's txid; null if there is none. */
    readonly signed: boolean | null;
  };
}

const fresh: PayloadStatus = { opened: false, expired: false, cancelled: false, resolved: false };
const inHand: PayloadStatus = { ...fresh, opened: true };
const tooLate: PayloadStatus = { ...inHand, expired: true };
const pending: PayloadStatus = {
  ...inHand,
  resolved: true,
  signed: true,
  txid: TXID,
  verification: 'pending',
};
const verified: PayloadStatus = { ...pending, verification: 'verified' };
const refused: PayloadStatus = { ...pending, verification: 'refused' };
const signedIn: PayloadStatus = { ...inHand, resolved: true, signed: true, verification: 'verified' };
const rejected: PayloadStatus = { ...inHand, resolved: true, signed: false };
const lapsed: PayloadStatus = { ...fresh, expired: true };
const cancelled: PayloadStatus = { ...lapsed, cancelled: true };

const at = (status: PayloadStatus, ...frames: Moment['frame'][]): Moment[] =>
  frames.map((frame) => ({ frame, status }));

/** The platform publishes a resolution before a backend can read it, and its timers keep running after it. */
const paid = (verdict: PayloadStatus): Moment[] => [
  ...at(fresh, welcome, seconds(7200), fetched),
  ...at(inHand, opened, preSigned, dispatched, signed),
  ...at(pending, fetched),
  ...at(verdict, seconds(7185), expired),
];

const SIGNED = ['xumm-opened', 'xumm-resolved', 'xumm-verified'];

export const sessions = {
  payment: {
    moments: paid(verified),
    greeting: [welcome, seconds(7185)],
    lateStatus: inHand,
    end: { state: 'verified', events: SIGNED, signed: true },
  },
  'payment on another network': {
    moments: paid(refused),
    greeting: [welcome, seconds(7185)],
    lateStatus: inHand,
    end: { state: 'unverified', events: ['xumm-opened', 'xumm-resolved', 'xumm-unverified'], signed: true },
  },
  'sign-in': {
    moments: [
      ...at(fresh, welcome, seconds(7200)),
      ...at(inHand, opened, opened, preSigned, { ...signed, txid: null }),
      ...at(signedIn, fetched),
    ],
    greeting: [welcome, seconds(7190)],
    lateStatus: inHand,
    end: { state: 'verified', events: SIGNED, signed: true },
  },
  declined: {
    moments: [
      ...at(fresh, welcome, seconds(7200)),
      ...at(inHand, opened),
      ...at(rejected, declined, seconds(7185)),
    ],
    greeting: [welcome, seconds(7185)],
    lateStatus: inHand,
    end: { state: 'rejected', events: ['xumm-opened', 'xumm-resolved'], signed: false },
  },
  'expired unopened': {
    moments: [
      ...at(fresh, welcome, seconds(30), seconds(15)),
      ...at(lapsed, expired, seconds(0), seconds(-15)),
    ],
    greeting: [welcome, seconds(-15), expired],
    lateStatus: null,
    end: { state: 'expired', events: ['xumm-expired'], signed: null },
  },
  'expired after opening, then signed': {
    moments: [
      ...at(fresh, welcome, seconds(30)),
      ...at(inHand, opened, seconds(15)),
      ...at(tooLate, expired, seconds(-15), preSigned, dispatched),
      ...at({ ...pending, expired: true }, signed),
      ...at({ ...verified, expired: true }, fetched),
    ],
    greeting: [welcome, seconds(-30), expired],
    lateStatus: tooLate,
    end: { state: 'verified', events: SIGNED, signed: true },
  },
  cancelled: {
    moments: [
      ...at(fresh, welcome, seconds(30)),
      // Connected sockets are not told of it, and still hear of the first expiry.
      ...at(cancelled, fetched, seconds(15), seconds(0), expired, seconds(-15)),
    ],
    greeting: [welcome, seconds(-25), expired],
    lateStatus: null,
    end: { state: 'expired', events: ['xumm-expired'], signed: null },
  },
} satisfies Record<string, Session>;

export type SessionName = keyof typeof sessions;

export const WAYS = ['clean', 'abnormal', 'silent'] as const;
/** How the connection ends: with a close frame, without one, or not at all: it stays open and silent. */
export type Way = (typeof WAYS)[number];

/** One session that is cut once, after `at` frames. */
export interface Cut {
  readonly session: SessionName;
  readonly at: number;
  readonly way: Way;
  /** The backend's first answer after the cut is a moment old. */
  readonly isLate: boolean;
}

export const sessionNames = Object.keys(sessions) as SessionName[];

/** Every position of every session, in every way. */
export const everyCut: readonly Cut[] = sessionNames.flatMap((session) => {
  const { moments, lateStatus }: Session = sessions[session];
  const delays = lateStatus === null ? [false] : [false, true];
  return [...moments.keys(), moments.length].flatMap((at) =>
    WAYS.flatMap((way) => delays.map((isLate) => ({ session, at, way, isLate }))),
  );
});

/** For a test's title. */
export function titleOf({ session, at, way, isLate }: Cut): string {
  const frame = sessions[session].moments[at - 1]?.frame;
  const [key] = frame ? Object.keys(frame) : [];
  const behind = isLate ? ', its backend a moment behind' : '';
  return `${session}, ${way} cut after frame ${at}${key === undefined ? '' : ` (${key})`}${behind}`;
}
