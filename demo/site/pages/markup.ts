/** The choices in the playground; an empty text means the element's own default. */
export interface Choices {
  readonly product: string;
  readonly hasBackend: boolean;
  readonly lang: string;
  readonly dir: string;
  readonly theme: string;
  readonly width: string;
  readonly layout: string;
  /** By their names, with the dashes. */
  readonly customProperties: Readonly<Record<string, string>>;
  readonly renewable: boolean;
  readonly pushed: boolean;
  readonly network: string | null;
}

export type Framework = 'html' | 'vue' | 'svelte' | 'angular' | 'react' | 'next';

const indented = (text: string, by: string): string => text.replace(/^(?=.)/gm, by);

/** The tag; how the payload comes in is the framework's own. */
function tagOf(choices: Choices, payload: string): string {
  const attributes = [
    payload,
    choices.hasBackend && 'status-url="/api/payloads/{uuid}/status"',
    choices.network !== null && `network="${choices.network}"`,
    choices.lang !== 'en' && `lang="${choices.lang}"`,
    choices.dir && `dir="${choices.dir}"`,
    choices.layout && `layout="${choices.layout}"`,
    choices.renewable && 'renewable',
    choices.pushed && 'pushed',
  ].filter((attribute) => attribute !== false && attribute !== '');
  return `<xumm-payload-status\n${attributes.map((attribute) => `  ${String(attribute)}\n`).join('')}></xumm-payload-status>`;
}

function styleOf({ theme, customProperties }: Choices, selector = 'xumm-payload-status'): string {
  const rules = [
    theme && `color-scheme: ${theme};`,
    ...Object.entries(customProperties).map(([name, value]) => value && `${name}: ${value};`),
  ].filter((rule) => rule !== '');
  return rules.length === 0 ? '' : `${selector} {\n${rules.map((rule) => `  ${rule}\n`).join('')}}`;
}

const imports = ({ lang }: Choices): string =>
  ["import 'xumm-payload-status/define';", lang !== 'en' && `import 'xumm-payload-status/locales/${lang}';`]
    .filter((line) => line !== false)
    .join('\n');

const inStyleTag = (style: string): string => style && `\n\n<style>\n${indented(style, '  ')}\n</style>`;
const inStyleSheet = (style: string): string => style && `\n\n/* In your style sheet:\n${style}\n*/`;

const WRITERS: Readonly<Record<Framework, (choices: Choices) => string>> = {
  html: (choices) =>
    `<script type="module">\n${indented(imports(choices), '  ')}\n</script>\n\n${tagOf(
      choices,
      'websocket-url="wss://xumm.app/sign/3fb2a5ee-1b0c-4f0e-9a3c-7d2f1c5e8b90"',
    )}${inStyleTag(styleOf(choices))}`,
  vue: (choices) =>
    `<script setup>\n${imports(choices)}\n\ndefineProps(['payload']);\n</script>\n\n<template>\n${indented(
      tagOf(choices, ':payload="payload"'),
      '  ',
    )}\n</template>${inStyleTag(styleOf(choices))}`,
  svelte: (choices) =>
    `<script>\n${indented(imports(choices), '  ')}\n\n  let { payload } = $props();\n</script>\n\n${tagOf(
      choices,
      '{payload}',
    ).replace(
      /"([^"]*)\{uuid\}([^"]*)"/,
      '{"$1{uuid}$2"}',
    )}${inStyleTag(styleOf(choices, ':global(xumm-payload-status)'))}`,
  angular: (choices) =>
    `import { Component, CUSTOM_ELEMENTS_SCHEMA, input } from '@angular/core';\n${imports(choices)}\n\n@Component({
  selector: 'app-payment',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: \`\n${indented(
    // Braces in double are Angular's own; single ones are text.
    tagOf(choices, '[payload]="payload()"'),
    '    ',
  )}\n  \`,${styleOf(choices) && `\n  styles: \`\n${indented(styleOf(choices), '    ')}\n  \`,`}\n})\nexport class Payment {\n  readonly payload = input();\n}`,
  react: (choices) =>
    `${imports(choices)}\n\nexport const Payment = ({ payload }) => (\n${indented(
      tagOf(choices, 'payload={payload}'),
      '  ',
    )}\n);${inStyleSheet(styleOf(choices))}`,
  next: (choices) =>
    `'use client';\n\nimport { useEffect } from 'react';\n\nexport default function Payment({ payload }) {\n  // Only in the browser: on the server Next renders just the tag.\n  useEffect(() => {\n${indented(
      imports(choices).replace(/^import (.*);$/gm, 'void import($1);'),
      '    ',
    )}\n  }, []);\n\n  return (\n${indented(
      tagOf(choices, 'payload={JSON.stringify(payload)}'),
      '    ',
    )}\n  );\n}${inStyleSheet(styleOf(choices))}`,
};

/** The same as a page would write it. */
export const markupOf = (choices: Choices, framework: Framework): string => WRITERS[framework](choices);
