import { describe } from 'node:test';
import { counter } from './counter.js';
import { looks } from './looks.js';
import { media } from './media.js';
import { pages } from './pages.js';
import { policy } from './policy.js';
import { stage } from './stage.js';

// In one file, because each server and browser takes seconds to start.
describe('the pages of the demo', { concurrency: 4 }, () => {
  const visit = stage();
  counter(visit);
  looks(visit);
  media(visit);
  policy(visit);
  pages(visit);
});
