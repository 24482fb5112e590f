import { describe } from 'node:test';
import { JSDOM } from 'jsdom';
import { inTestEnvironment } from './in-test-environment.js';

describe('in jsdom', () => {
  inTestEnvironment(
    (url) => new JSDOM('<!doctype html><html lang="en"><body></body></html>', { url }).window,
  );
});
