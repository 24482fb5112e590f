import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

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

/** The element as the manifest describes it, made from the source, without a build. */
export function readElement(): Declaration {
  const folder = mkdtempSync(join(tmpdir(), 'manifest-'));
  try {
    execFileSync(process.execPath, [join(ROOT, 'node_modules/.bin/cem'), 'analyze', '--quiet'], {
      cwd: ROOT,
      env: { ...process.env, MANIFEST_FOLDER: relative(ROOT, folder) },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const { modules } = JSON.parse(readFileSync(join(folder, 'custom-elements.json'), 'utf8')) as {
      modules: { declarations: Declaration[] }[];
    };
    const element = modules.flatMap(({ declarations }) => declarations)[0];
    if (!element) throw new Error('The source describes no element.');
    return element;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `Detail:` separates when an event comes from what is in its detail. */
export function readEvent({ description = '' }: Named): { readonly when: string; readonly detail: string } {
  const [when = '', detail = ''] = description.split(/\.?\s*Detail: /);
  return { when, detail };
}
