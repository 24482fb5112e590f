import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Named {
  readonly name: string;
  readonly description?: string;
  readonly type?: { readonly text: string };
}

export interface Member extends Named {
  readonly kind: 'field' | 'method';
  readonly static?: boolean;
  readonly readonly?: boolean;
  readonly attribute?: string;
  readonly return?: { readonly type?: { readonly text: string } };
}

export interface Declaration {
  readonly members: readonly Member[];
  readonly events: readonly Named[];
  readonly slots: readonly Named[];
  readonly cssParts: readonly Named[];
  readonly cssProperties: readonly Named[];
}

/**
 * The element as `dist/custom-elements.json` describes it.
 *
 * @throws where there is no such file; `cem analyze` makes it
 */
export function readElement(): Declaration {
  const path = join(import.meta.dirname, '../dist/custom-elements.json');
  const { modules } = JSON.parse(readFileSync(path, 'utf8')) as {
    modules: { declarations: Declaration[] }[];
  };
  const element = modules.flatMap(({ declarations }) => declarations)[0];
  if (!element) throw new Error(`${path} describes no element: run "npx cem analyze", which makes it anew.`);
  return element;
}

/** `Detail:` parts what an event carries from when it comes. */
export function readEvent({ description = '' }: Named): { readonly when: string; readonly detail: string } {
  const [when = '', detail = ''] = description.split(/\.?\s*Detail: /);
  return { when, detail };
}
