import { expect } from '@open-wc/testing';
import { TXID } from '../support/frames.js';
import { countOf, detailsOf, greeted, strike, telling } from '../support/stage.js';
import { BACKEND, Responding, VERIFIED } from './responding.js';

describe('a resolution, and who confirms it', () => {
  let page: Responding;
  let world: Responding['world'];

  beforeEach(() => {
    page = new Responding();
    ({ world } = page);
  });
  afterEach(strike);

  it('goes before the answer that told the resolution', async () => {
    const { element } = await greeted(BACKEND, world);
    await world.pass(5_000);
    element.addEventListener('xumm-resolved', (event) => {
      event.respondWith({ verification: 'refused' });
    });
    world.answer = telling(VERIFIED);
    await element.checkStatus();
    await world.settle();
    expect(element.state).to.equal('unverified');
  });

  for (const [verification, states] of [
    ['verified', ['signed', 'verified']],
    ['refused', ['signed', 'unverified']],
    ['pending', ['signed', 'verifying', 'verified']],
  ] as const)
    it(`where nobody responds, an answer that tells the resolution and ${verification}: ${states.join(', ')}`, async () => {
      world.answer = telling({ ...VERIFIED, txid: TXID, verification });
      const { heard } = await greeted(BACKEND, world);
      world.answer = telling({ ...VERIFIED, txid: TXID });
      await world.pass(1_000);
      expect(detailsOf(heard, 'xumm-state-change').map(({ state }) => state)).to.deep.equal([
        'waiting',
        ...states,
      ]);
      const isSure = verification !== 'refused';
      expect(detailsOf(heard, 'xumm-verified').map(({ txid }) => txid)).to.deep.equal(isSure ? [TXID] : []);
      expect(countOf(heard, 'xumm-unverified')).to.equal(isSure ? 0 : 1);
    });

  it('is waited for again when the element is mounted again', async () => {
    const { element } = await page.respondWith(page.later(20, true));
    await world.pass(10_000);
    element.remove();
    await world.settle();
    document.body.append(element);
    expect(element.state).to.equal('verifying');
    await world.pass(10_000);
    expect(page.ends).to.deep.equal(['verified', 20]);
  });

  it('is not heard again after its "refused", where "Check again" was cut off', async () => {
    const { element } = await page.respondWith(() => ({ verification: 'refused' }), BACKEND);
    expect(element.state).to.equal('unverified');
    world.answer = () => new Promise(() => undefined);
    void element.checkStatus();
    await world.settle();
    expect(element.state).to.equal('verifying');
    world.page('pagehide');
    world.answer = telling(VERIFIED);
    world.page('pageshow');
    await world.settle();
    expect(element.state).to.equal('verified');
  });
});
