import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const runs = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** What a site needs of a Debian machine, and how to see that it is there. */
const NEEDED: readonly (readonly [debian: string, isThere: () => boolean])[] = [
  ['wordpress', () => existsSync('/usr/share/wordpress/wp-load.php')],
  ['php-cli', () => runs('php', ['-v'])],
  ['php-mysql', () => runs('php', ['-r', 'exit(extension_loaded("mysqli") ? 0 : 1);'])],
  ['mariadb-server', () => runs('mariadbd', ['--version'])],
];

/** @returns a sentence that names the missing packages, or null */
export function missingPackages(): string | null {
  const missing = NEEDED.filter(([, isThere]) => !isThere()).map(([debian]) => debian);
  if (missing.length === 0) return null;
  return `A WordPress of its own needs: apt-get install --no-install-recommends ${missing.join(' ')}`;
}
