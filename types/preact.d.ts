/** `<xumm-payload-status>` in Preact: `import type {} from 'xumm-payload-status/preact'` once in a project. */
import type { HTMLAttributes } from 'preact';
import type { XummPayloadStatus } from '../dist/index.js';
import type { Attributes, Handlers, Properties } from './props.js';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'xumm-payload-status': HTMLAttributes<XummPayloadStatus> & Attributes & Properties & Handlers<'on'>;
    }
  }
}
