import { render } from 'lit';
import type { PhoneView, Scenario, Trouble } from '../../platform/index.js';
import { control, isSimulated, Refusal } from './api.js';
import { messageOf } from './dom.js';
import { screen, type Hands, type Screen } from './phone-screen.js';
import type { TroubleChoices } from './phone-troubles.js';

/** How often the phone looks for changes from elsewhere: an expiry, another phone. */
const LOOK_AGAIN_MS = 2000;
/** Each step of signing is shown long enough to be seen on both screens. */
const STEP_MS = 600;

type WalletAct = Scenario['steps'][number];
const AS_ASKED: readonly WalletAct[] = ['open', 'pre-sign', 'sign'];
const isOpening = (step: WalletAct): boolean => step === 'open' || step === 'list';

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, STEP_MS));

/** Plays the wallet for one payload, by the control API of the simulated platform. */
export class Wallet {
  readonly #uuid: string;
  readonly #place: HTMLElement;
  readonly #isFramed = self !== top;
  #view: PhoneView | null = null;
  /** A refusal of the platform, and why it could not be reached: the second goes away when it answers again. */
  #problem: string | null = null;
  #lost: string | null = null;
  #isSigning = false;
  /** The wallet has signed and submitted, and the platform does not know it (yet). */
  #isSent = false;
  #menu: { scenarios: readonly Scenario[]; troubles: readonly Trouble[] } = { scenarios: [], troubles: [] };
  #scenario: Scenario | null = null;
  #troubles: TroubleChoices = {};

  constructor(uuid: string, place: HTMLElement) {
    this.#uuid = uuid;
    this.#place = place;
  }

  async start(): Promise<void> {
    this.#show();
    if (await isSimulated().catch(() => true)) {
      document.addEventListener('visibilitychange', () => void this.#look());
      this.#menu = await control.menu().catch(() => this.#menu);
      // The shop may choose a scenario for the phone, in the fragment.
      this.#scenario = this.#menu.scenarios.find(({ id }) => `#${id}` === location.hash) ?? null;
      await this.#watch();
    } else {
      this.#problem = 'This shop runs with real keys: scan its code with a real wallet.';
      this.#show();
    }
  }

  readonly #hands: Hands = {
    open: async () => {
      const steps = this.#steps();
      const isDone = await this.#play(steps.slice(0, steps.findIndex(isOpening) + 1));
      if (isDone) this.#goOn();
    },
    sign: async () => {
      this.#isSigning = true;
      this.#show();
      const steps = this.#steps();
      const isDone = await this.#play(steps.slice(steps.findIndex(isOpening) + 1));
      this.#isSigning = false;
      this.#isSent = isDone && steps.includes('sign') && this.#view?.state !== 'signed';
      this.#show();
      this.#goOn();
    },
    reject: async () => {
      if (await this.#perform('decline')) this.#goOn();
    },
    choose: (scenario) => {
      this.#scenario = scenario;
      this.#show();
    },
    trouble: async (group, trouble) => {
      this.#troubles = { ...this.#troubles, [group]: trouble };
      this.#show();
      await control.trouble(group, trouble).catch((error: unknown) => {
        this.#problem = messageOf(error);
        this.#show();
      });
    },
  };

  #steps(): readonly WalletAct[] {
    return this.#scenario?.steps ?? AS_ASKED;
  }

  /** Does one action after the other, until one is refused. A new try does not repeat what was already done. */
  async #play(steps: readonly WalletAct[]): Promise<boolean> {
    for (const step of steps) {
      if (step === 'pre-sign' && this.#view?.state === 'pre-signed') continue;
      const signing = step === 'sign' || step === 'pre-sign' ? this.#scenario?.signing : undefined;
      // In its frame the phone has scanned the QR code; as its own page it was opened by the link.
      const origin = step === 'list' ? 'EVENT_LIST' : this.#isFramed ? 'QR' : 'DEEP_LINK';
      const body = isOpening(step) ? { origin } : signing;
      if (!(await this.#perform(step === 'list' ? 'open' : step, body))) return false;
      if (step === 'pre-sign') await pause();
    }
    return true;
  }

  /** Shows a refusal of the platform on the phone. @returns whether the action was done */
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

  /** Stops for a resolved payload and for a hidden phone. */
  async #look(): Promise<void> {
    if (document.hidden || this.#isBusy()) return;
    try {
      const seen = await control.read(this.#uuid);
      // A step that was done meanwhile is newer than this answer.
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
    return this.#isSigning || state === 'signed' || state === 'declined';
  }

  /** The pressed button is gone with its screen, so the focus moves to the next screen's heading. */
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
      isSigning: this.#isSigning,
      isSent: this.#isSent,
      ...this.#menu,
      scenario: this.#scenario,
      chosen: this.#troubles,
      isFramed: this.#isFramed,
    };
  }
}
