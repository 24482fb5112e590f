/**
 * The demo with its data kept, as by `npm start`, on any free port, in a process that a test can kill. Prints its
 * address.
 */
import { createDemoOrExit, listen } from '../../../demo/server.js';

const { origin } = await listen(await createDemoOrExit({ isKept: true }));
console.log(origin);
