import { expect } from '@open-wc/testing';
import type { State, XummPayloadStatus } from '../../src/index.js';
import { Day, type Fate } from '../support/day.js';
import { createIn, namesOf, record, textOf } from '../support/element.js';
import { SOCKET_URL } from '../support/frames.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long the payload is valid, and how it must end. */
const fates: Readonly<Record<Fate, { lifeMs: number; state: State; events: readonly string[] }>> = {
  signed: {
    lifeMs: 12 * HOUR_MS,
    state: 'verified',
    events: ['xumm-opened', 'xumm-resolved', 'xumm-verified'],
  },
  declined: { lifeMs: 12 * HOUR_MS, state: 'rejected', events: ['xumm-opened', 'xumm-resolved'] },
  'opened, and no more': { lifeMs: 12 * HOUR_MS, state: 'opened', events: ['xumm-opened'] },
  cancelled: { lifeMs: 2 * DAY_MS, state: 'expired', events: ['xumm-expired'] },
  expired: { lifeMs: 12 * HOUR_MS, state: 'expired', events: ['xumm-expired'] },
};

const LANDMARKS = /^xumm-(opened|resolved|expired|verified|unverified)$/;

interface Lived {
  readonly day: Day;
  readonly element: XummPayloadStatus;
  readonly events: readonly string[];
  readonly texts: ReadonlySet<string>;
}

/** Lives 24 hours. The user acts in some of them, and in the evening somebody looks at the page. */
async function live(fate: Fate, seed: number): Promise<Lived> {
  const day = new Day(seed, fates[fate].lifeMs);
  const { clock } = day.world;
  const element = createIn(day.environment, { websocketUrl: SOCKET_URL, statusUrl: '/status' });
  const heard = record(element);
  const texts = new Set<string>();
  element.addEventListener('xumm-state-change', () => {
    void element.updateComplete.then(() => texts.add(textOf(element)));
  });
  document.body.append(element);
  await day.watch(60_000);
  const evening = clock.now + DAY_MS;
  const delayMs = day.random() * 0.9 * Math.min(DAY_MS, fates[fate].lifeMs);
  let isMet = false;
  clock.setTimeout(() => {
    isMet = true;
    day.meet(fate);
  }, delayMs);
  while (clock.now < evening) await day.live();
  await day.watch(120_000);
  expect(isMet).to.equal(true);
  element.remove();
  return { day, element, texts, events: namesOf(heard).filter((name) => LANDMARKS.test(name)) };
}

describe('a day in the background', () => {
  for (const [fate, { state, events }] of Object.entries(fates) as [Fate, (typeof fates)[Fate]][])
    for (const seed of [1, 2, 3, 4])
      it(`ends in the right state for a payload that is ${fate} (day ${seed})`, async () => {
        const lived = await live(fate, seed);
        const { sockets, questions } = lived.day.world;
        expect(lived.element.state).to.equal(state);
        expect(lived.events).to.deep.equal(events);
        const { incidents, badMinutes } = lived.day;
        expect(sockets.length, 'tries').to.be.within(1, 10 * incidents + 4.5 * badMinutes);
        expect(questions.length, 'questions').to.be.within(1, 6 * incidents + 1.5 * badMinutes);
        if (fate === 'signed')
          for (const text of lived.texts) expect(text).not.to.contain('Nothing was signed');
      });
});
