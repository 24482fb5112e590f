import { expect } from '@open-wc/testing';
import { readParent } from '../../src/embed/parent.js';

const BLOG = 'https://blog.example';
const EVIL = 'https://evil.example';

describe('the parent of a frame', () => {
  for (const [what, allowed, ancestors, referrer] of [
    ['a listed parent', BLOG, [BLOG], ''],
    ['a listed parent of several', `https://a.example\n ${BLOG}`, [BLOG], ''],
    ['listed pages around it', `${BLOG} https://a.example`, [BLOG, 'https://a.example'], ''],
    ['no list of ancestors, but a referrer', BLOG, undefined, `${BLOG}/post?x=1`],
    ['ancestors, and a referrer that says otherwise', BLOG, [BLOG], EVIL],
  ] as const)
    it(`is known by ${what}`, () => {
      expect(readParent({ allowed, ancestors, referrer })).to.deep.equal({ origin: BLOG });
    });

  for (const [what, allowed, ancestors, referrer, sentence] of [
    ['another parent', BLOG, [EVIL], '', `may not stand in a page of ${EVIL}`],
    ['a listed parent within another page', BLOG, [BLOG, EVIL], '', `may not stand in a page of ${EVIL}`],
    ['ancestors that contradict the referrer', BLOG, [EVIL], BLOG, `may not stand in a page of ${EVIL}`],
    ['another referrer', BLOG, undefined, `${EVIL}/?${BLOG}`, `may not stand in a page of ${EVIL}`],
    ['an empty list', '', [BLOG], '', 'add it to <meta name="xumm-parents">'],
    [
      'a list that names only a part of it',
      'https://blog.exam',
      [BLOG],
      '',
      'add it to <meta name="xumm-parents">',
    ],
    ['a parent without an origin', BLOG, ['null'], '', 'may not stand in a page of null'],
    ['neither ancestors nor referrer', BLOG, undefined, '', 'Add referrerpolicy="origin"'],
  ] as const)
    it(`is refused with ${what}`, () => {
      const reading = readParent({ allowed, ancestors, referrer });
      expect('problem' in reading ? reading.problem : '').to.contain(sentence);
    });
});
