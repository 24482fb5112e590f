/**
 * `npm run bench` measures this package and its peers; `-- crowd`, `-- cuts`, `-- lighthouse`, `-- judge` and `--
 * orders` measure other things.
 */
const benches: Readonly<Record<string, () => Promise<unknown>>> = {
  peers: () => import('./peers-table.js'),
  crowd: () => import('./crowd.js'),
  cuts: () => import('./cuts.js'),
  lighthouse: () => import('./lighthouse.js'),
  judge: () => import('./judge.js'),
  orders: () => import('./orders.js'),
};

const names = process.argv.slice(2);
for (const name of names.length > 0 ? names : ['peers']) {
  const bench = benches[name];
  if (!bench) {
    console.error(`There is no bench "${name}"; there are ${Object.keys(benches).join(', ')}.`);
    process.exit(1);
  }
  await bench();
}
