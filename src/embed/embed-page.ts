/** The script inside `embed.html`, the page for frames: reads its address, and sends events to its parent. */
import { EVENT_NAMES } from '../event-names.js';
import { isUuid } from '../payload/uuid.js';
import { readParent } from './parent.js';

const LANGUAGE = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i;
const THEMES = ['light', 'dark'];

const query = new URLSearchParams(location.search);
const { documentElement: root, body } = document;

/** The parent's origin if this page may run there, else what to do about it. */
function readSurroundings(): ReturnType<typeof readParent> {
  if (self === top)
    return {
      problem: 'This page works in a frame only: <iframe src="embed.html?uuid=…"> in a page of yours.',
    };
  if (self.origin === 'null')
    return {
      problem: 'This frame has no origin of its own. Add allow-same-origin to the sandbox of the iframe.',
    };
  const parent = readParent({
    allowed: document.querySelector<HTMLMetaElement>('meta[name="xumm-parents"]')?.content ?? '',
    // Firefox does not have it, although its type says so.
    ancestors: (location as { ancestorOrigins?: DOMStringList }).ancestorOrigins && [
      ...location.ancestorOrigins,
    ],
    referrer: document.referrer,
  });
  if ('problem' in parent) return parent;
  if (!isUuid(query.get('uuid') ?? ''))
    return {
      problem: 'The address of this frame names no payload: embed.html?uuid=<uuid of the created payload>.',
    };
  if (!customElements.get('xumm-payload-status'))
    return {
      problem: 'The script of embed.html did not load: xumm-payload-status.min.js belongs beside it.',
    };
  return parent;
}

function run(parentOrigin: string, element: Element): void {
  const tell = (type: string, detail: unknown): void => {
    parent.postMessage({ source: 'xumm-payload-status', type, detail }, parentOrigin);
  };
  for (const type of EVENT_NAMES)
    element.addEventListener(type, (event) => {
      tell(type, (event as CustomEvent).detail);
    });
  const uuid = query.get('uuid') ?? '';
  new ResizeObserver(() => {
    tell('xumm-resize', { uuid, height: Math.ceil(body.getBoundingClientRect().height) });
  }).observe(body);
  element.setAttribute('uuid', uuid);
  body.append(element);
}

// Set as properties, because a strict policy forbids style attributes.
body.style.margin = '0';
const [lang, theme] = [query.get('lang') ?? '', query.get('theme') ?? ''];
if (LANGUAGE.test(lang)) root.lang = lang;
root.style.colorScheme = THEMES.includes(theme) ? theme : 'light dark';

const surroundings = readSurroundings();
const template = document.querySelector('template');
const element = template?.content.firstElementChild;
if ('origin' in surroundings && element) run(surroundings.origin, document.importNode(element, true));
else if ('problem' in surroundings) {
  console.error(`<xumm-payload-status> ${surroundings.problem}`);
  body.append(surroundings.problem);
}
