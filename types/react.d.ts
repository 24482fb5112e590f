/** `<xumm-payload-status>` in React 19: `import type {} from 'xumm-payload-status/react'` once in a project. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { XummPayloadStatus } from '../dist/index.js';
import type { Attributes, Handlers, Properties } from './props.js';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'xumm-payload-status': DetailedHTMLProps<HTMLAttributes<XummPayloadStatus>, XummPayloadStatus> &
        Attributes &
        Properties &
        Handlers<'on'>;
    }
  }
}
