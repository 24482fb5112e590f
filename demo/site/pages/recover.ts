import '../../../src/define.js';
import { control, createAnother, STATUS_URL } from './api.js';
import { find, messageOf } from './dom.js';

interface Chapter {
  readonly title: string;
  /** What to look at. */
  readonly text: string;
  readonly play: (uuid: string) => Promise<unknown>;
}

const CHAPTERS: readonly Chapter[] = [
  {
    title: 'A request waits',
    text: 'The socket is open. The card counts down the time that the platform sent.',
    play: () => Promise.resolve(),
  },
  {
    title: 'It is opened on the phone',
    text: 'The socket says so at once, and “Continue on your phone” replaces the QR code.',
    play: (uuid) => control.post(uuid, 'open'),
  },
  {
    title: 'The connection dies, and no new one succeeds',
    text: 'A quiet note says so. The element tries again, at random times and less and less often.',
    play: async (uuid) => {
      await control.post(uuid, 'fault', { kind: 'refuse' });
      await control.post(uuid, 'fault', { kind: 'drop' });
    },
  },
  {
    title: 'Meanwhile it is signed',
    text: 'This page will never get that frame. After the third failed try it asks the shop’s backend instead.',
    play: async (uuid) => {
      for (const action of ['pre-sign', 'sign']) await control.post(uuid, action);
    },
  },
  {
    title: 'The network is back',
    text: 'A socket or the backend’s answer, whichever is first: the card ends in the right state, once.',
    play: (uuid) => control.clearFaults(uuid),
  },
];

const story = find('#story', HTMLElement);
const next = find('#next', HTMLButtonElement);
const told = find('#told', HTMLElement);
const place = find('#place', HTMLElement);

let uuid = '';
let chapter = 0;

function draw(): void {
  story.replaceChildren(
    ...CHAPTERS.map(({ title, text }, index) => {
      const item = document.createElement('li');
      const heading = document.createElement('strong');
      heading.textContent = title;
      const words = document.createElement('p');
      words.textContent = text;
      item.append(heading, words);
      if (index === chapter - 1) item.setAttribute('aria-current', 'step');
      item.classList.toggle('told', index < chapter);
      return item;
    }),
  );
  next.textContent = chapter === 0 ? 'Begin' : chapter < CHAPTERS.length ? 'Next' : 'Once more';
}

async function begin(): Promise<void> {
  const element = document.createElement('xumm-payload-status');
  element.payload = await createAnother('coffee');
  element.statusUrl = STATUS_URL;
  uuid = element.payload.uuid;
  place.replaceChildren(element);
  chapter = 0;
}

async function turnPage(): Promise<void> {
  next.disabled = true;
  told.textContent = '';
  try {
    if (chapter === 0 || chapter === CHAPTERS.length) await begin();
    await CHAPTERS[chapter]?.play(uuid);
    chapter += 1;
  } catch (error) {
    told.textContent = messageOf(error);
  }
  next.disabled = false;
  draw();
}

next.addEventListener('click', () => void turnPage());
draw();
