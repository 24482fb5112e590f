import type { Plugin } from 'vite';
import { apiReference } from './api.js';
import { frameworkPanels, partButtons, propertyFields } from './explorer.js';
import { withColours } from './html.js';
import { framed, type Place } from './layout.js';
import { recipes, sizes } from './recipes.js';
import { snippets } from './snippets.js';

/** Puts the shared parts around each page, and replaces comments by what is made from the package's own files. */
export const sitePages = (place: Place): Plugin => ({
  name: 'site-pages',
  apply: place === 'served' ? 'serve' : 'build',
  transformIndexHtml: {
    order: 'pre',
    handler: (html, { path }) =>
      withColours(framed(html, path.slice(1), place))
        .replace('<!-- snippets -->', snippets)
        .replace('<!-- recipes -->', recipes)
        .replace('<!-- sizes -->', sizes)
        .replace('<!-- parts -->', partButtons)
        .replace('<!-- custom properties -->', propertyFields)
        .replace('<!-- frameworks -->', frameworkPanels)
        .replace('<!-- api -->', apiReference),
  },
});
