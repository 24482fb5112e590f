import { join } from 'node:path';
import type { Plugin } from 'vite';

const OWN = JSON.stringify(join(import.meta.dirname, '../src/embed/trusted-types.ts'));

/** For files that contain lit: names its Trusted Types policy `xumm-payload-status`, because the page's lit uses `lit-html`. */
export function ownPolicy(): Plugin {
  return {
    name: 'own-policy',
    apply: 'build',
    transform(code, id) {
      if (!id.replaceAll('\\', '/').endsWith('/lit-html/lit-html.js')) return null;
      const renamed = code.replace(/\w+\.createPolicy\("lit-html",/, 'createOwnPolicy(');
      if (renamed === code) this.error('lit-html makes its policy in another way than it did.');
      return `import { createOwnPolicy } from ${OWN};\n${renamed}`;
    },
  };
}
