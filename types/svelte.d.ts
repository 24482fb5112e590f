/** `<xumm-payload-status>` in Svelte 5: `import type {} from 'xumm-payload-status/svelte'` once in a project. */
import type { HTMLAttributes } from 'svelte/elements';
import type { XummPayloadStatus } from '../dist/index.js';
import type { Attributes, Handlers, Properties } from './props.js';

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'xumm-payload-status': HTMLAttributes<XummPayloadStatus> & Attributes & Properties & Handlers<'on'>;
  }
}
