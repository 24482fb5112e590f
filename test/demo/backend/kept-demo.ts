/** The demo as `npm start` keeps it, on any port, in a process that a test can kill. Prints its address. */
import { createDemoOrExit, listen } from '../../../demo/server.js';

const { origin } = await listen(await createDemoOrExit({ isKept: true }));
console.log(origin);
