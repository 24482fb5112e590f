/** `<xumm-payload-status>` in Vue 3: `import type {} from 'xumm-payload-status/vue'` once in a project. */
import type { HTMLAttributes, PublicProps } from 'vue';
import type { XummEventName, XummPayloadStatus } from '../dist/index.js';
import type { Attributes, Handlers, Properties } from './props.js';

/** The compiler calls `xumm-resolved` `onXummResolved`. */
type Pascal<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Pascal<Rest>}`
  : Capitalize<Name>;

type Listeners = {
  [Name in XummEventName as `on${Pascal<Name>}`]?: Handlers<''>[Name];
};

declare module 'vue' {
  interface HTMLAttributes {
    /** Missing in Vue's types, but strict templates need it for the content of slots. */
    slot?: string | undefined;
  }
  interface GlobalComponents {
    'xumm-payload-status': new () => {
      $props: HTMLAttributes & PublicProps & Attributes & Properties & Listeners;
    };
  }
}
