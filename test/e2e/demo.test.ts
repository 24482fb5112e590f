import { describe } from 'node:test';
import { shop } from './shop.js';
import { stage } from './stage.js';
import { wayBack } from './way-back.js';

/** A visit mostly waits: for a ledger, and for the simulated phone. */
const VISITORS_AT_ONCE = 4;

// In one file, because each server and browser takes seconds to start.
describe('the shop of the demo', { concurrency: VISITORS_AT_ONCE }, () => {
  const visit = stage();
  shop(visit);
  wayBack(visit);
});
