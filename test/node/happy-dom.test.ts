import { describe } from 'node:test';
import { Window } from 'happy-dom';
import { inTestEnvironment } from './in-test-environment.js';

describe('in happy-dom', () => {
  inTestEnvironment((url) => new Window({ url }));
});
