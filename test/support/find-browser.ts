import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export type Engine = 'chromium' | 'firefox' | 'webkit';

interface Source {
  /** The environment variable that names the program. */
  readonly variable: string;
  readonly commands: readonly string[];
  readonly files: readonly string[];
  readonly debian: readonly string[];
  readonly advice: string;
}

const programFiles = [
  process.env['PROGRAMFILES'],
  process.env['PROGRAMFILES(X86)'],
  process.env['LOCALAPPDATA'],
];
const onWindows = (path: string): string[] =>
  programFiles.flatMap((folder) => (folder ? [join(folder, path)] : []));

const sources: Readonly<Record<Engine, Source>> = {
  chromium: {
    variable: 'CHROME_PATH',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'],
    files: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      ...onWindows('Google/Chrome/Application/chrome.exe'),
      ...onWindows('Microsoft/Edge/Application/msedge.exe'),
    ],
    debian: ['chromium'],
    advice: 'Install Chrome, Chromium or Edge, or set CHROME_PATH to the program.',
  },
  firefox: {
    variable: 'FIREFOX_PATH',
    commands: ['firefox-esr', 'firefox'],
    files: ['/Applications/Firefox.app/Contents/MacOS/firefox', ...onWindows('Mozilla Firefox/firefox.exe')],
    debian: ['firefox-esr'],
    advice: 'Install Firefox (as root on Debian: npm run setup), or set FIREFOX_PATH to the program.',
  },
  webkit: {
    variable: 'WEBKIT_DRIVER_PATH',
    commands: ['WebKitWebDriver'],
    files: [],
    debian: ['webkit2gtk-driver', 'xvfb'],
    advice: 'Install WebKitGTK with its driver (as root on Debian: npm run setup); macOS is not supported.',
  },
};

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Whether a program is a browser, by its version output. Not on Windows, where browsers open a window instead. */
function isBrowser(path: string): boolean {
  if (process.platform === 'win32') return true;
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  return status === 0 && /Chrom|Edge|Brave|Opera|Vivaldi|Firefox|WebKit/.test(stdout);
}

function find({ variable, commands, files }: Source): string | null {
  const named = process.env[variable];
  if (named) return isProgram(named) && isBrowser(named) ? named : null;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return (
    [...commands.flatMap((command) => folders.map((folder) => join(folder, command))), ...files].find(
      isProgram,
    ) ?? null
  );
}

/** As root on Debian or a relative, the package manager can install it. */
function install({ debian }: Source): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  console.error(`Installing ${debian.join(', ')}…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...debian], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
}

/** The path of the browser (for WebKit: of its driver), or null. */
export const findBrowser = (engine: Engine): string | null => find(sources[engine]);

/**
 * Like `findBrowser`, but without a browser the process exits with a sentence that says what to install. Chromium, which
 * `npm test` needs, is installed if possible.
 */
export function browserOrExit(engine: Engine): string {
  if (engine === 'chromium' && findBrowser(engine) === null && !process.env['CHROME_PATH'])
    install(sources.chromium);
  const found = findBrowser(engine);
  if (found !== null) return found;
  const source = sources[engine];
  const named = process.env[source.variable];
  console.error(
    named
      ? `${source.variable} is "${named}", which is no browser that can be run: correct it, or unset it.`
      : `No ${engine} was found. ${source.advice}`,
  );
  process.exit(1);
}
