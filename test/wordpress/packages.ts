import { existsSync } from 'node:fs';
import { run } from './support/processes.js';

// Says which of Debian's packages are missing for a WordPress of the tests' own, and ends with 1; else says nothing.

const runs = (command: string, ...args: string[]): Promise<boolean> =>
  run(command, args).then(
    () => true,
    () => false,
  );

const isThere: Readonly<Record<string, boolean>> = {
  wordpress: existsSync('/usr/share/wordpress/wp-load.php'),
  'php-cli': await runs('php', '-v'),
  'php-mysql': await runs('php', '-r', 'exit(extension_loaded("mysqli") ? 0 : 1);'),
  'mariadb-server': await runs('mariadbd', '--version'),
};
const missing = Object.keys(isThere).filter((name) => !isThere[name]);
if (missing.length > 0) {
  console.error(
    `The tests of the WordPress plugin need: apt-get install --no-install-recommends ${missing.join(' ')}`,
  );
  process.exitCode = 1;
}
