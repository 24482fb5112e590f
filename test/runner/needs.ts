import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { findBrowser } from '../support/find-browser.js';

/** What a part needs besides Node and the packages of `npm ci`. */
export interface Need {
  /** Debian's packages that contain it; `npm run setup` installs them. */
  readonly debian: readonly string[];
  readonly isMet: () => boolean;
  /** What to do without it, if no package contains it. */
  readonly advice?: string;
}

const runs = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

const postgresFolder = '/usr/lib/postgresql';

export const needs = {
  chromium: { debian: ['chromium'], isMet: () => findBrowser('chromium') !== null },
  firefox: { debian: ['firefox-esr'], isMet: () => findBrowser('firefox') !== null },
  webkit: {
    debian: ['webkit2gtk-driver', 'xvfb'],
    isMet: () => findBrowser('webkit') !== null && runs('Xvfb', '-help'),
  },
  php: { debian: ['php-cli'], isMet: () => runs('php', '-v') },
  wordpress: {
    debian: ['wordpress', 'php-cli', 'php-mysql', 'php-sqlite3', 'mariadb-server', 'openssl'],
    isMet: () =>
      existsSync('/usr/share/wordpress/wp-load.php') &&
      runs('php', '-r', 'exit(extension_loaded("mysqli") && extension_loaded("pdo_sqlite") ? 0 : 1);') &&
      runs('mariadbd', '--version') &&
      runs('openssl', 'version'),
  },
  postgres: {
    debian: ['postgresql'],
    isMet: () =>
      existsSync(postgresFolder) &&
      readdirSync(postgresFolder).some((version) => existsSync(`${postgresFolder}/${version}/bin/postgres`)),
  },
  registry: {
    debian: [],
    isMet: () => runs('npm', 'view', 'lit', 'version', '--fetch-retries=0', '--fetch-timeout=20000'),
    advice: "npm's registry does not answer: connect this machine to the network",
  },
} as const satisfies Readonly<Record<string, Need>>;

export type NeedName = keyof typeof needs;

/** Why a part with these needs cannot run, and what to do; null if it can. */
export function missing(names: readonly NeedName[]): string | null {
  const unmet = names.map((name): Need => needs[name]).filter(({ isMet }) => !isMet());
  if (unmet.length === 0) return null;
  const packages = unmet.flatMap(({ debian }) => debian);
  const advice = unmet.flatMap(({ advice: words }) => words ?? []);
  if (packages.length > 0)
    advice.unshift(`needs ${packages.join(', ')}: as root on Debian "npm run setup" installs it`);
  return advice.join('; ');
}
