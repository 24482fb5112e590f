import type { PayloadStatus, XummPayloadStatus } from '../../../src/index.js';
import { createStill, type StillOptions } from './still-life.js';

export const UUID = '3fb2a5ee-1b0c-4f0e-9a3c-7d2f1c5e8b90';
const TXID = 'C5D4E3F2'.repeat(8);

/** One picture of the element: what the page set, and what the socket sent. */
export interface Scene extends StillOptions {
  readonly name: string;
  readonly set?: Partial<XummPayloadStatus>;
  readonly frames?: readonly object[];
  /** The connection is lost after the frames. */
  readonly isLost?: boolean;
  /** The platform does not know the payload. */
  readonly isUnknown?: boolean;
  /** The time that passes after the frames. */
  readonly passesMs?: number;
  /** A selector of what is pressed after that. */
  readonly press?: string;
}

const ends = (signed: boolean, web: string | null = null): object => ({
  payload_uuidv4: UUID,
  signed,
  txid: signed ? TXID : '',
  return_url: { app: null, web },
});
const seconds = (expires_in_seconds: number): object => ({ expires_in_seconds });
const answers = (status: PayloadStatus): Partial<XummPayloadStatus> => ({
  getStatus: () => Promise.resolve(status),
});
const never: Partial<XummPayloadStatus> = { getStatus: () => new Promise(() => undefined) };
const signed: PayloadStatus = { resolved: true, signed: true, txid: TXID };
const renewable = { renewable: true };
const OPENED = { opened: true };
const ownPage = (): string => new URL('/thanks', location.origin).href;

/** The steps of a user, and what the element looks like at each. */
export interface Journey {
  readonly name: string;
  readonly text: string;
  readonly scenes: readonly Scene[];
}

const expires = (name: string, set: Partial<XummPayloadStatus>, frames: readonly object[] = []): Scene => ({
  name,
  set: { ...set, ...renewable },
  frames,
});

/** Everything that the element can look like. */
export const journeys = (): readonly Journey[] => [
  {
    name: 'Scanned and paid',
    text: 'A screen, a phone beside it, and nothing in between.',
    scenes: [
      { name: 'Waiting', frames: [seconds(292)] },
      { name: 'Code does not scan', frames: [seconds(292)], press: '.help summary' },
      { name: 'Opened', frames: [seconds(200), OPENED] },
      { name: 'Signing', frames: [seconds(200), { pre_signed: true }] },
      { name: 'Submitting', frames: [seconds(200), { dispatched: true }] },
      { name: 'Confirming', set: never, frames: [ends(true)] },
      {
        name: 'Confirmed',
        set: answers({ ...signed, verification: 'verified' }),
        frames: [ends(true, ownPage())],
      },
      {
        name: 'Confirmed, another host',
        set: answers({ ...signed, verification: 'verified' }),
        frames: [ends(true, 'https://shop.example/thanks')],
      },
    ],
  },
  {
    name: 'On the phone itself',
    text: 'The link comes first; the code is for another device.',
    scenes: [
      { name: 'On the phone', frames: [seconds(292)], isPhone: true },
      {
        name: 'On the phone, another device',
        frames: [seconds(292)],
        isPhone: true,
        press: '[part~=qr-button]',
      },
      { name: 'Opened, on the phone', frames: [seconds(200), OPENED], isPhone: true },
      { name: 'Pushed', set: { pushed: true }, frames: [seconds(292)] },
    ],
  },
  {
    name: 'Time runs out',
    text: 'The platform ends a request; the clock of the page ends nothing.',
    scenes: [
      { name: 'Waiting a day', frames: [seconds(86_300)] },
      { name: 'Last minute', frames: [seconds(43)] },
      { name: 'Time is up', frames: [seconds(9)], passesMs: 9000 },
      { name: 'Opened, time is up', frames: [OPENED, seconds(-3)] },
      { name: 'Opened, code again', frames: [seconds(200), OPENED], press: '[part~=qr-button]' },
      expires('Expired', {}, [{ expired: true }]),
      expires('Expired, nothing signed', answers({ expired: true, resolved: false })),
      expires('Cancelled', answers({ cancelled: true, resolved: false })),
    ],
  },
  {
    name: 'The connection is lost',
    text: 'A quiet line at the foot: nothing is lost.',
    scenes: [
      { name: 'Connection lost', frames: [seconds(200)], isLost: true },
      { name: 'Offline', frames: [seconds(200)], isLost: true, isOffline: true },
    ],
  },
  {
    name: 'Not paid, or not known yet',
    text: 'Words about money are exact.',
    scenes: [
      { name: 'Rejected', set: renewable, frames: [OPENED, ends(false)] },
      {
        name: 'Refused',
        set: { ...answers({ ...signed, verification: 'refused' }), ...renewable },
        frames: [ends(true)],
      },
      {
        name: 'Not confirmed in time',
        set: { getStatus: () => Promise.resolve(new Response('', { status: 403 })), ...renewable },
        frames: [ends(true)],
      },
      { name: 'Signed, no verifier', frames: [ends(true)] },
      { name: 'Not found', set: renewable, isUnknown: true },
    ],
  },
  {
    name: 'Nothing to show',
    text: 'Small and quiet.',
    scenes: [
      { name: 'Nothing set', set: { websocketUrl: null } },
      { name: 'Misconfigured', set: { websocketUrl: 'wss://not-trusted.example/' } },
    ],
  },
];

export const scenes = (): readonly Scene[] => journeys().flatMap((journey) => journey.scenes);

/** Waits one turn of the event loop, for answers that are promises. */
const turn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** Puts the scene into the page. */
export async function stage(scene: Scene, parent: Element): Promise<XummPayloadStatus> {
  const { element, socket, pass } = createStill(scene);
  Object.assign(element, { websocketUrl: `wss://xumm.app/sign/${UUID}`, network: 'mainnet', ...scene.set });
  parent.append(element);
  await element.updateComplete;
  if (element.state === 'waiting') {
    socket().dispatchEvent(new Event('open'));
    socket().say({ message: scene.isUnknown ? 'No such payload' : `Welcome ${UUID}` });
    for (const frame of scene.frames ?? []) socket().say(frame);
    if (scene.isLost || scene.isUnknown) socket().drop();
    pass(scene.passesMs ?? 0);
  }
  for (let turns = 0; turns < 5; turns++) await turn();
  await element.updateComplete;
  if (scene.press) element.renderRoot.querySelector<HTMLElement>(scene.press)?.click();
  await element.updateComplete;
  return element;
}
