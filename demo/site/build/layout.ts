interface SitePage {
  /** Its name in the menu. */
  readonly name?: string;
  /** It needs the demo's servers, so it contains them. */
  readonly asks?: true;
}

/** The pages of the static site, by file. All other pages need the demo's server. */
const SITE: Readonly<Record<string, SitePage>> = {
  'home.html': { name: 'Quick start', asks: true },
  'playground.html': { name: 'Playground', asks: true },
  'verification.html': { name: 'Verification' },
  'way-back.html': { name: 'Way back', asks: true },
  'recipes.html': { name: 'Recipes' },
  'gallery.html': { name: 'Gallery' },
  'api.html': { name: 'API' },
  'recover.html': { asks: true },
  'pay.html': { asks: true },
  'phone.html': { asks: true },
};

export const PAGES = Object.keys(SITE);

/** `static`: on any host, with the servers inside the pages. `served`: by `npm start`, where `/` is the shop. */
export type Place = 'static' | 'served';

const addressOf = (page: string, place: Place): string =>
  page === 'home.html' && place === 'static' ? './' : `./${page}`;

const header = (current: string, place: Place): string => `
    <a class="skip" href="#main">Skip to the content</a>
    <header class="masthead">
      <a class="mark" href="${addressOf('home.html', place)}"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3 3h7v7H3zm11 0h7v7h-7zM3 14h7v7H3zm3-8h1v1H6zm11 0h1v1h-1zM6 17h1v1H6z" /><path d="m14 17.500 2.700 2.500 4.300-5" /></svg><span>xumm-payload-status</span></a>
      <nav aria-label="Site">
        <ul>${Object.entries(SITE)
          .map(([page, { name }]) =>
            name === undefined
              ? ''
              : `<li><a href="${addressOf(page, place)}"${page === current ? ' aria-current="page"' : ''}>${name}</a></li>`,
          )
          .join('')}${place === 'served' ? '<li><a href="/">Shop</a></li>' : ''}</ul>
      </nav>
    </header>`;

const footer = (place: Place): string => `
    <footer class="colophon">
      <p>Platform, wallet, ledger and shop run ${place === 'static' ? 'inside these pages: nothing leaves your browser' : 'on this machine'}, and no transaction here exists on any ledger.</p>
    </footer>`;

/** Not a module, because browsers load no modules from files. */
const notices = `
    <noscript><p class="notice">The examples on this page need JavaScript. What there is to read is here without.</p></noscript>
    <p id="from-file" class="notice" hidden>This page was opened as a file, and browsers load no modules from files: the examples stand still. Serve the folder instead, for example with <code>npx serve site</code>, and open the address that it prints.</p>
    <script>
      document.getElementById('from-file').hidden = location.protocol !== 'file:';
    </script>`;

const icon = (colour: string, drawing: string): string =>
  `<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%23${colour}'/%3E%3Cpath d='${drawing}' fill='none' stroke='%23fff' stroke-width='2.2'/%3E%3C/svg%3E" />`;

const ICONS = {
  site: icon('3052ff', 'M7 7h7v7H7zm11 0h7v7h-7zM7 18h7v7H7zm11 4 3 3 4-6'),
  shop: icon('3052ff', 'M8 11h13v6a6 6 0 0 1-6 6h-1a6 6 0 0 1-6-6zm13 1h2a2.5 2.5 0 0 1 0 5h-2'),
  wallet: icon('0b6b63', 'M8 11h15v12H8zm12 6h.1'),
} as const;

const sheet = (name: string): string => `<link rel="stylesheet" href="/styles/${name}.css" />`;

/** Links to the site show the picture that `npm run build -- share` makes. Its address must be complete. */
const sharing = (html: string): string => {
  const content = (pattern: RegExp): string => pattern.exec(html)?.[1]?.replace(/\s+/g, ' ').trim() ?? '';
  const site = process.env['SITE_URL']?.replace(/\/?$/, '/') ?? './';
  return [
    ['og:type', 'website'],
    ['og:title', content(/<title>([^<]*)</)],
    ['og:description', content(/name="description"\s+content="([^"]*)"/)],
    ['og:image', `${site}share.png`],
  ]
    .map(([property, text]) => `<meta property="${property ?? ''}" content="${text ?? ''}" />`)
    .concat('<meta name="twitter:card" content="summary_large_image" />')
    .join('\n    ');
};

/** The beginning of every page's head; the page's own styles come after it. */
const head = (html: string, kind: keyof typeof ICONS): string =>
  html.replace(
    '<head>',
    `$&
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    ${ICONS[kind]}
    ${sheet('base')}${kind === 'site' ? `\n    ${sheet('site')}\n    ${sharing(html)}` : ''}`,
  );

const INSTALL = '<script type="module" src="/in-page/install.ts"></script>\n    ';

/** A page with everything that all pages share: head, menu, notices and, on a static host, the servers. */
export function framed(html: string, page: string, place: Place): string {
  if (page === 'strict.html') return html; // it shows what a page needs that has no style of its own
  const { name, asks } = SITE[page] ?? {};
  const inside = asks && place === 'static' ? html.replace('<script type="module"', `${INSTALL}$&`) : html;
  if (page === 'phone.html')
    return head(place === 'static' ? inside.replace('<body>', `<body>${notices}`) : inside, 'wallet');
  // With a server, the shop's own pages keep the shop's head.
  if (place === 'served' && name === undefined) return head(html, 'shop');
  return head(inside, 'site')
    .replace(/\s*<header class="top">[\s\S]*?<\/header>/, '')
    .replace('<body>', `<body class="site">${header(page, place)}${notices}`)
    .replace('<main', '<main id="main" tabindex="-1"')
    .replace('</body>', `${footer(place)}\n  </body>`);
}
