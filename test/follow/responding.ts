import type { PayloadStatus, XummPayloadStatus } from '../../src/index.js';
import { sleep } from '../../src/environment.js';
import { signed } from '../support/frames.js';
import { greeted, telling, type Stage } from '../support/stage.js';
import { VirtualWorld } from '../support/virtual-world.js';

export const VERIFIED: PayloadStatus = { resolved: true, signed: true, verification: 'verified' };
export const BACKEND = { statusUrl: '/status/{uuid}' };

/** A world in which a signature comes, and the page responds to it. */
export class Responding {
  readonly world = new VirtualWorld();
  /** What answers from the resolution on. */
  backend: VirtualWorld['answer'] = telling({ opened: false });
  resolvedAt = 0;
  /** How the verification ended, and how many seconds after the resolution. */
  readonly ends: unknown[] = [];

  constructor() {
    this.world.answer = this.backend;
  }

  async respondWith(response: () => unknown, set: Partial<XummPayloadStatus> = {}): Promise<Stage> {
    const { world, ends } = this;
    const staged = await greeted(set, world);
    const { element } = staged;
    await world.pass(5_000);
    this.resolvedAt = world.clock.now;
    element.addEventListener('xumm-resolved', (event) => {
      event.respondWith(response());
    });
    for (const type of ['xumm-verified', 'xumm-unverified'] as const)
      element.addEventListener(type, ({ detail }) => {
        ends.push('txid' in detail ? 'verified' : detail.reason, (world.clock.now - this.resolvedAt) / 1000);
      });
    world.answer = this.backend;
    world.socket.frame(signed);
    if (element.state !== 'verifying') throw new Error(`The signature led to ${element.state}.`);
    await world.settle();
    return staged;
  }

  later(seconds: number, value: unknown): () => Promise<unknown> {
    return async () => {
      await sleep(this.world.environment, seconds * 1000, new AbortController().signal);
      return value;
    };
  }
}
