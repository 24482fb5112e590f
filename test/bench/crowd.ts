import { fixed, ours, simulate, type Outage, type Policy } from '../support/crowd.js';

/** The platform of 100,000 pages goes away for a minute. Prints how the pages return. */
const outage: Outage = { elements: 100_000, outageMs: 60_000, seed: 1 };

const policies: readonly (readonly [string, Policy])[] = [
  ['xumm-payload-status', ours],
  ['every 2 s', fixed],
];

const count = new Intl.NumberFormat('en');
console.log(
  `${count.format(outage.elements)} pages lose the platform at once, for ${outage.outageMs / 1000} s. Once it is back:\n`,
);
for (const [name, policy] of policies) {
  const { peak, backMs } = simulate(policy, outage);
  console.log(
    `${name.padEnd(20)} at most ${count.format(peak).padStart(7)} tries a second; ` +
      `99 % are back after ${(backMs / 1000).toFixed(1)} s`,
  );
}
