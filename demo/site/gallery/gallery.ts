import { languages } from '../../../src/locales/all.js';
import type { XummPayloadStatus } from '../../../src/index.js';
import { journeys, stage } from './scenes.js';

const form = document.querySelector<HTMLFormElement>('#choices');
const place = document.querySelector<HTMLElement>('#scenes');

const elements: XummPayloadStatus[] = [];

/** What a shop may put above the QR code, and its logo. */
const EXTRAS = {
  summary:
    '<div slot="summary" class="summary"><span>Morning Roast<small>House blend</small></span><strong>10 XRP</strong></div>',
  logo: '<svg slot="logo" viewBox="0 0 24 24" width="48" role="img" aria-label="Morning Roast"><path d="M4 6h13v7a5 5 0 0 1-5 5H9a5 5 0 0 1-5-5zm13 2h3v5h-3" fill="none" stroke="#6b4a34" stroke-width="2" /></svg>',
} as const;

/** Applies the form at once: the elements stay the same, only their attributes and surroundings change. */
function apply(choices: FormData, parent: HTMLElement): void {
  const choice = (name: string): string => {
    const value = choices.get(name);
    return typeof value === 'string' ? value : '';
  };
  parent.lang = choice('lang');
  if (choice('dir')) parent.dir = choice('dir');
  else parent.removeAttribute('dir');
  document.documentElement.style.colorScheme = choice('theme') || 'light dark';
  parent.style.setProperty('--width', `${choice('width')}px`);
  parent.style.setProperty('--text', choice('text'));
  for (const element of elements) {
    element.layout = choice('layout');
    for (const [name, markup] of Object.entries(EXTRAS)) {
      const there = element.querySelector(`[slot=${name}]`);
      if (!choices.has(name)) there?.remove();
      else if (!there) element.insertAdjacentHTML('beforeend', markup);
    }
  }
}

function titled(tag: string, titleTag: string, title: string): HTMLElement {
  const group = document.createElement(tag);
  group.append(Object.assign(document.createElement(titleTag), { textContent: title }));
  return group;
}

async function show(parent: HTMLElement): Promise<void> {
  for (const { name, text, scenes } of journeys()) {
    const journey = titled('section', 'h2', name);
    const row = document.createElement('div');
    journey.append(Object.assign(document.createElement('p'), { className: 'text', textContent: text }), row);
    parent.append(journey);
    for (const scene of scenes) {
      const figure = titled('figure', 'figcaption', scene.name);
      row.append(figure);
      elements.push(await stage(scene, figure));
    }
  }
}

if (form && place) {
  const select = form.querySelector<HTMLSelectElement>('[name=lang]');
  const names = new Intl.DisplayNames('en', { type: 'language' });
  for (const tag of languages)
    select?.add(new Option(`${names.of(tag) ?? tag} (${tag})`, tag, tag === 'en', tag === 'en'));
  // Choices may come from the address, for pictures and links.
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLSelectElement) field.value = value;
    if (field instanceof HTMLInputElement) field.checked = true;
  }
  form.addEventListener('input', () => {
    apply(new FormData(form), place);
  });
  apply(new FormData(form), place);
  void show(place).then(() => {
    apply(new FormData(form), place);
    place.dataset['done'] = '';
  });
}
