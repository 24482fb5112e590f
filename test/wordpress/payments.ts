import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Visitor } from './support/visitor.js';
import { SHOP, creations, settled, type World } from './support/world.js';

/** What counts as paid. */
export function payments(built: () => World): void {
  for (const [what, signing] of [
    ['a TESTNET payment for a MAINNET product', { node: 'TESTNET' }],
    ['a partial payment', { delivered: '1' }],
    ['more than is due', { delivered: '10000001' }],
    ['a payment in another currency', { delivered: { currency: 'USD', issuer: SHOP, value: '10000000' } }],
    ['a payment that failed', { result: 'tecPATH_DRY' }],
  ] as const)
    test(`${what} is refused, for good, and nothing is shipped`, async () => {
      const { platform, site } = built();
      const { path, visitor } = await built().shopper();
      const { uuid } = await visitor.start(path, 'mug');
      await platform.sign(uuid, signing);
      assert.equal(await settled(visitor, uuid), 'refused');
      assert.equal((await visitor.status(uuid)).verification, 'refused');
      assert.equal((await site.verified()).filter((facts) => facts.uuid === uuid).length, 0);
    });

  test('a payment to another account, presented as ours, is refused', async () => {
    const { platform } = built();
    const { path, visitor } = await built().shopper();
    const { uuid } = await visitor.start(path, 'mug');
    const txid = 'D1'.repeat(32);
    const other = {
      TransactionType: 'Payment',
      Destination: 'rPT1Sjq2YGrBMTttX4GZHjKu9dyfzbpAYe',
      Amount: '10000000',
    };
    await platform.sign(await platform.createForeign(other), { txid });
    await platform.sign(uuid, { txid });
    assert.equal(await settled(visitor, uuid), 'refused');
  });

  test('a transaction that is no payment, presented as one, is refused', async () => {
    const { platform } = built();
    const { path, visitor } = await built().shopper();
    const { uuid } = await visitor.start(path, 'mug');
    const txid = 'D2'.repeat(32);
    await platform.sign(await platform.createForeign({ TransactionType: 'AccountSet', Destination: SHOP }), {
      txid,
    });
    await platform.sign(uuid, { txid });
    assert.equal(await settled(visitor, uuid), 'refused');
  });

  test('one transaction pays for one order', async () => {
    const { platform } = built();
    const { path, visitor } = await built().shopper();
    const second = new Visitor(visitor.origin);
    const txid = 'D3'.repeat(32);
    const orders = [
      [visitor, (await visitor.start(path, 'mug')).uuid],
      [second, (await second.start(path, 'mug')).uuid],
    ] as const;
    for (const [, uuid] of orders) await platform.sign(uuid, { txid });
    const verdicts = await Promise.all(orders.map(([who, uuid]) => settled(who, uuid)));
    assert.deepEqual(verdicts.sort(), ['refused', 'verified']);
  });

  test('a transaction that is not validated is pending for as long as it is not', async () => {
    const { platform } = built();
    const { path, visitor } = await built().shopper();
    const { uuid } = await visitor.start(path, 'mug');
    await platform.sign(uuid, { validated: false });
    let status = await visitor.status(uuid);
    while (!status.resolved) status = await visitor.status(uuid);
    assert.deepEqual([status.signed, status.verification], [true, 'pending']);
  });

  test('declined: nothing was signed', async () => {
    const { platform } = built();
    const { path, visitor } = await built().shopper();
    const { uuid } = await visitor.start(path, 'mug');
    await platform.control(uuid, 'open');
    await platform.control(uuid, 'decline');
    assert.equal(await settled(visitor, uuid), 'declined');
    assert.deepEqual(await visitor.status(uuid), {
      opened: true,
      expired: false,
      cancelled: false,
      resolved: true,
      signed: false,
    });
  });

  test('eight tabs that ask at the same time: one order is shipped, and what is settled is remembered', async () => {
    const { platform, site } = built();
    const { path, visitor } = await built().shopper();
    const { uuid } = await visitor.start(path, 'mug');
    await platform.sign(uuid);
    let [asking, most] = [0, 0];
    const end = platform.interfere(async () => {
      most = Math.max(most, (asking += 1));
      await new Promise((resolve) => setTimeout(resolve, 1000)); // a platform that takes its time
      asking -= 1;
      return null;
    });
    const verdicts = await Promise.all(Array.from({ length: 8 }, () => settled(visitor, uuid)));
    end();
    assert.deepEqual([...new Set(verdicts)], ['verified']);
    assert.equal(most, 1, 'questions at the same time');
    assert.equal((await site.verified()).filter((facts) => facts.uuid === uuid).length, 1);
    const before = platform.calls.length;
    await visitor.status(uuid);
    assert.equal(platform.calls.length, before);
  });

  test('pressing the button again goes on with the same payload, twice at once too', async () => {
    const { path, visitor } = await built().shopper();
    const { uuid } = await visitor.start(path, 'mug');
    const before = creations(built()).length;
    const again = await Promise.all([visitor.start(path, 'mug'), visitor.start(path, 'mug')]);
    assert.deepEqual(
      again.map((one) => one.uuid),
      [uuid, uuid],
    );
    assert.equal(creations(built()).length, before);
  });

  test('a hook that throws is called again at the next question: nothing that was paid for is lost', async () => {
    const { platform, shopper, site } = built();
    const { path, visitor } = await shopper();
    const { uuid } = await visitor.start(path, 'mug');
    await site.php("update_option('test_hook_fails', 1);");
    await platform.sign(uuid);
    let answer = await visitor.askStatus(uuid);
    while (answer.ok) answer = await visitor.askStatus(uuid);
    assert.equal(answer.status, 500);
    await site.php("delete_option('test_hook_fails');");
    assert.equal(await settled(visitor, uuid), 'verified');
    assert.equal((await site.verified()).filter((facts) => facts.uuid === uuid).length, 1);
  });

  test('whoever signs and never comes back is found by the hourly sweep', async () => {
    const { platform, shopper, site } = built();
    const { path, visitor } = await shopper();
    const { uuid } = await visitor.start(path, 'mug');
    await platform.sign(uuid);
    const found = async (): Promise<number> => {
      await site.php("do_action('xumm_payload_status_sweep');");
      return (await site.verified()).filter((facts) => facts.uuid === uuid).length;
    };
    while ((await found()) === 0);
    assert.equal(await found(), 1, 'and once');
    assert.match(await site.php("echo wp_get_schedule('xumm_payload_status_sweep');"), /^hourly$/);
  });
}
