import { expect } from '@open-wc/testing';
import type { XummPayloadStatus } from '../../src/index.js';
import { CountingEnvironment } from '../support/counting-environment.js';
import { allClosed, CUTS } from '../support/cut-run.js';
import { createIn, nextEvent } from '../support/element.js';
import { UUID } from '../support/frames.js';

const CYCLES = 1_000;
const AT_ONCE = 10;

describe('nothing is left behind', () => {
  it(`by ${CYCLES} elements on real sockets, each greeted, answered and opened`, async () => {
    const counting = new CountingEnvironment();
    const Element = createIn(counting.environment).constructor as new () => XummPayloadStatus;
    const cycle = async (): Promise<void> => {
      const element = new Element();
      element.websocketUrl = `ws://${location.host}${CUTS}/open/sign/${UUID}`;
      element.statusUrl = `${CUTS}/open/status`;
      element.hidden = true; // nothing needs to be painted here
      document.body.append(element);
      await nextEvent(element, 'xumm-state-change', ({ state }) => state === 'pre-signed');
      element.remove();
    };
    const lane = async (): Promise<void> => {
      for (let count = 0; count < CYCLES / AT_ONCE; count++) await cycle();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    expect(counting.held).to.deep.equal({ timers: 0, listeners: 0, fetches: 0, sockets: 0 });
    expect(counting.ever.sockets).to.equal(CYCLES);
    expect(counting.ever.fetches).to.be.at.least(CYCLES);
    expect(counting.ever.listeners).to.be.at.least(CYCLES);
    expect(counting.ever.timers).to.be.at.least(CYCLES);
    expect(await allClosed()).to.equal(0);
  });
});
