import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIMITS } from '../../../../demo/backend/shop.js';
import { TXID } from '../fixtures.js';
import { failure, openShop, type TestShop } from '../shop.js';

describe('a payload belongs to the session that created it', () => {
  it('another visitor, one without a cookie and one with a made-up cookie get the response for an unknown uuid', async () => {
    const shop = openShop();
    const [ann, bob, eve] = [shop.visitor(), shop.visitor(), shop.visitor()];
    const uuid = await ann.buy('coffee');
    await bob.buy('coffee');
    eve.cookie = `shop_session=${'0'.repeat(32)}`;
    assert.equal((await ann.status(uuid)).status, 200);

    const unknown = await (await bob.status(crypto.randomUUID())).text();
    for (const visitor of [bob, eve, shop.visitor()]) {
      const response = await visitor.status(uuid);
      assert.equal(response.status, 404);
      assert.equal(await response.text(), unknown);
    }
    assert.equal(shop.platform.gets, 1, 'the platform was not even asked');
  });

  it('a session’s payloads stay readable with the same cookie', async () => {
    const shop = openShop();
    const visitor = shop.visitor();
    const first = await visitor.buy('coffee');
    const { cookie } = visitor;
    const second = await visitor.buy('sign-in');
    assert.equal(visitor.cookie, cookie);
    assert.equal((await visitor.status(first)).status, 200);
    assert.equal((await visitor.status(second)).status, 200);
  });
});

/** The uuid in the address that the wallet opens at the end; the address contains nothing else. */
function wayBack({ platform }: TestShop, uuid: string): string {
  const { options } = platform.created.at(-1) as { options: { return_url: { web: string } } };
  const address = new URL(options.return_url.web.replace('{id}', uuid));
  assert.deepEqual([...address.searchParams.keys()], ['payload']);
  return address.searchParams.get('payload') ?? '';
}

describe('a return URL that is replayed', () => {
  async function paid(options: Parameters<typeof openShop>[0] = {}) {
    const shop = openShop(options);
    const ann = shop.visitor();
    const uuid = await ann.buy('coffee');
    shop.platform.sign(uuid);
    await shop.pay(uuid);
    return { shop, ann, uuid: wayBack(shop, uuid) };
  }

  it('by somebody else, before or after it is verified: the payload looks nonexistent', async () => {
    const { shop, ann, uuid } = await paid();
    const eve = shop.visitor();
    await eve.buy('coffee');
    assert.equal(await failure(await eve.status(uuid)), '404 not-found');
    assert.equal((await shop.order(uuid)).verdict, 'pending', 'nothing was asked for a stranger');
    assert.equal(await ann.verification(uuid), 'verified');
    assert.equal(await failure(await eve.status(uuid)), '404 not-found');
    assert.equal(await failure(await shop.visitor().status(uuid)), '404 not-found');
  });

  it('by the same visitor, many times at once and later: shipped once, and the platform is asked once', async () => {
    const { shop, ann, uuid } = await paid();
    const answers = await Promise.all(Array.from({ length: 8 }, () => ann.verification(uuid)));
    answers.push(await ann.verification(uuid), await ann.verification(uuid.toUpperCase()));
    assert.deepEqual(new Set(answers), new Set(['verified']));
    await shop.work();
    assert.deepEqual(shop.delivered, [(await shop.order(uuid)).id]);
    assert.equal(shop.platform.gets, 1);
  });

  it('after the session ended: nothing is shown, and what was paid is still delivered', async () => {
    const { shop, ann, uuid } = await paid({ limits: { ...LIMITS, sessionMaxAgeMs: 1000 } });
    shop.pass(1000);
    assert.equal(await failure(await ann.status(uuid)), '404 not-found');
    await shop.work();
    assert.deepEqual(shop.delivered, [(await shop.order(uuid)).id]);
  });

  it('with the txid of an earlier order in it: only the uuid is read from the address', async () => {
    const { shop, ann, uuid } = await paid();
    assert.equal(await ann.verification(uuid), 'verified');
    const second = await ann.buy('coffee');
    assert.notEqual(second, uuid, 'a paid order is over: this is another');
    const answer = await ann.ask(
      `/api/payloads/${second}/status?txid=${TXID}&payload=${uuid}&verification=verified`,
    );
    assert.equal(((await answer.json()) as { resolved: unknown }).resolved, false);
    await shop.work();
    assert.equal(shop.delivered.length, 1);
  });
});
