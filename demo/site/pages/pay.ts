import '../../../src/define.js';
import type { PayloadStatus } from '../../../src/index.js';
import { askStatus, isSimulated, readAccount, readUuid, Refusal, socketUrl, STATUS_URL } from './api.js';
import { find, shortAccount } from './dom.js';

const title = find('h1', HTMLElement);
const text = find('#text', HTMLElement);
const place = find('#place', HTMLElement);

function say(heading: string, sentence: string): void {
  title.textContent = heading;
  text.textContent = sentence;
}

/** The backend returns 404 for another visitor's payload, and nothing of it is shown. */
async function isOwn(uuid: string): Promise<boolean> {
  try {
    await askStatus(uuid);
  } catch (error) {
    // No answer is not a "no": the element asks again by itself.
    return !(error instanceof Refusal && error.status === 404);
  }
  return true;
}

/** Only a payment has a transaction, whatever the socket said. */
async function verified(uuid: string): Promise<void> {
  const [{ txid }, account] = await Promise.all([
    askStatus(uuid).catch((): PayloadStatus => ({})),
    readAccount().catch(() => null),
  ]);
  if (txid !== undefined) say('Paid. Thank you.', 'The shop has received your payment.');
  else if (account !== null) say('Welcome.', `You are signed in as ${shortAccount(account)}.`);
  else say('Confirmed. Thank you.', 'The shop has checked it.');
}

async function follow(uuid: string): Promise<void> {
  const element = document.createElement('xumm-payload-status');
  element.statusUrl = STATUS_URL;
  element.renewable = true;
  // The short form, `uuid`, means the real platform.
  if (await isSimulated().catch(() => true)) element.websocketUrl = socketUrl(uuid);
  else element.uuid = uuid;

  element.addEventListener('xumm-verified', () => void verified(uuid));
  element.addEventListener('xumm-renew', () => {
    location.assign('./');
  });
  say('Welcome back', 'This is what the shop knows of your request.');
  place.replaceChildren(element);
}

const given = new URLSearchParams(location.search).get('payload');
const uuid = readUuid(given);
if (uuid === null)
  say(
    given === null ? 'No request' : 'This link is damaged',
    given === null
      ? 'The address names no sign request. Start again in the shop.'
      : 'The address names no sign request that could exist. Start again in the shop.',
  );
else if (await isOwn(uuid)) await follow(uuid);
else
  say(
    'Request not found',
    'This browser has no such request. Go back to the browser in which you started it: what you signed is not lost.',
  );
