import '../../../src/define.js';
import { XummPayloadStatus } from '../../../src/index.js';
import { createAnother, STATUS_URL } from './api.js';
import { copyButtons } from './copy.js';
import { find, messageOf } from './dom.js';
import { logEvents } from './event-log.js';
import { faultButtons } from './faults.js';
import { explorer } from './explorer.js';
import { markupOf, type Choices, type Framework } from './markup.js';
import { tabs } from './tabs.js';

const element = find('xumm-payload-status', XummPayloadStatus);
const form = find('#choices', HTMLFormElement);
const stage = find('#stage', HTMLElement);
const start = find('#start', HTMLButtonElement);
const told = find('#told', HTMLElement);
const phoneFrame = find('#phone iframe', HTMLIFrameElement);
const phoneLink = find('#phone-link', HTMLAnchorElement);
const faultReport = find('#fault-report', HTMLElement);
const aimFaults = faultButtons(find('#faults ul', HTMLElement), (sentence) => {
  faultReport.textContent = sentence;
});

const snippets = (['html', 'vue', 'svelte', 'angular', 'react', 'next'] as const).map(
  (framework): [Framework, HTMLElement] => [framework, find(`#markup-${framework}`, HTMLElement)],
);

function readChoices(): Choices {
  const data = new FormData(form);
  const text = (name: string): string => {
    const value = data.get(name);
    return typeof value === 'string' ? value : '';
  };
  const product = text('product');
  return {
    product,
    hasBackend: text('backend') !== '',
    lang: text('lang'),
    dir: text('dir'),
    theme: text('theme'),
    width: `${text('width')}px`,
    layout: text('layout'),
    customProperties: Object.fromEntries(
      [...data.keys()].filter((name) => name.startsWith('--')).map((name) => [name, text(name).trim()]),
    ),
    renewable: data.has('renewable'),
    pushed: data.has('pushed'),
    network: data.has('network') ? (product === 'coffee-testnet' ? 'testnet' : 'mainnet') : null,
  };
}

/** Applies the choices at once: the element stays the same, only its attributes and surroundings change. */
function apply(): void {
  const choices = readChoices();
  element.lang = choices.lang;
  if (choices.dir) element.dir = choices.dir;
  else element.removeAttribute('dir');
  element.statusUrl = choices.hasBackend ? STATUS_URL : null;
  element.renewable = choices.renewable;
  element.pushed = choices.pushed;
  element.network = choices.network;
  stage.style.colorScheme = choices.theme || 'light dark';
  element.style.width = choices.width;
  element.layout = choices.layout;
  for (const [name, value] of Object.entries(choices.customProperties))
    element.style.setProperty(name, value);
  for (const [framework, code] of snippets) code.textContent = markupOf(choices, framework);
}

async function renew(): Promise<void> {
  start.disabled = true;
  told.textContent = '';
  try {
    const payload = await createAnother(readChoices().product);
    element.payload = payload;
    apply(); // the payload says by itself that it was not pushed
    const phone = `./phone.html?payload=${payload.uuid}`;
    phoneLink.href = phone;
    phoneLink.hidden = false;
    // Replaces the frame's address instead of setting it, so that "back" leaves the page.
    phoneFrame.contentWindow?.location.replace(new URL(phone, document.baseURI).href);
    aimFaults(payload.uuid);
    faultReport.textContent = '';
  } catch (error) {
    told.textContent = messageOf(error);
  }
  start.disabled = false;
}

form.addEventListener('input', ({ target }) => {
  apply();
  if (target instanceof HTMLSelectElement && target.name === 'product') void renew();
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
});
start.addEventListener('click', () => void renew());
element.addEventListener('xumm-renew', () => void renew());

logEvents(element, find('#log ol', HTMLElement), find('#log-clear', HTMLElement));
copyButtons();
tabs(find('#snippet .tabs', HTMLElement));
explorer(element, find('#parts', HTMLElement), find('#part-report', HTMLElement));
aimFaults(null);
// Only somebody who wants to see a part of the card scrolls sideways in it.
if (stage.clientWidth < 380) find('#choices [name=width]', HTMLSelectElement).value = '320';
await renew();

// 33 languages are larger than everything else, so the card does not wait for them.
const { languages } = await import('../../../src/locales/all.js');
const names = new Intl.DisplayNames('en', { type: 'language' });
for (const tag of languages)
  if (tag !== 'en')
    find('#choices [name=lang]', HTMLSelectElement).add(new Option(names.of(tag) ?? tag, tag));
