import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { SIMULATED_LIMITS } from '../../../../demo/backend/shop.js';
import { CUSTOMER } from '../fixtures.js';
import { busy, down, openShop } from '../shop.js';

const DUE = 10_000_000n;
const EXPIRES_AFTER_MS = 600_000;
const SECOND_MS = 1000;
const FIRST_LEDGER = 1000;
const LEDGER_MS = 4000;

/** What may come of a signature. `unreported`: the platform never hears of it. */
const SIGNED = [
  'paid',
  'paid',
  'unreported',
  'failed',
  'too little',
  'too much',
  'never sent',
  'slow',
] as const;

interface Request {
  readonly visitor: number;
  readonly uuid: string;
  readonly expiresAtMs: number;
  isSigned: boolean;
}

/** A shop with two visitors, their wallet, and a ledger that closes with the shop's clock. */
class World {
  readonly shop = openShop({ limits: SIMULATED_LIMITS });
  readonly visitors = [this.shop.visitor(), this.shop.visitor()];
  readonly requests: Request[] = [];
  /** What arrives for each InvoiceID. */
  readonly paid = new Map<string, bigint>();
  #onTheirWay: { readonly uuid: string; readonly ledger: number; readonly parts: object }[] = [];
  readonly #startMs = this.shop.shop.now();

  async pass(ms: number): Promise<void> {
    this.shop.pass(ms);
    const now = this.shop.shop.now();
    this.shop.ledger.index = FIRST_LEDGER + Math.floor((now - this.#startMs) / LEDGER_MS);
    for (const { uuid, expiresAtMs } of this.requests)
      if (expiresAtMs <= now && this.shop.platform.payloads.has(uuid))
        this.shop.platform.change(uuid, { expired: true });
    const arrived = this.#onTheirWay.filter(({ ledger }) => ledger <= this.shop.ledger.index);
    this.#onTheirWay = this.#onTheirWay.filter((one) => !arrived.includes(one));
    for (const { uuid, ledger, parts } of arrived) await this.shop.pay(uuid, { ...parts, ledger });
  }

  async buy(visitor: number, renew: boolean): Promise<void> {
    const response = await this.visitors[visitor]?.post({ product: 'coffee', renew });
    if (!response?.ok) return;
    const { uuid } = (await response.json()) as { uuid: string };
    if (this.requests.some((request) => request.uuid === uuid)) return;
    const expiresAtMs = this.shop.shop.now() + EXPIRES_AFTER_MS;
    const made = this.shop.platform.payloads.get(uuid);
    assert.ok(made);
    const payload = { ...made.payload, expires_at: new Date(expiresAtMs).toISOString() };
    this.shop.platform.payloads.set(uuid, { ...made, payload });
    this.requests.push({ visitor, uuid, expiresAtMs, isSigned: false });
  }

  /** Like the wallet, which refuses what is over. */
  async sign(request: Request, how: (typeof SIGNED)[number]): Promise<void> {
    const { uuid, expiresAtMs } = request;
    const { platform, ledger, shop } = this.shop;
    const meta = platform.payloads.get(uuid)?.meta ?? {};
    const isOver = Boolean(meta['cancelled'] || meta['resolved']) || shop.now() >= expiresAtMs;
    if (request.isSigned || isOver) return;
    request.isSigned = true;
    const hash = uuid.replaceAll('-', '').toUpperCase().repeat(2);
    if (how !== 'unreported' && platform.payloads.has(uuid)) {
      const response = { txid: hash, account: CUSTOMER, resolved_at: new Date(shop.now()).toISOString() };
      platform.change(uuid, { app_opened: true, resolved: true, signed: true }, response);
    }
    if (how === 'never sent') return;
    const delivered = how === 'too little' ? DUE - 1n : how === 'too much' ? DUE + 1n : DUE;
    const parts =
      how === 'failed' ? { result: 'tecPATH_DRY', delivered: undefined } : { delivered: String(delivered) };
    this.#onTheirWay.push({
      uuid,
      ledger: ledger.index + (how === 'slow' ? 30 : 1),
      parts: { hash, ...parts },
    });
    if (how === 'failed') return;
    const { invoiceId } = await this.shop.order(uuid);
    this.paid.set(invoiceId, (this.paid.get(invoiceId) ?? 0n) + delivered);
  }

  async ask({ visitor, uuid }: Request): Promise<void> {
    const response = await this.visitors[visitor]?.status(uuid);
    assert.ok(response && [200, 502, 503].includes(response.status));
    const told = (await response.json()) as Readonly<Record<string, unknown>>;
    const paid = this.paid.get((await this.shop.order(uuid)).invoiceId) ?? 0n;
    if (told['verification'] === 'verified') assert.ok(paid >= DUE, 'confirmed');
    if (told['expired'] === true && told['resolved'] === false) assert.equal(paid, 0n, 'nothing was signed');
  }
}

type Event = (world: World, request: Request | undefined) => unknown;

const events: fc.Arbitrary<Event> = fc.oneof(
  fc.tuple(fc.nat(1), fc.boolean()).map(
    ([visitor, renew]): Event =>
      (world) =>
        world.buy(visitor, renew),
  ),
  fc.constantFrom(...SIGNED).map(
    (how): Event =>
      (world, request) =>
        request && world.sign(request, how),
  ),
  fc
    .constantFrom({ app_opened: true }, { app_opened: true, resolved: true })
    .map((meta): Event => ({ shop: { platform } }, request) => {
      const known = request && platform.payloads.get(request.uuid)?.meta;
      if (known && !known['resolved'] && !known['expired']) platform.change(request.uuid, meta);
    }),
  fc.constant<Event>((world, request) => request && world.ask(request)),
  fc.constantFrom(null, null, down(), busy(20)).map(
    (error): Event =>
      ({ shop }) =>
        (shop.platform.fails = error),
  ),
  fc.tuple(fc.boolean(), fc.boolean()).map(
    (isDown): Event =>
      ({ shop: { ledger } }) =>
        ([ledger.isDown, ledger.isSearchDown] = isDown),
  ),
  fc.constant<Event>(({ shop }, request) => request && shop.platform.payloads.delete(request.uuid)),
  fc.constant<Event>(({ shop }) => shop.work()),
  fc.constantFrom(1, 5, 60, 300, 1200).map(
    (seconds): Event =>
      (world) =>
        world.pass(seconds * SECOND_MS),
  ),
);

it('whatever happens to platform, ledger and wallet: what is paid is delivered, once, and nothing else', async () => {
  const property = fc.asyncProperty(
    fc.array(fc.tuple(events, fc.nat(9)), { minLength: 30, maxLength: 60 }),
    async (happenings) => {
      const world = new World();
      const { shop, requests } = world;
      for (const [happen, index] of happenings) {
        await happen(world, requests[index % Math.max(1, requests.length)]);
        await world.pass(0);
      }
      shop.platform.fails = null;
      shop.ledger.isDown = shop.ledger.isSearchDown = false;
      for (let times = 1; times <= 60; times += 1) {
        await world.pass(times * 30 * SECOND_MS);
        await shop.work();
      }
      for (const { uuid } of requests) {
        const { id, invoiceId, verdict, reason } = await shop.order(uuid);
        const isPaid = (world.paid.get(invoiceId) ?? 0n) >= DUE;
        const deliveries = shop.delivered.filter((key) => key === id).length;
        assert.equal(deliveries, isPaid ? 1 : 0, `${verdict} ${String(reason)}`);
        if (!isPaid && world.paid.has(invoiceId)) assert.match(verdict, /^(underpaid|review)$/);
      }
    },
  );
  await fc.assert(property, { numRuns: 100, seed: Number(process.env['SEED'] ?? 20_261_126) });
});
