import { expect } from '@open-wc/testing';
import { ask, askUrl, type GetStatus, type Reply } from '../../src/follow/question.js';
import { UUID } from '../support/frames.js';
import { respond, untilAborted } from '../support/stage.js';
import { VirtualWorld } from '../support/virtual-world.js';

const HREF = 'https://shop.example/status';

const failed = (message: string, waitMs = 0): Reply => ({ kind: 'failed', message, waitMs, answer: null });

const returned = (what: string): Reply =>
  failed(`What getStatus returned is ${what}, not a payload status object.`);
const notAsked = (why: string): Reply => failed(`The backend could not be asked: ${why}.`);
const badBody = (what: string, status = 200): Reply => http(status, `, but its body ${what}.`);

const http = (status: number, rest = '.', waitMs = 0): Reply =>
  failed(`The backend answered HTTP ${status}${rest}`, waitMs);
const AS_JSON = 'it should be a payload status as JSON';
const TOO_LONG = http(200, ' with more than 64 KiB; it should be a small JSON object.');

const pending: Reply = {
  kind: 'answer',
  message: null,
  waitMs: 0,
  answer: { messages: [], verification: 'pending', txid: null, unresolved: false, problem: null },
};

/** Asks single questions, with no element. */
class Questions {
  readonly world = new VirtualWorld();
  readonly life = new AbortController();

  question(getStatus: GetStatus): Promise<Reply> {
    return ask(getStatus, UUID, this.world.environment, this.life.signal);
  }

  overHttp(): Promise<Reply> {
    return this.question(askUrl(HREF, this.world.environment));
  }
}

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
  const { proxy: hostile, revoke } = Proxy.revocable(new Error(), {});
  revoke();
  const values: readonly [string, () => unknown, Reply][] = [
    ['a payload status', () => Promise.resolve({ opened: false }), pending],
    ['an object, not in a promise', () => ({ opened: false }), pending],
    ['undefined', () => undefined, returned('a value of type undefined')],
    ['true', () => Promise.resolve(true), returned('a value of type boolean')],
    ['null', () => Promise.resolve(null), returned('null')],
    ['an array', () => Promise.resolve([]), returned('an array')],
    ['a rejection', () => Promise.reject(new Error('HTTP 500')), notAsked('HTTP 500')],
    [
      "a rejection by the browser's own fetch",
      () => Promise.reject(new TypeError('Failed to fetch')),
      notAsked('Failed to fetch. No network, a redirect, no CORS headers, or a policy of this page'),
    ],
    ['a rejection by a text', () => Promise.reject(word), notAsked('off')],
    ['a rejection by what is no text', () => Promise.reject(nothing), notAsked('a value of type object')],
    [
      'a Blob',
      () => new Blob(['{"opened":true}']),
      failed(
        'What getStatus returned is an object without a key that counts: write opened, expired, cancelled, resolved, signed, txid, returnUrl, verification.',
      ),
    ],
    [
      'a body that is no JSON',
      async () => (await respond('secret').json()) as unknown,
      notAsked('what it read is no JSON; give the Response itself'),
    ],
    ['a rejection by what throws', () => Promise.reject(hostile), notAsked('an object that throws')],
    [
      'a throw',
      () => {
        throw new Error('a bug');
      },
      notAsked('a bug'),
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

  it('gives getStatus the uuid and a signal', async () => {
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
    it(`gives up after 10 s on one that ${name}`, async () => {
      let reply: Reply | null = null;
      void asker.question(getStatus).then((told) => (reply = told));
      await world.pass(9_999);
      expect(reply).to.equal(null);
      await world.pass(1);
      expect(reply).to.deep.equal(failed('The backend did not answer within 10 s.'));
    });

    it(`ends at once with one that ${name}, when it is aborted`, async () => {
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
    it(`cancels a body that goes on beyond ${name}`, async () => {
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

  it('asks nobody if it is aborted in the same turn', async () => {
    let calls = 0;
    const asking = asker.question(() => {
      calls += 1;
      return Promise.resolve({ opened: false });
    });
    asker.life.abort();
    await asking;
    expect(calls).to.equal(0);
  });

  it('asks nobody if it was aborted before', async () => {
    asker.life.abort();
    expect((await asker.overHttp()).kind).to.equal('failed');
    expect(world.questions).to.deep.equal([]);
  });

  const denied = (status: number): Reply => ({
    ...http(status, ': it does not let this visitor see the payload.'),
    kind: 'denied',
  });
  /** A response of that status, with a `Retry-After` of so many seconds. */
  const status = (code: number, seconds?: string) => (): Response =>
    respond({}, { status: code, headers: seconds === undefined ? {} : { 'Retry-After': seconds } });
  const read = (use: (response: Response) => void) => (): Response => {
    const response = respond({ opened: false });
    use(response);
    return response;
  };
  /** A response without a stream. */
  const polyfilled = (body: object) => (): Response => {
    const { ok, status, headers } = respond('');
    return { ok, status, headers, text: () => Promise.resolve(JSON.stringify(body)) } as Response;
  };
  const body = (content: unknown) => (): Response => respond(content);

  const responses: readonly [string, () => Response, Reply][] = [
    ['a payload status', body({ opened: false }), pending],
    ['a payload status, and HTTP 201', () => respond({ opened: false }, { status: 201 }), pending],
    ['unknown keys beside it', body({ hex: 'secret', opened: false }), pending],
    [
      '{}',
      body({}),
      badBody(
        'is an object without a key that counts: write opened, expired, cancelled, resolved, signed, txid, returnUrl, verification',
      ),
    ],
    [
      "the platform's own answer",
      body({ hex: 'secret', meta: {} }),
      badBody(
        "is the platform's own answer, which holds secrets; make {resolved, signed, txid, verification} of it",
      ),
    ],
    ['204', () => new Response(null, { status: 204 }), badBody(`is empty; ${AS_JSON}`, 204)],
    ['an empty body', body(''), badBody(`is empty; ${AS_JSON}`)],
    ['HTML', body('<!doctype html><p>Log in'), badBody(`is HTML; ${AS_JSON}`)],
    ['text', body('paid'), badBody(`is no JSON; ${AS_JSON}`)],
    ['null', body('null'), badBody('is null, not a payload status object')],
    ['an array', body([{}]), badBody('is an array, not a payload status object')],
    ['true', body('true'), badBody('is a value of type boolean, not a payload status object')],
    ['64 KiB', body({ opened: false, x: 'x'.repeat(65_536 - 23) }), pending],
    ['64 KiB and a byte', body({ x: 'x'.repeat(65_536 - 7) }), TOO_LONG],
    ['400', status(400), http(400)],
    ['401', status(401), denied(401)],
    ['403', status(403), denied(403)],
    ['404', status(404), { kind: 'missing', message: null, waitMs: 0, answer: null }],
    ['429', status(429), http(429)],
    ['429, Retry-After 20', status(429, '20'), http(429, '.', 20_000)],
    ['503, Retry-After 7', status(503, '7'), http(503, '.', 7_000)],
    ['500, Retry-After 7', status(500, '7'), http(500)],
    [
      'one that the page has read',
      read((response) => void response.text()),
      badBody('was read already: give a clone()'),
    ],
    ['one whose other half the page has read', read((response) => void response.clone().text()), pending],
    [
      'one that hides all, of another origin without CORS',
      () => Response.error(),
      http(0, '. No network, a redirect, no CORS headers, or a policy of this page.'),
    ],
    ['that of a polyfill', polyfilled({ opened: false }), pending],
    ['that of a polyfill, too long', polyfilled({ x: 'x'.repeat(65_536) }), TOO_LONG],
  ];
  it('takes a response of another window', async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const { Response: Theirs } = frame.contentWindow as unknown as typeof globalThis;
    expect(
      await asker.question(() => Promise.resolve(new Theirs(respond({ opened: false }).body))),
    ).to.deep.equal(pending);
    frame.remove();
  });

  for (const [name, response, expected] of responses) {
    it(`over status-url, ${name}: ${expected.kind}`, async () => {
      world.answer = () => Promise.resolve(response());
      expect(await asker.overHttp()).to.deep.equal(expected);
    });

    it(`by a getStatus that returns a Response, ${name}: ${expected.kind}`, async () => {
      expect(await asker.question(() => Promise.resolve(response()))).to.deep.equal(expected);
    });
  }
});
