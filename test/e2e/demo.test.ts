import { describe } from 'node:test';
import { shop } from './shop.js';
import { stage } from './stage.js';
import { wayBack } from './way-back.js';

/** A visit is mostly waiting: for a ledger, and for a phone that takes its time. */
const VISITORS_AT_ONCE = 4;

// One file, for one server and one browser: each takes seconds to start.
describe('the shop of the demo', { concurrency: VISITORS_AT_ONCE }, () => {
  const visit = stage();
  shop(visit);
  wayBack(visit);
});
