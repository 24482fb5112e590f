import { isBetter, isPaid, UNDECIDED } from './orders.js';
import type { Current, Order, Finding, Payload } from './orders.js';
import { MemoryVisitors, type KeptSession } from './memory-visitors.js';
import type { Recorded, Store, Which } from './store.js';
import { randomHex } from './random.js';

/** An order, with what only the store knows about it. */
interface KeptOrder extends Order {
  readonly askAgainAtMs: number | null;
  readonly deliverAtMs: number | null;
  readonly isReplaced: boolean;
}

/** Plain data, with which another store can continue. */
export interface StoreMemory {
  readonly sessions: readonly KeptSession[];
  readonly orders: readonly KeptOrder[];
  readonly payloads: readonly Payload[];
}

/** Null: never. */
const earlier = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);

const EMPTY: StoreMemory = { sessions: [], orders: [], payloads: [] };

/** Orders in the memory of one process, for a demo inside a page and for tests. */
export class MemoryStore extends MemoryVisitors implements Store {
  readonly #orders: Map<string, KeptOrder>;
  readonly #payloads: Map<string, Payload>;
  readonly #orderByTxid = new Map<string, string>();
  readonly #creatingUntilMs = new Map<string, number>();

  constructor(now: () => number = Date.now, memory: StoreMemory = EMPTY) {
    super(now, memory.sessions);
    this.#orders = new Map(memory.orders.map((order) => [order.id, order]));
    this.#payloads = new Map(memory.payloads.map((payload) => [payload.uuid, payload]));
    for (const { id, txids } of memory.orders) for (const txid of txids) this.#orderByTxid.set(txid, id);
  }

  memory(): StoreMemory {
    return {
      sessions: [...this.sessions.values()],
      orders: [...this.#orders.values()],
      payloads: [...this.#payloads.values()],
    };
  }

  signIn(orderId: string, token: string): string | null {
    const order = this.#orders.get(orderId);
    const session = order && this.sessions.get(order.sessionId);
    if (!session) return null;
    if (order.verdict === 'signed-in' && order.delivery === 'none' && session.token === token) {
      this.#change(orderId, { delivery: 'delivered' });
      const account = this.#payloadOf(orderId)?.account ?? null;
      const old = { token, changedAtMs: this.now() };
      const next = randomHex(16);
      this.sessions.set(session.id, { ...session, token: next, account, old, isTokenUsed: false });
      return next;
    }
    return session.old?.token === token && !session.isTokenUsed ? session.token : null;
  }

  placeOrder(order: Order): Order {
    const earlier = [...this.#orders.values()].find(
      ({ sessionId, product, cart, verdict, isFinal, isReplaced }) =>
        sessionId === order.sessionId &&
        product.id === order.product.id &&
        cart === order.cart &&
        !isFinal &&
        !isReplaced &&
        UNDECIDED.includes(verdict),
    );
    if (earlier) return earlier;
    this.#orders.set(order.id, { ...order, askAgainAtMs: null, deliverAtMs: null, isReplaced: false });
    return order;
  }

  replace(orderId: string): void {
    this.#change(orderId, { isReplaced: true });
  }

  claimCreation(orderId: string, untilMs: number): boolean {
    const isBusy = (this.#creatingUntilMs.get(orderId) ?? 0) > this.now();
    if (isBusy || this.#payloadOf(orderId)?.isOpen) return false;
    this.#creatingUntilMs.set(orderId, untilMs);
    this.#change(orderId, { askAgainAtMs: this.#orders.get(orderId)?.askAgainAtMs ?? untilMs });
    return true;
  }

  releaseCreation(orderId: string): void {
    this.#creatingUntilMs.delete(orderId);
  }

  addPayload(payload: Payload): void {
    this.#payloads.set(payload.uuid, payload);
    const order = this.#orders.get(payload.orderId);
    if (!order || order.isFinal || !UNDECIDED.includes(order.verdict)) return;
    this.#creatingUntilMs.delete(order.id);
    const asNew = {
      verdict: 'pending',
      reason: null,
      isSigned: false,
      askedAtMs: null,
      questions: 0,
    } as const;
    this.#change(order.id, { ...asNew, askAgainAtMs: payload.createdAtMs });
  }

  closePayload(uuid: string): void {
    const payload = this.#payloads.get(uuid);
    if (payload) this.#payloads.set(uuid, { ...payload, isOpen: false });
  }

  currentOf(orderId: string): Current | null {
    const order = this.#orders.get(orderId);
    return order ? { order, payload: this.#payloadOf(orderId) } : null;
  }

  find(uuid: string): Current | null {
    const payload = this.#payloads.get(uuid);
    const order = payload && this.#orders.get(payload.orderId);
    return order ? { order, payload } : null;
  }

  openOf(sessionId: string): readonly Current[] {
    return [...this.#orders.values()]
      .filter((order) => order.sessionId === sessionId && order.verdict === 'pending')
      .map((order) => ({ order, payload: this.#payloadOf(order.id) }))
      .filter(({ payload }) => payload?.isOpen)
      .reverse()
      .slice(0, 20);
  }

  newestFirstLedger(network: string): number | null {
    const known = [...this.#orders.values()].flatMap(({ product, firstLedger }) =>
      product.kind === 'payment' && product.network === network && firstLedger !== null ? [firstLedger] : [],
    );
    return known.length > 0 ? Math.max(...known) : null;
  }

  claimQuestion(orderId: string, askedBeforeMs: number): boolean {
    const order = this.#orders.get(orderId);
    const askedAtMs = order?.askedAtMs ?? 0;
    if (!order || (askedAtMs > askedBeforeMs && askedAtMs <= this.now())) return false;
    this.#change(orderId, { askedAtMs: this.now(), questions: order.questions + 1 });
    return true;
  }

  record(orderId: string, payloadUuid: string | null, finding: Finding): Recorded {
    const { judgement, status, evidence, account, isSigned, askedAtMs, isAnswered } = finding;
    const { verdict, reason = null, final: isFinal, delivered = null, surplus = null, txids } = judgement;
    const order = this.#orders.get(orderId);
    if (!order) return 'kept';
    for (const txid of txids) if (!this.#orderByTxid.has(txid)) this.#orderByTxid.set(txid, orderId);
    if (txids.some((txid) => this.#orderByTxid.get(txid) !== orderId)) return 'taken';
    const current = this.#payloadOf(orderId);
    const isOfOpen = !current?.isOpen || current.uuid === payloadUuid;
    const answeredAtMs = order.answeredAtMs ?? 0;
    const isLast = answeredAtMs <= askedAtMs || answeredAtMs > this.now();
    if (!isBetter(order, isOfOpen && isLast, finding)) return 'kept';
    const askAgainAtMs = isOfOpen ? finding.askAgainAtMs : this.now();
    const isNewlyPaid = isPaid(verdict) && order.delivery === 'none';
    this.#change(orderId, {
      ...{ verdict, reason, isFinal, delivered, surplus, txids },
      isSigned: order.isSigned || isSigned,
      answeredAtMs: isAnswered && isLast ? askedAtMs : order.answeredAtMs,
      questions: isSigned && !order.isSigned ? 0 : order.questions,
      askAgainAtMs: order.askedAtMs === null ? earlier(order.askAgainAtMs, askAgainAtMs) : askAgainAtMs,
      ...(isNewlyPaid ? { delivery: 'queued', deliverAtMs: this.now() } : {}),
    });
    const payload = payloadUuid === null ? undefined : this.#payloads.get(payloadUuid);
    if (payload) {
      const known = { evidence: evidence ?? payload.evidence, account: account ?? payload.account };
      this.#payloads.set(payload.uuid, { ...payload, ...known, status });
    }
    return 'stored';
  }

  claimQuestions(limit: number, untilMs: number, which: Which = {}): readonly Current[] {
    const { placedAfterMs = -Infinity, placedUntilMs = Infinity, isNews = false } = which;
    const nowMs = this.now();
    return [...this.#orders.values()]
      .filter(({ askAgainAtMs }) => askAgainAtMs !== null && askAgainAtMs <= nowMs)
      .filter(({ placedAtMs }) => placedAtMs > placedAfterMs && placedAtMs <= placedUntilMs)
      .filter(({ askedAtMs }) => !isNews || askedAtMs === null)
      .sort((a, b) => (a.askedAtMs ?? 0) - (b.askedAtMs ?? 0))
      .slice(0, limit)
      .map(({ id, questions }) => ({
        order: this.#change(id, { askAgainAtMs: untilMs, askedAtMs: nowMs, questions: questions + 1 }),
        payload: this.#payloadOf(id),
      }));
  }

  hurry(uuid: string): boolean {
    const order = this.#orders.get(this.#payloads.get(uuid)?.orderId ?? '');
    if (!order || order.askAgainAtMs === null) return false;
    this.#change(order.id, { askAgainAtMs: this.now(), askedAtMs: null });
    return true;
  }

  claimDeliveries(limit: number, untilMs: number): readonly Order[] {
    const nowMs = this.now();
    return [...this.#orders.values()]
      .filter(({ delivery, deliverAtMs }) => delivery === 'queued' && (deliverAtMs ?? 0) <= nowMs)
      .sort((a, b) => (a.deliverAtMs ?? 0) - (b.deliverAtMs ?? 0))
      .slice(0, limit)
      .map(({ id, attempts }) => this.#change(id, { deliverAtMs: untilMs, attempts: attempts + 1 }));
  }

  delivered(orderId: string): void {
    const delivery = this.#orders.get(orderId)?.delivery;
    if (delivery !== 'queued' && delivery !== 'dead') return;
    this.#change(orderId, { delivery: 'delivered', deliverAtMs: null, lastError: null });
  }

  notDelivered(orderId: string, lastError: string, againAtMs: number | null): void {
    if (this.#orders.get(orderId)?.delivery !== 'queued') return;
    const delivery = againAtMs === null ? 'dead' : 'queued';
    this.#change(orderId, { delivery, lastError, deliverAtMs: againAtMs });
  }

  #payloadOf(orderId: string): Payload | null {
    const all = [...this.#payloads.values()].filter((payload) => payload.orderId === orderId);
    return all.find(({ isOpen }) => isOpen) ?? all.at(-1) ?? null;
  }

  #change(orderId: string, changes: Partial<KeptOrder>): KeptOrder {
    const order = this.#orders.get(orderId);
    if (!order) throw new Error(`There is no order ${orderId}.`);
    const changed = { ...order, ...changes };
    this.#orders.set(orderId, changed);
    return changed;
  }
}
