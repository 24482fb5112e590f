import type { Deliver } from './outbox.js';
import type { Budget, Store } from './store.js';
import type { PlatformClient } from './platform.js';
import type { Network, Product } from './products.js';
import type { VerifySignIn } from './sign-in.js';

/** Everything that the parts of the backend share. */
export interface Shop {
  readonly store: Store;
  readonly platform: PlatformClient;
  /** All products, with their prices. */
  readonly products: readonly Product[];
  /** Addresses of JSON-RPC servers, preferably of different operators. */
  readonly ledgers: Readonly<Record<Network, readonly string[]>>;
  readonly deliver: Deliver;
  readonly verifySignIn: VerifySignIn;
  readonly limits: Limits;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
  /** Gets details that visitors do not see, but never a key, a token or a signed transaction. */
  readonly log: (message: string, cause: unknown) => void;
}

export interface Limits {
  readonly sessionMaxAgeMs: number;
  /** Within this time after a question, a visitor's next question gets the same answer. */
  readonly answerGoodForMs: number;
  readonly signedAnswerGoodForMs: number;
  /** A visitor's question ends within this time: what has not answered by then has not. The element waits for 10 s. */
  readonly answerWithinMs: number;
  /** Questions to the platform and the ledger that one visitor can cause. */
  readonly perSession: Omit<Budget, 'key'>;
  /** Questions to the platform by everybody together. The reserve is for signed orders. */
  readonly questions: Omit<Budget, 'key'>;
  /** Payloads created for everybody together. */
  readonly creations: Omit<Budget, 'key'>;
  /** Visitors' questions to the ledger about payloads that nobody has signed, according to the platform. */
  readonly unsignedLedgerQuestions: Omit<Budget, 'key'>;
  /** For the orders of the last hour, and again for older ones. */
  readonly ledgerCallsPerSweep: number;
}

/** The platform allows 30 new payloads and 60 to 200 calls a minute, on average. */
export const LIMITS: Limits = {
  sessionMaxAgeMs: 24 * 60 * 60 * 1000,
  answerGoodForMs: 3000,
  signedAnswerGoodForMs: 1000,
  answerWithinMs: 9000,
  perSession: { capacity: 6, perSecond: 0.2, reserve: 0 },
  questions: { capacity: 30, perSecond: 1, reserve: 10 },
  creations: { capacity: 15, perSecond: 0.25, reserve: 0 },
  unsignedLedgerQuestions: { capacity: 10, perSecond: 0.5, reserve: 0 },
  ledgerCallsPerSweep: 100,
};

/** A simulated platform has no limits. */
export const SIMULATED_LIMITS: Limits = {
  ...LIMITS,
  questions: { capacity: 1000, perSecond: 100, reserve: 100 },
  creations: { capacity: 1000, perSecond: 100, reserve: 0 },
  unsignedLedgerQuestions: { capacity: 1000, perSecond: 100, reserve: 0 },
};

/** Makes a shop from its parts; the defaults are those of a real shop. The delivery has none. */
export function createShop(
  parts: Pick<Shop, 'store' | 'platform' | 'products' | 'ledgers' | 'verifySignIn'> & Partial<Shop>,
): Shop {
  return {
    deliver: () => Promise.resolve(),
    limits: LIMITS,
    fetch: (url, init) => fetch(url, init),
    now: Date.now,
    pause: (ms) =>
      new Promise((resolve) => {
        setTimeout(resolve, ms);
      }),
    log: () => undefined,
    ...parts,
  };
}
