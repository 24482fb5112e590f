import { render } from 'lit';
import type { PhoneView } from '../../platform/index.js';
import { control, isSimulated, Refusal } from './api.js';
import { messageOf } from './dom.js';
import { MISHAPS, WALLET_ACCOUNT, type Mishap } from './mishaps.js';
import { screen, type Hands, type Progress, type Screen } from './phone-screen.js';

/** How often the phone looks whether something changed without it: the time ran out, another phone signed. */
const LOOK_AGAIN_MS = 2000;
/** Each step of signing stays long enough to be seen on both screens. */
const STEP_MS = 600;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, STEP_MS));

/** Plays the wallet for one request, by the control API of the simulated platform. */
export class Wallet {
  readonly #uuid: string;
  readonly #place: HTMLElement;
  readonly #isFramed = self !== top;
  #view: PhoneView | null = null;
  /** What the platform refused, and why it could not be looked at: the second passes when it answers again. */
  #problem: string | null = null;
  #lost: string | null = null;
  #progress: Progress | null = null;
  #mishap: Mishap;

  constructor(uuid: string, place: HTMLElement) {
    this.#uuid = uuid;
    this.#place = place;
    // The shop may ask the phone beside it for a mishap, in the fragment.
    this.#mishap = MISHAPS.find(({ id }) => `#${id}` === location.hash)?.id ?? 'none';
  }

  async start(): Promise<void> {
    this.#show();
    if (await isSimulated().catch(() => true)) {
      document.addEventListener('visibilitychange', () => void this.#look());
      await this.#watch();
    } else {
      this.#problem = 'This shop runs with real keys: scan its code with a real wallet.';
      this.#show();
    }
  }

  readonly #hands: Hands = {
    open: async () => {
      // In its frame the phone has scanned the code; as a page of its own it was reached by the link.
      if (await this.#perform('open', { deeplink: !this.#isFramed })) this.#goOn();
    },
    sign: async () => {
      await this.#sign();
      this.#progress = null;
      this.#show();
      this.#goOn();
    },
    reject: async () => {
      if (await this.#perform('decline')) this.#goOn();
    },
    choose: (mishap) => {
      this.#mishap = mishap;
      this.#show();
    },
  };

  /** As a wallet does it: the person confirms, a node gets the transaction, and then the platform is told. */
  async #sign(): Promise<void> {
    const how = MISHAPS.find(({ id }) => id === this.#mishap)?.signing ?? {};
    const account = this.#view?.request_json['Account'] === undefined ? { account: WALLET_ACCOUNT } : {};
    const isDone = (await this.#step('signing', 'pre-sign')) && (await this.#step('submitting', 'dispatch'));
    if (isDone) await this.#perform('sign', { ...account, ...how });
  }

  /** Passes over what can't be: a sign-in is never dispatched, and what a broken try has done is not repeated. */
  async #step(progress: Progress, action: 'pre-sign' | 'dispatch'): Promise<boolean> {
    if (!this.#view?.actions.includes(action)) return true;
    this.#progress = progress;
    this.#show();
    const isDone = await this.#perform(action);
    if (isDone) await pause();
    return isDone;
  }

  /** What the platform refuses is said on the phone. @returns whether it did it */
  async #perform(action: string, body: object = {}): Promise<boolean> {
    try {
      this.#view = await control.post(this.#uuid, action, body);
      this.#problem = null;
      return true;
    } catch (error) {
      this.#problem = messageOf(error);
      return false;
    } finally {
      this.#show();
    }
  }

  async #watch(): Promise<void> {
    await this.#look();
    setTimeout(() => void this.#watch(), LOOK_AGAIN_MS);
  }

  /** A resolved request is done with; a hidden phone need not know. */
  async #look(): Promise<void> {
    if (document.hidden || this.#isBusy()) return;
    try {
      const seen = await control.read(this.#uuid);
      // A step that was taken while the answer was on its way knows better.
      if (!this.#isBusy()) this.#view = seen;
      this.#lost = null;
    } catch (error) {
      if (error instanceof Refusal && error.status === 404) this.#view = null;
      this.#lost = messageOf(error);
    }
    this.#show();
  }

  #isBusy(): boolean {
    const state = this.#view?.state;
    return this.#progress !== null || state === 'signed' || state === 'declined';
  }

  /** The button that was pressed is gone with its screen: the next screen's heading is where reading goes on. */
  #goOn(): void {
    this.#place.querySelector('h1')?.focus();
  }

  #show(): void {
    render(screen(this.#screen(), this.#hands), this.#place);
  }

  #screen(): Screen {
    const problem = this.#problem ?? this.#lost;
    if (this.#view === null) return problem === null ? { kind: 'loading' } : { kind: 'problem', problem };
    return {
      kind: 'request',
      view: this.#view,
      problem,
      progress: this.#progress,
      mishap: this.#mishap,
      isFramed: this.#isFramed,
    };
  }
}
