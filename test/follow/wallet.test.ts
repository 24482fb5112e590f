import { expect } from '@open-wc/testing';
import { namesOf, partOf, textOf } from '../support/element.js';
import { dispatched, expired, opened, preSigned, seconds, signed } from '../support/frames.js';
import {
  codesOf,
  countOf,
  detailsOf,
  greet,
  greeted,
  momentsOf,
  respond,
  stage,
  strike,
  telling,
} from '../support/stage.js';
import { VirtualWorld } from '../support/virtual-world.js';

const BACKEND = { statusUrl: '/status/{uuid}' };
const CAREFUL = 'If you already signed, do not pay again.';

describe('the wallet and the platform as they are', () => {
  let world: VirtualWorld;

  beforeEach(() => {
    world = new VirtualWorld();
    world.answer = telling({ opened: false });
  });
  afterEach(strike);

  const beats = async (count: number): Promise<void> => {
    for (let beat = 0; beat < count; beat++) {
      await world.pass(15_000);
      world.socket.frame(seconds(-15 * (beat + 1)));
    }
    await world.settle();
  };

  it('a look at an expired code changes nothing, and asks the backend', async () => {
    const { element, heard } = await greeted(BACKEND, world);
    await world.pass(10_000);
    world.socket.frame(seconds(2));
    world.socket.frame(expired);
    const asked = world.questions.length;
    for (let scan = 0; scan < 3; scan++) world.socket.frame(opened);
    await world.settle();
    expect(element.state).to.equal('expired');
    expect(world.questions).to.have.length(asked + 1);
    expect(countOf(heard, 'xumm-opened')).to.equal(0);
    world.answer = telling({ opened: true, expired: true, resolved: false });
    await world.pass(3_000);
    world.socket.frame(opened);
    await world.settle();
    expect(element.state).to.equal('opened');
    expect(countOf(heard, 'xumm-opened')).to.equal(1);
  });

  it('a look at an expired code without a backend changes nothing', async () => {
    const { element } = await greeted({}, world);
    world.socket.frame(expired);
    world.socket.frame(opened);
    expect(element.state).to.equal('expired');
    world.socket.frame(preSigned);
    expect(element.state).to.equal('pre-signed');
  });

  for (const [name, set, expected] of [
    ['a backend, renewable', { ...BACKEND, renewable: true }, [true, true]],
    ['a backend', BACKEND, [true, false]],
    ['none, renewable', { renewable: true }, [false, true]],
  ] as const)
    it(`opened with the time up for 60 s, ${name}: check ${expected[0]}, renew ${expected[1]}`, async () => {
      const { element } = await greeted(set, world);
      world.socket.frame(opened);
      world.socket.frame(expired);
      const offered = (): boolean[] =>
        ['check-button', 'renew-button'].map((part) => partOf(element, part) !== null);
      await beats(3);
      expect(offered()).to.deep.equal([false, false]);
      await beats(1);
      expect([element.state, ...offered()]).to.deep.equal(['opened', ...expected]);
      expect(textOf(element, '[part~="message"]')).to.equal(CAREFUL);
      world.socket.frame(dispatched);
      await world.settle();
      expect(offered()).to.deep.equal([false, false]);
    });

  for (const [name, frame] of [
    ['pre-signed', preSigned],
    ['dispatched', dispatched],
  ] as const)
    it(`${name}, then only beats: asked after 5, 15 and 45 s`, async () => {
      await greeted(BACKEND, world);
      await world.pass(10_000);
      const since = world.clock.now;
      world.socket.frame(frame);
      for (let beat = 0; beat < 8; beat++) {
        await world.pass(10_000);
        world.socket.frame(seconds(300));
      }
      expect(momentsOf(world, since)).to.deep.equal([5_000, 15_000, 45_000]);
    });

  it('another step begins the questions anew, and a resolution ends them', async () => {
    await greeted(BACKEND, world);
    await world.pass(10_000);
    const since = world.clock.now;
    world.socket.frame(preSigned);
    await world.pass(6_000);
    world.socket.frame(dispatched);
    await world.pass(6_000);
    world.socket.frame({ ...signed, signed: false });
    await world.pass(60_000);
    expect(momentsOf(world, since)).to.deep.equal([5_000, 11_000]);
  });

  it('expired as the first word, and the backend fails: expired, and asked on', async () => {
    world.answer = () => Promise.resolve(respond('', { status: 500 }));
    const { element } = await stage(BACKEND, world);
    greet(world);
    world.socket.frame(expired);
    await world.settle();
    expect(element.state).to.equal('expired');
    expect(textOf(element, '[part~="outcome"]')).to.contain(CAREFUL);
    world.answer = telling({ resolved: true, signed: true, verification: 'verified' });
    await world.pass(10_000);
    expect(element.state).to.equal('verified');
  });

  it('links the transaction of a sign-in nowhere, unless the backend names it', async () => {
    const { element } = await greeted({ network: 'mainnet' }, world);
    world.socket.frame(opened);
    world.socket.frame(signed);
    await element.updateComplete;
    expect(partOf(element, 'explorer-link')).to.equal(null);
    element.getStatus = () =>
      Promise.resolve({ resolved: true, signed: true, verification: 'verified', txid: 'A1' });
    await element.updateComplete;
    await element.checkStatus();
    await element.updateComplete;
    expect(partOf(element, 'explorer-link')?.getAttribute('href')).to.contain('/mainnet/A1');
  });

  it('an unknown uuid may be welcomed first', async () => {
    const { element, heard } = await stage({}, world);
    greet(world);
    world.socket.frame({ message: 'no such payload' });
    world.socket.end(1000);
    expect([element.state, element.connection]).to.deep.equal(['not-found', 'closed']);
    expect(codesOf(heard)).to.deep.equal(['not-found']);
  });

  it('unverified for the same reason again is reported again', async () => {
    world.answer = telling({ resolved: true, signed: true });
    const { element, heard } = await greeted(BACKEND, world);
    await world.pass(60_000);
    expect(element.state).to.equal('unverified');
    await element.checkStatus();
    expect(detailsOf(heard, 'xumm-unverified').map(({ reason }) => reason)).to.deep.equal([
      'timeout',
      'timeout',
    ]);
  });

  for (const [reason, verification, expected] of [
    ['timeout', 'pending', false],
    ['refused', 'refused', true],
  ] as const)
    it(`unverified, ${reason}: "New request" ${expected ? 'is' : 'is not'} offered`, async () => {
      world.answer = telling({ resolved: true, signed: true, verification });
      const { element } = await greeted({ ...BACKEND, renewable: true }, world);
      await world.pass(60_000);
      expect(element.state).to.equal('unverified');
      expect(partOf(element, 'check-button')).not.to.equal(null);
      expect(partOf(element, 'renew-button') !== null).to.equal(expected);
    });

  it('the note on a lost connection follows going offline', async () => {
    const { element } = await greeted({}, world);
    world.chance = 0.99;
    world.socket.end();
    await element.updateComplete;
    const before = textOf(element, '[part~="connection"]');
    world.isOnline = false;
    world.page('offline');
    await element.updateComplete;
    expect(textOf(element, '[part~="connection"]')).not.to.equal(before);
  });

  it('a policy that forbids the socket has the backend asked at once', async () => {
    const { error } = console;
    console.error = () => undefined;
    world.answer = telling({ opened: true });
    const { element, heard } = await stage(BACKEND, world);
    world.violate('wss://xumm.app');
    await world.settle();
    console.error = error;
    expect(element.state).to.equal('opened');
    expect(namesOf(heard)).to.deep.equal(['xumm-opened']);
  });
});
