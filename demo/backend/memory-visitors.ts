import type { Session } from './orders.js';
import { randomUuid } from './random.js';
import type { Budget, VisitorStore } from './store.js';

/** A session, with what only the store knows about it. */
export interface KeptSession extends Session {
  readonly token: string;
  readonly expiresAtMs: number;
  readonly old: { readonly token: string; readonly changedAtMs: number } | null;
  readonly isTokenUsed: boolean;
}

/** Sessions and limits in the memory of one process. */
export class MemoryVisitors implements VisitorStore {
  protected readonly sessions: Map<string, KeptSession>;
  readonly #budgets = new Map<string, { tokens: number; countedAtMs: number }>();

  constructor(
    protected readonly now: () => number,
    sessions: readonly KeptSession[],
  ) {
    this.sessions = new Map(sessions.map((session) => [session.id, session]));
  }

  findSession(token: string): Session | null {
    const found = [...this.sessions.values()].find((session) => session.token === token);
    if (!found || found.expiresAtMs <= this.now()) return null;
    this.sessions.set(found.id, { ...found, isTokenUsed: true });
    return found;
  }

  findSessionOfOld(token: string, changedAfterMs: number): Session | null {
    const found = [...this.sessions.values()].find(({ old }) => old?.token === token);
    const isGood = !found?.isTokenUsed || (found.old?.changedAtMs ?? 0) > changedAfterMs;
    return found && isGood && found.expiresAtMs > this.now() ? found : null;
  }

  startSession(token: string, expiresAtMs: number): Session {
    const earlier = [...this.sessions.values()].find((session) => session.token === token);
    const isOver = !earlier || earlier.expiresAtMs <= this.now();
    // A session that ended is not continued: this becomes another one.
    if (earlier && isOver) this.sessions.delete(earlier.id);
    const session = isOver
      ? { id: randomUuid(), account: null, token, expiresAtMs, old: null, isTokenUsed: true }
      : { ...earlier, expiresAtMs };
    this.sessions.set(session.id, session);
    return session;
  }

  endSession(sessionId: string): void {
    this.sessions.delete(sessionId);
  }

  spend({ key, capacity, perSecond, reserve }: Budget): boolean {
    const nowMs = this.now();
    const { tokens, countedAtMs } = this.#budgets.get(key) ?? { tokens: capacity, countedAtMs: nowMs };
    const left = Math.min(capacity, tokens + (Math.max(0, nowMs - countedAtMs) / 1000) * perSecond);
    if (left < 1 + reserve) return false;
    this.#budgets.set(key, { tokens: left - 1, countedAtMs: Math.max(nowMs, countedAtMs) });
    return true;
  }

  exhaust(key: string, untilMs: number): void {
    const { countedAtMs = untilMs } = this.#budgets.get(key) ?? {};
    this.#budgets.set(key, { tokens: 0, countedAtMs: Math.max(untilMs, countedAtMs) });
  }

  forget(unusedSinceMs: number): void {
    for (const [id, { expiresAtMs }] of this.sessions)
      if (expiresAtMs <= this.now()) this.sessions.delete(id);
    for (const [key, { countedAtMs }] of this.#budgets)
      if (countedAtMs < unusedSinceMs) this.#budgets.delete(key);
  }
}
