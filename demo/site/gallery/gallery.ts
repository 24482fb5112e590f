import { languages } from '../../../src/locales/all.js';
import { scenes, stage } from './scenes.js';

const form = document.querySelector<HTMLFormElement>('#choices');
const place = document.querySelector<HTMLElement>('#scenes');

/** What the form says, shown at once: the elements are the same, only what is around them changes. */
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
  parent.classList.toggle('large', choices.has('large'));
}

async function show(parent: HTMLElement): Promise<void> {
  for (const scene of scenes()) {
    const figure = document.createElement('figure');
    const caption = document.createElement('figcaption');
    caption.textContent = scene.name;
    figure.append(caption);
    parent.append(figure);
    await stage(scene, figure);
  }
  parent.dataset['done'] = '';
}

if (form && place) {
  const select = form.querySelector<HTMLSelectElement>('[name=lang]');
  const names = new Intl.DisplayNames('en', { type: 'language' });
  for (const tag of languages)
    select?.add(new Option(`${names.of(tag) ?? tag} (${tag})`, tag, tag === 'en', tag === 'en'));
  // Choices may stand in the address, for pictures and for links.
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLSelectElement) field.value = value;
    if (field instanceof HTMLInputElement) field.checked = true;
  }
  form.addEventListener('input', () => {
    apply(new FormData(form), place);
  });
  apply(new FormData(form), place);
  void show(place);
}
