/** `npm run test:long`: a million frames of a rogue socket, and ten minutes under load; `SEED` repeats a run. */
import { fuzz } from './fuzz.js';
import { runLoad } from './load-run.js';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
console.log(`seed ${seed}`);
const frames = await fuzz(seed, 1_000_000);
console.log('rogue socket:', frames);
const under = await runLoad({ elements: 600, sessions: 1_400, seconds: 600, seed });
console.log('under load:', under);
const failed = [frames.faults, under.wrong].filter((faults) => faults.length > 0).length;
console.log(`${2 - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
