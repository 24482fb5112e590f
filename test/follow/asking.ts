import { momentsOf, telling } from '../support/stage.js';
import { VirtualWorld } from '../support/virtual-world.js';

export const BACKEND = { statusUrl: '/status/{uuid}' };

/** A world whose backend is asked, and when that was. */
export class Asking {
  readonly world = new VirtualWorld();
  start = this.world.clock.now;

  constructor() {
    this.world.answer = telling({ opened: false });
  }

  /** Seconds since the start at which it was asked. */
  moments(): number[] {
    return momentsOf(this.world, this.start).map((ms) => ms / 1000);
  }

  until(seconds: number): Promise<void> {
    return this.world.pass(this.start + seconds * 1000 - this.world.clock.now);
  }
}
