import { expect } from '@open-wc/testing';
import type { GetStatus, Outcome } from '../../src/follow/question.js';
import { UUID } from '../support/frames.js';
import { respond, untilAborted } from '../support/stage.js';
import { failed, HREF, pending, Questions } from './questions.js';

describe('one question', () => {
  let asker: Questions;
  let world: Questions['world'];

  beforeEach(() => {
    asker = new Questions();
    ({ world } = asker);
  });
  afterEach(() => {
    expect(world.timers).to.equal(0);
  });

  const word = 'off' as unknown as Error;
  const nothing = Object.create(null) as Error;
  const values: readonly [string, () => unknown, Outcome][] = [
    ['a payload status', () => Promise.resolve({ opened: false }), pending],
    ['an object, not in a promise', () => ({ opened: false }), pending],
    [
      'undefined',
      () => undefined,
      failed('What getStatus returned is a value of type undefined, not a payload status object.'),
    ],
    [
      'true',
      () => Promise.resolve(true),
      failed('What getStatus returned is a value of type boolean, not a payload status object.'),
    ],
    [
      'null',
      () => Promise.resolve(null),
      failed('What getStatus returned is null, not a payload status object.'),
    ],
    [
      'an array',
      () => Promise.resolve([]),
      failed('What getStatus returned is an array, not a payload status object.'),
    ],
    [
      'a rejection',
      () => Promise.reject(new Error('HTTP 500')),
      failed('The backend could not be asked: HTTP 500.'),
    ],
    [
      "a rejection by the browser's own fetch",
      () => Promise.reject(new TypeError('Failed to fetch')),
      failed(
        'The backend could not be asked: Failed to fetch. No network, a redirect, no CORS headers, or a policy of this page.',
      ),
    ],
    ['a rejection by a text', () => Promise.reject(word), failed('The backend could not be asked: off.')],
    [
      'a rejection by what is no text',
      () => Promise.reject(nothing),
      failed('The backend could not be asked: a value of type object.'),
    ],
    [
      'a throw',
      () => {
        throw new Error('a bug');
      },
      failed('The backend could not be asked: a bug.'),
    ],
  ];
  for (const [name, answer, expected] of values)
    it(`by getStatus, ${name}: ${expected.kind}`, async () => {
      expect(await asker.question(answer as GetStatus)).to.deep.equal(expected);
    });

  it('asks the address with cookies, no redirects, and no cache', async () => {
    const asked: [string, RequestInit][] = [];
    world.answer = (url, init) => {
      asked.push([url, init]);
      return Promise.resolve(respond({ opened: false }));
    };
    await asker.overHttp();
    expect(asked).to.have.length(1);
    expect(asked[0]?.[0]).to.equal(HREF);
    expect(asked[0]?.[1]).to.deep.include({
      credentials: 'same-origin',
      redirect: 'error',
      cache: 'no-store',
      headers: { Accept: 'application/json' },
    });
  });

  it('tells getStatus the uuid and a signal', async () => {
    const asked: unknown[] = [];
    await asker.question((uuid, { signal }) => {
      asked.push(uuid, signal.aborted);
      return Promise.resolve({ opened: false });
    });
    expect(asked).to.deep.equal([UUID, false]);
  });

  const slow: readonly [string, GetStatus][] = [
    ['never answers', (_uuid, { signal }) => untilAborted(signal)],
    ['never answers and ignores the signal', () => new Promise(() => undefined)],
    ['never ends its body', () => Promise.resolve(new Response(new ReadableStream()))],
  ];
  for (const [name, getStatus] of slow) {
    it(`gives one that ${name} 10 s`, async () => {
      let outcome: Outcome | null = null;
      void asker.question(getStatus).then((told) => (outcome = told));
      await world.pass(9_999);
      expect(outcome).to.equal(null);
      await world.pass(1);
      expect(outcome).to.deep.equal(failed('The backend did not answer within 10 s.'));
    });

    it(`lets go at once of one that ${name}, when it is dropped`, async () => {
      const asking = asker.question(getStatus);
      await world.settle();
      asker.life.abort();
      expect(await asking).to.deep.equal(failed('The question was dropped.'));
    });
  }

  for (const [name, stop] of [
    ['10 s', () => world.pass(10_000)],
    [
      'the drop',
      () => {
        asker.life.abort();
        return world.settle();
      },
    ],
  ] as const)
    it(`cancels a body that drips on beyond ${name}`, async () => {
      let isCancelled = false;
      const body = new ReadableStream({
        cancel: () => {
          isCancelled = true;
        },
      });
      const asking = asker.question(() => Promise.resolve(new Response(body)));
      await world.settle();
      await stop();
      await asking;
      expect(isCancelled).to.equal(true);
    });

  it('asks nobody when it is dropped in the same turn', async () => {
    let calls = 0;
    const asking = asker.question(() => {
      calls += 1;
      return Promise.resolve({ opened: false });
    });
    asker.life.abort();
    await asking;
    expect(calls).to.equal(0);
  });

  it('asks nobody when it is dropped before it began', async () => {
    asker.life.abort();
    expect((await asker.overHttp()).kind).to.equal('failed');
    expect(world.questions).to.deep.equal([]);
  });
});
