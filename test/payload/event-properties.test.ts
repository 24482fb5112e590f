import { eventsFor } from '../../src/events.js';
import type { Input } from '../../src/payload/input.js';
import { always, moves } from './always.js';
import { anyRun } from './arbitraries.js';

describe('what is told of whatever comes', () => {
  const ONCE = ['opened', 'devapp-fetched', 'pre-signed', 'dispatched', 'resolved', 'expired', 'verified'];
  const told = (inputs: readonly Input[]): string[] =>
    moves(inputs).flatMap(([before, after]) =>
      eventsFor(before, after).map(([type]) => type.replace('xumm-', '')),
    );

  always('each step and each end once', anyRun, (inputs) => {
    const names = told(inputs).filter((name) => ONCE.includes(name));
    return new Set(names).size === names.length;
  });

  always('opened before any later step, and no step after the resolution', anyRun, (inputs) => {
    const names = told(inputs).filter((name) => ONCE.includes(name));
    const at = (name: string): number => names.indexOf(name);
    const isInOrder = (first: string, second: string): boolean =>
      at(second) < 0 || (at(first) >= 0 && at(first) < at(second));
    return (
      ['pre-signed', 'dispatched', 'resolved'].every((later) => isInOrder('opened', later)) &&
      isInOrder('resolved', 'verified') &&
      ['devapp-fetched', 'pre-signed', 'dispatched', 'expired'].every(
        (step) => at('resolved') < 0 || at(step) < at('resolved'),
      )
    );
  });

  always('pre-signed and dispatched by frames of their own only', anyRun, (inputs) => {
    const names = told(inputs.filter(({ type }) => type !== 'heard'));
    return (
      !names.includes('pre-signed') && !names.includes('dispatched') && !names.includes('devapp-fetched')
    );
  });
});
