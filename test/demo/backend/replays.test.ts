import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SESSION_LIMITS } from '../../../demo/backend/sessions.js';
import { TXID, transaction } from './fixtures.js';
import { failure, openShop, type Shop } from './shop.js';

/** The uuid in the address that the wallet opens at the end, which is all that it tells. */
function wayBack({ platform }: Shop, uuid: string): string {
  const { options } = platform.created.at(-1) as { options: { return_url: { web: string } } };
  const address = new URL(options.return_url.web.replace('{id}', uuid));
  assert.deepEqual([...address.searchParams.keys()], ['payload']);
  return address.searchParams.get('payload') ?? '';
}

describe('a return URL that is replayed', () => {
  async function paid(options: Parameters<typeof openShop>[0] = {}) {
    const shipped: string[] = [];
    const shop = openShop({ onVerified: ({ uuid }) => void shipped.push(uuid), ...options });
    const ann = shop.visitor();
    const uuid = await ann.buy('coffee');
    shop.platform.sign(uuid);
    shop.ledger.set(TXID, transaction());
    return { shop, ann, shipped, uuid: wayBack(shop, uuid) };
  }
  const verdict = async (response: Response): Promise<unknown> =>
    ((await response.json()) as { verification: unknown }).verification;

  it('by somebody else, before or after it is verified: as if there were no such payload', async () => {
    const { shop, ann, shipped, uuid } = await paid();
    const eve = shop.visitor();
    await eve.buy('coffee');
    assert.equal(await failure(await eve.status(uuid)), '404 not-found');
    assert.deepEqual(shipped, []);
    assert.equal(await verdict(await ann.status(uuid)), 'verified');
    assert.equal(await failure(await eve.status(uuid)), '404 not-found');
    assert.equal(await failure(await shop.visitor().status(uuid)), '404 not-found');
    assert.deepEqual(shipped, [uuid]);
  });

  it('by the same visitor, many times at once and later: shipped once, and the platform asked once', async () => {
    const { shop, ann, shipped, uuid } = await paid();
    const answers = await Promise.all(Array.from({ length: 8 }, () => ann.status(uuid)));
    answers.push(await ann.status(uuid), await ann.status(uuid.toUpperCase()));
    for (const answer of answers) assert.equal(await verdict(answer), 'verified');
    assert.deepEqual(shipped, [uuid]);
    assert.equal(shop.platform.gets, 1);
  });

  it('once the session is over: nothing', async () => {
    let nowMs = 0;
    const { ann, shipped, uuid } = await paid({
      now: () => nowMs,
      limits: { ...SESSION_LIMITS, maxAgeMs: 1000 },
    });
    nowMs = 1000;
    assert.equal(await failure(await ann.status(uuid)), '404 not-found');
    assert.deepEqual(shipped, []);
  });

  it('with the txid of an earlier order in it: the address is not read for more than the uuid', async () => {
    const { ann, shipped, uuid } = await paid();
    const second = await ann.buy('coffee');
    assert.equal(await verdict(await ann.status(uuid)), 'verified');
    const answer = await ann.ask(
      `/api/payloads/${second}/status?txid=${TXID}&payload=${uuid}&verification=verified`,
    );
    assert.equal(((await answer.json()) as { resolved: unknown }).resolved, false);
    assert.deepEqual(shipped, [uuid]);
  });
});
