import { expect } from '@open-wc/testing';
import { strike } from '../support/stage.js';
import {
  ALL,
  always,
  PENDING,
  play,
  foundOf,
  REFUSED,
  slow,
  SOURCES,
  VERIFIED,
  type Row,
  type Script,
} from './rows.js';

const rows: readonly (readonly [Row['name'], Script, Row['end'], number, Row['failures'], Row['tries']])[] = [
  ['verified', always(VERIFIED), 'verified', 0, [], [0]],
  ['refused', always(REFUSED), 'refused', 0, [], [0]],
  [
    'refused beside an unresolved payload',
    always({ resolved: false, verification: 'refused' }),
    'timeout',
    60,
    [],
    ALL,
  ],
  [
    'refused beside no word on signed',
    always({ resolved: true, verification: 'refused' }),
    'timeout',
    60,
    [],
    ALL,
  ],
  ['verified beside signed: false', always({ ...VERIFIED, signed: false }), 'timeout', 60, [], ALL],
  ['verified beside no resolved', always({ signed: true, verification: 'verified' }), 'timeout', 60, [], ALL],
  [
    'pending, verified from 4 s on',
    (at) => (at < 4 ? PENDING : VERIFIED),
    'verified',
    4.5,
    [],
    ALL.slice(0, 4),
  ],
  ['pending, refused from 4 s on', (at) => (at < 4 ? PENDING : REFUSED), 'refused', 4.5, [], ALL.slice(0, 4)],
  [
    'not resolved yet, then verified',
    (at) => (at < 1 ? { resolved: false } : VERIFIED),
    'verified',
    1,
    [],
    [0, 1],
  ],
  ['pending to the end', always(PENDING), 'timeout', 60, [], ALL],
  ['verified at the last try', (at) => (at < 57 ? PENDING : VERIFIED), 'verified', 57.5, [], ALL],
  ['404 to the end', always({ http: 404 }), 'timeout', 60, ['HTTP 404'], ALL],
  ['404, then verified', (at) => (at < 1 ? { http: 404 } : VERIFIED), 'verified', 1, [], [0, 1]],
  [
    'slow by 2 s, verified from 6 s on',
    slow(2, (at) => (at < 6 ? PENDING : VERIFIED)),
    'verified',
    8.5,
    [],
    [0, 3, 6.5],
  ],
  [
    'slow by 2 s, pending to the end',
    slow(2, always(PENDING)),
    'timeout',
    60,
    [],
    [0, 3, 6.5, 10.5, 15.5, 22.5, 29.5, 36.5, 43.5, 50.5, 57.5],
  ],
  [
    'slow by 4 s, pending, the end amid a try',
    slow(4, always(PENDING)),
    'timeout',
    60,
    [],
    [0, 5, 10.5, 16.5, 23.5, 32.5, 41.5, 50.5, 59.5],
  ],
  ['slow by 9.9 s, verified', slow(9.9, always(VERIFIED)), 'verified', 9.9, [], [0]],
];

describe('verification', () => {
  afterEach(strike);

  for (const source of SOURCES)
    for (const [name, script, end, endsAt, failures, tries] of rows)
      it(`by ${source}, ${name}: ${end} after ${endsAt} s`, async () => {
        const row: Row = { name, script, end, endsAt, failures, tries };
        expect(await play(row, source)).to.deep.equal(foundOf(row));
      });
});
