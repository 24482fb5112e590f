import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { LIMITS } from '../../../../demo/backend/shop.js';
import { FakeLedger } from '../fake-ledger.js';
import { down, failure, openShop } from '../shop.js';

const WITHIN_MS = 50;
const limits = { ...LIMITS, answerWithinMs: WITHIN_MS };

/** No answer: only its signal ends the call. */
const silence = (signal: AbortSignal | null | undefined): Promise<never> =>
  new Promise((_, reject) => {
    const end = (): void => {
      reject(down());
    };
    if (signal?.aborted) end();
    signal?.addEventListener('abort', end);
  });

describe('a visitor’s question ends in time', () => {
  // Time limits alone do not keep a process running.
  const running = setInterval(() => undefined, 1000);
  after(() => {
    clearInterval(running);
  });

  it('all calls to the ledger together', async () => {
    const ledger = new FakeLedger();
    let isSlow = false;
    const signals: (AbortSignal | null | undefined)[] = [];
    const shop = openShop({
      limits,
      fetch: (url, init) => {
        if (!isSlow) return ledger.fetch(url, init);
        signals.push(init?.signal);
        return silence(init?.signal);
      },
    });
    const visitor = shop.visitor();
    const uuid = await visitor.buy('coffee');
    shop.platform.sign(uuid);
    isSlow = true;
    const from = performance.now();
    assert.equal(await visitor.verification(uuid), 'pending');
    assert.ok(signals.length > 1, 'and no call after the first got time of its own');
    assert.ok(performance.now() - from < 3000);
  });

  it('the call to the platform', async () => {
    const shop = openShop({ limits });
    const visitor = shop.visitor();
    const uuid = await visitor.buy('coffee');
    let ended: AbortSignal | undefined;
    shop.platform.get = (_uuid: string, signal?: AbortSignal) => silence((ended = signal));
    assert.equal(await failure(await visitor.status(uuid)), '502 platform-unavailable');
    assert.equal(ended?.aborted, true);
  });

  it('a sign-in’s question to the ledger', async () => {
    const shop = openShop({
      limits,
      verifySignIn: ({ signal }) => silence(signal).catch(() => null),
    });
    const visitor = shop.visitor();
    const uuid = await visitor.buy('sign-in');
    shop.platform.sign(uuid);
    assert.equal(await visitor.verification(uuid), 'pending');
  });
});
