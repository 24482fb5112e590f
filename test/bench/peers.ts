import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { builtScript } from '../support/built-script.js';

const here = import.meta.dirname;
export const modules = join(here, 'node_modules');

/** The text that every peer must show. */
export const TEXT = 'https://xumm.app/sign/3fb2a5ee-1b0c-4f0e-9a3c-7d2f1c5e8b90';

/** A package that shows a payload, or at least a QR code. */
export interface Peer {
  readonly name: string;
  /** It follows a payload's status, instead of only drawing a code. */
  readonly follows: boolean;
  /** The markup that shows the text; null if it needs a script to show it. */
  readonly markup: string | null;
  /** Everything that the page loads for it, in one script. */
  readonly script?: () => Promise<string>;
  /** If it is not made for one script: the first of its files, below `node_modules`; that one loads the others. */
  readonly module?: string;
}

const file = (path: string) => () => Promise.resolve(readFileSync(path, 'utf8'));

/** A bundle, for peers that ship modules. */
const bundle = (contents: string) => async (): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: here },
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    write: false,
    external: ['crypto'],
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
  });
  return outputFiles[0]?.text ?? '';
};

export const ours: Peer = {
  name: 'xumm-payload-status',
  follows: true,
  markup: `<xumm-payload-status uuid="${TEXT.slice(-36)}"></xumm-payload-status>`,
  script: () => builtScript(),
};

export const peers: readonly Peer[] = [
  {
    name: 'wa-qr-code',
    follows: false,
    markup: `<wa-qr-code value="${TEXT}" size="200"></wa-qr-code>`,
    script: bundle(`import '@awesome.me/webawesome/dist/components/qr-code/qr-code.js';`),
  },
  {
    name: '@bitjson/qr-code',
    follows: false,
    markup: `<qr-code contents="${TEXT}" style="display:block;width:200px;height:200px"></qr-code>`,
    module: '@bitjson/qr-code/dist/qr-code.js',
  },
  {
    name: 'bitcoin-qr',
    follows: false,
    markup: `<bitcoin-qr unified="${TEXT}" width="200" height="200" type="svg"></bitcoin-qr>`,
    module: 'bitcoin-qr/dist/bitcoin-qr/bitcoin-qr.esm.js',
  },
  {
    name: 'wui-qr-code',
    follows: false,
    markup: null,
    script: bundle(`import '@reown/appkit-ui/wui-qr-code';`),
  },
  {
    name: 'bitcoin-connect',
    follows: true,
    markup: null,
    script: bundle(`import '@getalby/bitcoin-connect';`),
  },
  {
    name: 'xumm-sdk',
    follows: true,
    markup: null,
    script: file(join(modules, 'xumm-sdk/dist/browser.min.js')),
  },
  {
    name: 'xumm',
    follows: true,
    markup: null,
    script: bundle(`import { Xumm } from 'xumm'; window.Xumm = Xumm;`),
  },
  {
    name: 'xrpl-connect',
    follows: true,
    markup: null,
    script: file(join(modules, 'xrpl-connect/xrpl-connect.umd.js')),
  },
];

export const brotli = (text: string): number => brotliCompressSync(Buffer.from(text)).length;
