/** `<xumm-payload-status>` in Vue 3: `import type {} from 'xumm-payload-status/vue'` once in a project. */
import type { HTMLAttributes, PublicProps } from 'vue';
import type { XummEventName, XummPayloadStatus } from '../dist/index.js';
import type { Attributes, Handlers, Properties } from './props.js';

/** `xumm-resolved` is `onXummResolved` to the compiler. */
type Pascal<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Pascal<Rest>}`
  : Capitalize<Name>;

type Listeners = {
  [Name in XummEventName as `on${Pascal<Name>}`]?: Handlers<''>[Name];
};

declare module 'vue' {
  interface HTMLAttributes {
    /** Vue's types leave it out, and strict templates need it for what stands in a slot of the element. */
    slot?: string | undefined;
  }
  interface GlobalComponents {
    'xumm-payload-status': new () => {
      $props: HTMLAttributes & PublicProps & Attributes & Properties & Listeners;
    };
  }
}
