import { expect } from '@open-wc/testing';
import type { XummPayloadStatus } from '../../src/index.js';
import { OTHER_UUID, resolution } from '../support/frames.js';
import { greet, greeted, strike, telling } from '../support/stage.js';
import { VirtualWorld } from '../support/virtual-world.js';

const BACKEND = { statusUrl: '/status/{uuid}' };
const THANKS = `${location.origin}/thanks`;
const PAGE = location.href.replace(/#.*/, '');
const SIGNED = { resolved: true, signed: true };
const to = (web: unknown) => ({ return_url: { app: null, web } });

describe('auto-return', () => {
  let world: VirtualWorld;

  beforeEach(() => {
    world = new VirtualWorld();
    world.answer = telling({ opened: false });
  });
  afterEach(strike);

  const followAnother = async (element: XummPayloadStatus): Promise<void> => {
    element.websocketUrl = `wss://xumm.app/sign/${OTHER_UUID}`;
    await element.updateComplete;
    world.socket.open();
    world.socket.frame({ message: `Welcome ${OTHER_UUID}` });
  };

  const rows: readonly [string, boolean, Record<string, unknown>, string, boolean][] = [
    ['to the own origin', true, to(THANKS), 'verified', true],
    ['where it is off', false, to(THANKS), 'verified', false],
    ['unless refused', true, to(THANKS), 'refused', false],
    ['not while pending', true, to(THANKS), 'pending', false],
    ['not to another origin', true, to('https://other.example/thanks'), 'verified', false],
    ['not to another port', true, to(THANKS.replace(/:\d+/, ':1')), 'verified', false],
    ['not to this very page, which would return for ever', true, to(PAGE), 'verified', false],
    ['not by javascript:', true, to('javascript:alert(1)'), 'verified', false],
    ['not to what is relative', true, to('/thanks'), 'verified', false],
    ['not to what is none', true, to(null), 'verified', false],
    ['whatever is told of a deep link', true, { ...to(THANKS), opened_by_deeplink: true }, 'verified', true],
    [
      'where how it was opened is not told',
      true,
      { ...to(THANKS), opened_by_deeplink: null },
      'verified',
      true,
    ],
  ];
  for (const [name, autoReturn, more, verification, returns] of rows)
    it(`${returns ? 'goes' : 'stays'}: ${name}`, async () => {
      await greeted({ ...BACKEND, autoReturn }, world);
      world.answer = telling({ ...SIGNED, verification: verification as 'verified' });
      world.socket.frame(resolution(true, more));
      await world.pass(10_000);
      expect(world.navigations).to.deep.equal(returns ? [THANKS] : []);
    });

  it('uses the return URL that the backend names', async () => {
    world.answer = telling({ ...SIGNED, verification: 'verified', returnUrl: { web: THANKS } });
    await greeted({ ...BACKEND, autoReturn: true }, world);
    expect(world.navigations).to.deep.equal([THANKS]);
  });

  it('goes once per payload', async () => {
    const { element } = await greeted({ ...BACKEND, autoReturn: true }, world);
    world.answer = telling({ ...SIGNED, verification: 'verified' });
    world.socket.frame(resolution(true, to(THANKS)));
    await world.settle();
    element.remove();
    await world.settle();
    document.body.append(element);
    await element.checkStatus();
    expect(world.navigations).to.have.length(1);
  });

  it('stays if the page was restored with it, and goes for the next payload', async () => {
    const { element } = await greeted({ ...BACKEND, autoReturn: true }, world);
    world.page('pagehide');
    world.page('pageshow');
    greet(world);
    world.answer = telling({ ...SIGNED, verification: 'verified', returnUrl: { web: THANKS } });
    await world.pass(3_000);
    expect([element.state, world.navigations.length]).to.deep.equal(['verified', 0]);
    await followAnother(element);
    await world.settle();
    expect([element.state, world.navigations.length]).to.deep.equal(['verified', 1]);
  });

  it("stays if this page's own link was tapped, because the wallet opens the return URL; goes for the next payload", async () => {
    const { element } = await greeted({ ...BACKEND, autoReturn: true }, world);
    const link = element.renderRoot.querySelector<HTMLElement>('[part=open-link]');
    link?.addEventListener('click', (event) => {
      event.preventDefault();
    });
    link?.click();
    world.answer = telling({ ...SIGNED, verification: 'verified' });
    world.socket.frame(resolution(true, to(THANKS)));
    await world.pass(3_000);
    expect([element.state, world.navigations.length]).to.deep.equal(['verified', 0]);
    await followAnother(element);
    world.socket.frame({ ...resolution(true, to(THANKS)), payload_uuidv4: OTHER_UUID });
    await world.pass(3_000);
    expect([element.state, world.navigations.length]).to.deep.equal(['verified', 1]);
  });
});
