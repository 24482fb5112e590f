/**
 * `node --experimental-websocket --import tsx test/long/load-cli.ts <elements> <sessions> <seconds> <seed>`: prints the
 * result as JSON.
 */
import { load } from './load.js';

const [elements = 0, sessions = 0, seconds = 0, seed = 1] = process.argv.slice(2).map(Number);
console.log(JSON.stringify(await load({ elements, sessions, seconds, seed })));
process.exit();
