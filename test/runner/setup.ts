/**
 * `npm run setup` installs what the parts of `npm run test:all` need besides Node: browsers, PHP, WordPress, databases. On
 * Debian and its relatives, as root.
 */
import { spawnSync } from 'node:child_process';
import { needs, type Need } from './needs.js';

const unmet = Object.values<Need>(needs).filter(({ isMet }) => !isMet());
const packages = [...new Set(unmet.flatMap(({ debian }) => debian))];

function aptGet(...args: string[]): void {
  const { status, error } = spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status === 0) return;
  console.error(
    error || process.getuid?.() !== 0
      ? `This installs Debian's packages, as root. Elsewhere install what is like them: ${packages.join(', ')}.`
      : `apt-get ${args[0] ?? ''} failed: is there a network, and room on the disk? What it said stands above.`,
  );
  process.exit(1);
}

if (packages.length > 0) {
  aptGet('update', '-qq');
  aptGet('install', '-y', '-qq', '--no-install-recommends', ...packages);
}
console.log(packages.length > 0 ? `Installed: ${packages.join(', ')}.` : 'All is there.');
