import { ask, askUrl, type GetStatus, type Outcome } from '../../src/follow/question.js';
import { UUID } from '../support/frames.js';
import { VirtualWorld } from '../support/virtual-world.js';

export const HREF = 'https://shop.example/status';

export const failed = (message: string, retryAfterMs = 0): Outcome => ({
  kind: 'failed',
  message,
  retryAfterMs,
});

export const pending: Outcome = {
  kind: 'answer',
  answer: { messages: [], verification: 'pending', txid: null, unresolved: false, problem: null },
};

/** Asks single questions, with no element. */
export class Questions {
  readonly world = new VirtualWorld();
  readonly life = new AbortController();

  question(getStatus: GetStatus): Promise<Outcome> {
    return ask(getStatus, UUID, this.world.environment, this.life.signal);
  }

  overHttp(): Promise<Outcome> {
    return this.question(askUrl(HREF, this.world.environment));
  }
}
