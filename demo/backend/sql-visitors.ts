import type { Database } from './database.js';
import type { Session } from './orders.js';
import { sessionOf } from './rows.js';
import type { Budget, VisitorStore } from './store.js';

export const hashOf = (text: string): string => `encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`;
export const HASH = hashOf('$1');
/** The token that follows the token `$1`. Only somebody who knows the seed can compute it. */
export const nextToken = (seed: string): string => `left(${hashOf(`${seed} || $1`)}, 32)`;

export const at = (ms: number): Date => new Date(ms);

/** Sessions and limits in Postgres. */
export class SqlVisitors implements VisitorStore {
  constructor(
    protected readonly db: Database,
    protected readonly now: () => number,
  ) {}

  async findSession(token: string): Promise<Session | null> {
    const [row] = await this.db.query(
      `WITH used AS (UPDATE sessions SET is_token_used = true WHERE token_hash = ${HASH} AND NOT is_token_used)
       SELECT * FROM sessions WHERE token_hash = ${HASH} AND expires_at > $2`,
      [token, at(this.now())],
    );
    return row ? sessionOf(row) : null;
  }

  async findSessionOfOld(token: string, changedAfterMs: number): Promise<Session | null> {
    const [row] = await this.db.query(
      `SELECT * FROM sessions WHERE old_token_hash = ${HASH} AND expires_at > $3
         AND (NOT is_token_used OR changed_at > $2)`,
      [token, at(changedAfterMs), at(this.now())],
    );
    return row ? sessionOf(row) : null;
  }

  async startSession(token: string, expiresAtMs: number): Promise<Session> {
    const [row] = await this.db.query(
      // A session that ended is not continued: this becomes another one.
      `INSERT INTO sessions AS s (token_hash, expires_at) VALUES (${HASH}, $2)
       ON CONFLICT (token_hash) DO UPDATE SET expires_at = EXCLUDED.expires_at,
         id = CASE WHEN s.expires_at > $3 THEN s.id ELSE gen_random_uuid() END,
         account = CASE WHEN s.expires_at > $3 THEN s.account END,
         old_token_hash = CASE WHEN s.expires_at > $3 THEN s.old_token_hash END
       RETURNING *`,
      [token, at(expiresAtMs), at(this.now())],
    );
    if (!row) throw new Error('No session came back.');
    return sessionOf(row);
  }

  async endSession(sessionId: string): Promise<void> {
    await this.db.query('DELETE FROM sessions WHERE id = $1', [sessionId]);
  }

  async spend({ key, capacity, perSecond, reserve }: Budget): Promise<boolean> {
    const left = `least($2::float8, b.tokens + greatest(0, extract(epoch FROM $5::timestamptz - b.counted_at)) * $3::float8)`;
    const rows = await this.db.query(
      `INSERT INTO budgets AS b (key, tokens, counted_at)
         SELECT $1, $2::float8 - 1, $5::timestamptz WHERE $2::float8 >= 1 + $4::float8
       ON CONFLICT (key) DO UPDATE SET tokens = ${left} - 1, counted_at = greatest(b.counted_at, $5)
       WHERE ${left} >= 1 + $4::float8 RETURNING 1`,
      [key, capacity, perSecond, reserve, at(this.now())],
    );
    return rows.length > 0;
  }

  async exhaust(key: string, untilMs: number): Promise<void> {
    await this.db.query(
      `INSERT INTO budgets AS b (key, tokens, counted_at) VALUES ($1, 0, $2)
       ON CONFLICT (key) DO UPDATE SET tokens = 0, counted_at = greatest(b.counted_at, $2)`,
      [key, at(untilMs)],
    );
  }

  async forget(unusedSinceMs: number): Promise<void> {
    await this.db.query('DELETE FROM sessions WHERE expires_at <= $1', [at(this.now())]);
    await this.db.query('DELETE FROM budgets WHERE counted_at < $1', [at(unusedSinceMs)]);
  }
}
