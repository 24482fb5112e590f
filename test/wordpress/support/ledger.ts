import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';

/** A transaction that a ledger has, or will never have. */
export interface Entry {
  readonly hash: string;
  readonly ledger: number;
  readonly validated: boolean;
  readonly result: string;
  readonly delivered: unknown;
  readonly fields: Record<string, unknown>;
}

/** A trust line: how much of a token the account takes. */
export interface Line {
  readonly account: string;
  readonly currency: string;
  readonly limit: string;
}

/** A question to one of the two servers. */
export interface Question {
  readonly server: string;
  readonly method: string;
  readonly params: Record<string, unknown>;
}

/** What a server is to answer instead; null: what it would. */
export type Answer = (question: Question) => unknown;

export interface Ledger {
  readonly origin: string;
  readonly questions: readonly Question[];
  /** Puts a transaction into a new ledger, unless its hash is known: a ledger cannot be rewritten. */
  record(fields: Record<string, unknown>, fate?: Partial<Omit<Entry, 'fields'>>): Entry;
  /** It is so much later on the ledger than it is here, as if 200 ledgers had closed since. @returns ends it */
  later(seconds: number): () => void;
  /** An account needs a tag, or does not exist (null). */
  setAccount(account: string, flags: number | null): void;
  /** What an account trusts others for; at first nothing. */
  setLines(account: string, lines: readonly Line[]): void;
  /** @returns ends it */
  interfere(answer: Answer): () => void;
  stop(): Promise<void>;
}

const EPOCH = 946684800;
const SECONDS = 4;

export const newHash = (): string => randomBytes(32).toString('hex').toUpperCase();

/** A ledger behind two servers, `/a` and `/b`, as JSON-RPC: `ledger`, `tx`, `account_tx`, `account_info`, `account_lines`. */
export async function startLedger(): Promise<Ledger> {
  const first = 90_000_000;
  const startedAt = Math.floor(Date.now() / 1000) - EPOCH;
  const entries = new Map<string, Entry>();
  const accounts = new Map<string, number | null>();
  const linesOf = new Map<string, readonly Line[]>();
  const questions: Question[] = [];
  const interferences = new Set<Answer>();
  let newest = first;
  let aheadSeconds = 0;

  const closeTime = (ledger: number): number => startedAt + (ledger - first) * SECONDS;
  const told = ({ hash, ledger, validated, result, delivered, fields }: Entry): Record<string, unknown> => ({
    tx: { ...fields, hash, ...(validated ? { ledger_index: ledger, date: closeTime(ledger) } : {}) },
    validated,
    ...(validated
      ? {
          meta: {
            TransactionResult: result,
            ...(result === 'tesSUCCESS' ? { delivered_amount: delivered } : {}),
          },
        }
      : {}),
  });

  const answers: Record<string, (params: Record<string, unknown>) => Record<string, unknown>> = {
    ledger: ({ ledger_index: asked }) => {
      const index = typeof asked === 'number' ? asked : newest;
      return {
        ledger_index: index,
        ledger: { close_time: closeTime(index) + aheadSeconds },
        validated: true,
      };
    },
    tx: (params) => {
      const entry = entries.get(String(params['transaction']));
      if (entry) {
        const { tx, ...beside } = told(entry);
        return { ...(tx as object), ...beside };
      }
      const isWhole = 'max_ledger' in params && Number(params['max_ledger']) <= newest;
      return {
        error: 'txnNotFound',
        request: { command: 'tx', ...params },
        ...(isWhole ? { searched_all: true } : {}),
      };
    },
    account_tx: (params) => {
      const from = Number(params['ledger_index_min']);
      const transactions = [...entries.values()].filter(
        ({ ledger, fields }) => ledger >= from && fields['Destination'] === params['account'],
      );
      return {
        account: params['account'],
        ledger_index_min: from,
        ledger_index_max: newest,
        transactions: transactions.map(told),
      };
    },
    account_info: ({ account }) => {
      const flags = accounts.has(String(account)) ? accounts.get(String(account)) : 0;
      return flags === null ? { error: 'actNotFound' } : { account_data: { Account: account, Flags: flags } };
    },
    account_lines: ({ account, peer }) => ({
      account,
      lines: (linesOf.get(String(account)) ?? []).filter((line) => line.account === peer),
    }),
  };

  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      void (async () => {
        const { method, params } = JSON.parse(body) as { method: string; params: Record<string, unknown>[] };
        const question = { server: request.url?.slice(1) ?? '', method, params: params[0] ?? {} };
        questions.push(question);
        let result: unknown = null;
        for (const answer of interferences) result ??= await answer(question);
        result ??= answers[method]?.(question.params) ?? { error: 'unknownCmd' };
        response.setHeader('Content-Type', 'application/json');
        response.end(JSON.stringify({ result }));
      })();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    questions,
    record(fields, fate = {}) {
      const known = entries.get(fate.hash ?? '');
      if (known) return known;
      newest += 1;
      const entry = {
        hash: newHash(),
        ledger: newest,
        validated: true,
        result: 'tesSUCCESS',
        delivered: fields['Amount'],
        ...fate,
        fields,
      };
      entries.set(entry.hash, entry);
      return entry;
    },
    later(seconds) {
      aheadSeconds = seconds;
      return () => {
        aheadSeconds = 0;
      };
    },
    setAccount: (account, flags) => void accounts.set(account, flags),
    setLines: (account, lines) => void linesOf.set(account, lines),
    interfere(answer) {
      interferences.add(answer);
      return () => interferences.delete(answer);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
