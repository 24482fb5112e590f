/** `<xumm-payload-status>` in Solid: `import type {} from 'xumm-payload-status/solid'` once in a project. */
import type { JSX } from 'solid-js';
import type { XummPayloadStatus } from '../dist/index.js';
import type { Attributes, Handlers, Properties } from './props.js';

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'xumm-payload-status': JSX.HTMLAttributes<XummPayloadStatus> &
        Attributes<'attr:'> &
        Attributes &
        Properties<'prop:'> &
        Properties &
        Handlers<'on:'>;
    }
  }
}
