/** The one-script file shortens no name that somebody else may use. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { internalNames } from '../../scripts/internal-names.js';

const names = internalNames();

describe('names that the one-script file shortens', () => {
  for (const name of ['snapshot', 'isPresent', 'socketUrl', 'questionsEnded'])
    test(`${name} is shortened, because only the package uses it`, () => {
      assert(names.includes(name));
    });

  const others: Readonly<Record<string, readonly string[]>> = {
    'a property of the element': ['websocketUrl', 'secondsLeft', 'resolution', 'trustedHosts', 'environment'],
    'in the detail of an event': ['retryInMs', 'previous', 'openedByDeeplink', 'customMeta', 'cancelled'],
    'what a page passes in': ['verification', 'returnUrl', 'always', 'openedTitle', 'respondWith'],
    'called by lit': ['hostConnected', 'hostUpdated', 'willUpdate', 'fromAttribute', 'takeUp'],
    'an option of the browser': ['createHTML', 'subtree', 'numberingSystem', 'redirect', 'composed'],
    'read by the encoder of QR codes': ['errorCorrectionLevel'],
    'shared with another copy of the package': ['languages', 'listeners', 'defaultStatusUrl'],
    'on the window': ['xummPayloadStatus'],
    'a key that is a string somewhere': ['dispatched', 'verifying', 'fault', 'uuid'],
  };
  for (const [why, kept] of Object.entries(others))
    for (const name of kept)
      test(`${name} is not shortened: ${why}`, () => {
        assert(!names.includes(name));
      });
});
