import { readElement } from '../../../scripts/manifest.js';
import { codeBlock, escaped } from './html.js';

/** A button for each part of the manifest, which the playground shows in the card. */
export const partButtons = (): string =>
  `<ul class="parts">${readElement()
    .cssParts.map(
      ({ name, description = '' }) =>
        `<li><button type="button" class="quiet" data-part="${name}" title="${escaped(description)}"><code>${name}</code></button></li>`,
    )
    .join('')}</ul>`;

/** A field for each custom property of the manifest. */
export const propertyFields = (): string =>
  readElement()
    .cssProperties.map(
      ({ name, description = '' }) =>
        `<label><code>${name}</code><input name="${name}" placeholder="${escaped(description)}" spellcheck="false" autocomplete="off" /></label>`,
    )
    .join('');

const FRAMEWORKS = {
  html: 'HTML',
  vue: 'Vue',
  svelte: 'Svelte',
  angular: 'Angular',
  react: 'React',
  next: 'Next',
};

/** A panel for each framework; the playground writes what was chosen into it. */
export const frameworkPanels = (): string =>
  Object.entries(FRAMEWORKS)
    .map(
      ([id, name]) => `
  <section id="choice-${id}" aria-labelledby="choice-tab-${id}">
    <h3 id="choice-tab-${id}">${name}</h3>
    ${codeBlock('', `your choices, for ${name}`, `markup-${id}`)}
  </section>`,
    )
    .join('');
