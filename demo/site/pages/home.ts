import '../../../src/define.js';
import { XummPayloadStatus } from '../../../src/index.js';
import { control, createAnother, STATUS_URL } from './api.js';
import { copyButtons } from './copy.js';
import { find, messageOf } from './dom.js';
import { tabs } from './tabs.js';
import { walk } from './walk.js';

const element = find('xumm-payload-status', XummPayloadStatus);
const told = find('#told', HTMLElement);
const hands = document.querySelectorAll<HTMLButtonElement>('[data-hand]');

/** What each button plays: a wallet's own steps, in its order. */
const PLAYS: Readonly<Record<string, readonly string[]>> = {
  open: ['open'],
  sign: ['pre-sign', 'sign'],
  decline: ['decline'],
};

let uuid = '';

async function enable(): Promise<void> {
  const { actions, state } = await control.read(uuid);
  for (const hand of hands) {
    const name = hand.dataset['hand'] ?? '';
    // The platform would allow opening again, or signing unopened; here one step at a time is possible.
    const isNext = (state === 'created') === (name === 'open');
    hand.disabled = !isNext || !actions.some((action) => action === name);
  }
}

async function play(name: string): Promise<void> {
  for (const action of PLAYS[name] ?? []) await control.post(uuid, action);
  await enable();
}

async function start(): Promise<void> {
  element.payload = await createAnother('coffee');
  ({ uuid } = element.payload);
  await enable();
}

/** A failure is shown, and nothing is left half done. */
const guarded = (act: () => Promise<void>) => (): void => {
  told.textContent = '';
  act().catch((error: unknown) => {
    told.textContent = messageOf(error);
  });
};

for (const hand of hands)
  hand.addEventListener(
    'click',
    guarded(async () => {
      walking.pause();
      await play(hand.dataset['hand'] ?? '');
    }),
  );
element.addEventListener('xumm-renew', guarded(start));
element.statusUrl = STATUS_URL;

/** A session that plays by itself until somebody takes over. */
const walking = walk(find('#walk', HTMLButtonElement), [
  { afterMs: 0, act: start },
  { afterMs: 4000, act: () => play('open') },
  { afterMs: 4000, act: () => play('sign') },
]);

tabs(find('.tabs', HTMLElement));
copyButtons();
guarded(walking.begin)();
