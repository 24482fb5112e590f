import { invoiceId, newestLedger } from 'xumm-payload-status/server';
import { checkOrder } from './check-order.js';
import { createPayloadBody, publicPart, type CreatedPayload } from './create-payload.js';
import { ApiError } from './errors.js';
import { mayBeSigned } from './evidence.js';
import { minutesLeft, UNDECIDED, type Current, type Order, type Session } from './orders.js';
import type { Product } from './products.js';
import { randomUuid } from './random.js';
import type { Shop } from './shop.js';

export interface Request {
  readonly payload: CreatedPayload;
  readonly isNew: boolean;
}

export interface Purchase {
  readonly product: Product;
  readonly cart: string;
  /** The visitor wants another payload, although there is one. */
  readonly renew: boolean;
  readonly wayBack: string;
}

/** Longer than the platform takes to create a payload. */
const CREATION_LEASE_MS = 15_000;
const LOOK_AGAIN_MS = 100;

/**
 * The open payload for what the visitor wants to buy: a double click, a second tab and a reload all get the same one. A
 * renewed payload belongs to the same order, so a payment by either pays for it, once.
 *
 * @throws {ApiError} `still-open`, and those of the platform
 */
export async function openRequest(shop: Shop, session: Session, purchase: Purchase): Promise<Request> {
  const place = async (): Promise<Order> => shop.store.placeOrder(await newOrder(shop, session, purchase));
  let order = await place();
  const current = await shop.store.currentOf(order.id);
  if (current?.payload?.isOpen) {
    const { payload } = current;
    const isWanted = purchase.renew || current.order.verdict !== 'pending';
    if (!isWanted || !(await mayRenew(shop, current))) return { payload: payload.created, isNew: false };
    await shop.store.closePayload(payload.uuid);
    // A final verdict ended that order: then this is another one.
    order = await place();
  }
  if (!isOverdue(shop, order)) return createRequest(shop, order, purchase.wayBack);
  // A payment for it would be late now.
  await shop.store.replace(order.id);
  return createRequest(shop, await place(), purchase.wayBack);
}

const isOverdue = ({ now }: Shop, order: Order): boolean => (minutesLeft(order, now()) ?? Infinity) < 1;

async function newOrder(shop: Shop, session: Session, { product, cart }: Purchase): Promise<Order> {
  return {
    id: randomUuid(),
    sessionId: session.id,
    product,
    cart,
    invoiceId: invoiceId(),
    firstLedger: product.kind === 'payment' ? await firstLedger(shop, product.network) : null,
    placedAtMs: shop.now(),
    verdict: 'pending',
    reason: null,
    isFinal: false,
    delivered: null,
    surplus: null,
    txids: [],
    isSigned: false,
    askedAtMs: null,
    answeredAtMs: null,
    questions: 0,
    delivery: 'none',
    attempts: 0,
    lastError: null,
  };
}

/** A lower number is no problem: it only makes the search longer. */
async function firstLedger(
  { ledgers, fetch, store, log }: Shop,
  network: keyof Shop['ledgers'],
): Promise<number> {
  try {
    return await newestLedger(ledgers[network], { fetch });
  } catch (error) {
    log('No ledger server returned its newest ledger', error);
    const known = await store.newestFirstLedger(network);
    if (known !== null) return known;
    throw new ApiError('unavailable', 'The ledger cannot be reached right now.', { 'Retry-After': '10' });
  }
}

/**
 * Cancels the open payload first. An opened payload may still be signed, and a payment that failed so far may still
 * arrive: then there is no other payload until that is over.
 */
async function mayRenew(shop: Shop, { order, payload }: Current): Promise<boolean> {
  if (payload) await shop.platform.cancel(payload.uuid).catch(unlessGone);
  const now = await settledOf(shop, { order, payload });
  if (!now || now.order.verdict === 'pending' || !UNDECIDED.includes(now.order.verdict)) return false;
  if (now.order.isFinal) return true;
  if (now.order.verdict === 'failed' || now.order.verdict === 'wrong-network') {
    throw stillOpen(
      'A payment was signed and may still arrive. Do not pay again; look here in a few minutes.',
    );
  }
  if (mayBeSigned(now.payload?.evidence ?? null)) {
    throw stillOpen(
      'This request was opened in a wallet and may still be signed. Try again in a few minutes.',
    );
  }
  return true;
}

/**
 * The verdict once the platform has stored what it published: a payload that was just declined still reads as unresolved.
 */
async function settledOf(shop: Shop, { order, payload }: Current): Promise<Current | null> {
  for (const pauseMs of [500, 1000, 1500, 0]) {
    await checkOrder(shop, { order, payload }, { isThorough: true });
    const now = await shop.store.currentOf(order.id);
    const isWaiting = now?.order.verdict === 'pending' && mayBeSigned(now.payload?.evidence ?? null);
    if (!isWaiting || pauseMs === 0) return now;
    await shop.pause(pauseMs);
  }
  return null;
}

const stillOpen = (message: string): ApiError => new ApiError('still-open', message, { 'Retry-After': '60' });

function unlessGone(error: unknown): void {
  if (!(error instanceof ApiError) || error.code !== 'not-found') throw error;
}

async function createRequest(shop: Shop, order: Order, wayBack: string): Promise<Request> {
  const { store, platform, now } = shop;
  const untilMs = now() + CREATION_LEASE_MS;
  if (!(await store.claimCreation(order.id, untilMs))) return otherRequest(shop, order);
  try {
    const payload = publicPart(await platform.create(await createPayloadBody(order, wayBack, now())));
    const uuid = payload.uuid.toLowerCase();
    const status = { opened: false, expired: false, cancelled: false, resolved: false };
    await store.addPayload({
      uuid,
      orderId: order.id,
      isOpen: true,
      createdAtMs: now(),
      created: payload,
      status,
      evidence: null,
      account: null,
    });
    return { payload, isNew: true };
  } catch (error) {
    await store.releaseCreation(order.id);
    throw error;
  }
}

/** Another click, tab or process is creating it. */
async function otherRequest({ store, pause }: Shop, { id }: Order): Promise<Request> {
  for (let waitedMs = 0; waitedMs < CREATION_LEASE_MS / 2; waitedMs += LOOK_AGAIN_MS) {
    const current = await store.currentOf(id);
    if (current?.payload?.isOpen) return { payload: current.payload.created, isNew: false };
    await pause(LOOK_AGAIN_MS);
  }
  throw new ApiError('unavailable', 'Your request is being made. Try again in a moment.', {
    'Retry-After': '5',
  });
}
