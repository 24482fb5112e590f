import { describe } from 'node:test';
import { counter } from './counter.js';
import { looks } from './looks.js';
import { media } from './media.js';
import { pages } from './pages.js';
import { policy } from './policy.js';
import { shop } from './shop.js';
import { stage } from './stage.js';
import { wayBack } from './way-back.js';

/** A visit is mostly waiting: for a ledger, and for a phone that takes its time. */
const VISITORS_AT_ONCE = 4;

// One file, for one server and one browser: each takes seconds to start.
describe('the demo', { concurrency: VISITORS_AT_ONCE }, () => {
  const visit = stage();
  shop(visit);
  wayBack(visit);
  counter(visit);
  looks(visit);
  media(visit);
  policy(visit);
  pages(visit);
});
