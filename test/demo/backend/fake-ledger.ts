import { CUSTOMER, SHOP, TXID } from './fixtures.js';

/** A transaction, with the fields that a verdict depends on. */
export interface Entry {
  readonly hash: string;
  readonly ledger: number;
  readonly validated: boolean;
  readonly delivered: unknown;
  readonly result: string;
  readonly tx: Readonly<Record<string, unknown>>;
}

/** A payment of 10 XRP, with these parts replaced. */
export const entry = (invoiceId: string | null, parts: Partial<Entry> = {}): Entry => ({
  hash: TXID,
  ledger: 1010,
  validated: true,
  delivered: '10000000',
  result: 'tesSUCCESS',
  ...parts,
  tx: {
    TransactionType: 'Payment',
    Account: CUSTOMER,
    Destination: SHOP,
    Amount: '10000000',
    ...(invoiceId === null ? {} : { InvoiceID: invoiceId }),
    ...parts.tx,
  },
});

const LEDGER_EPOCH_SECONDS = 946_684_800;

/** A ledger server in memory, which records its calls. */
export class FakeLedger {
  /** The newest validated ledger; one closes every four seconds. */
  index = 1000;
  entries: Entry[] = [];
  readonly asked: {
    readonly url: string;
    readonly method: string;
    readonly params: Record<string, unknown>;
  }[] = [];
  /** Every call fails. */
  isDown = false;
  /** Only searches of an account fail. */
  isSearchDown = false;
  /** The newest ledgers of servers that differ from the others, by address. */
  readonly indexes = new Map<string, number>();
  accounts = new Map<string, { Flags: number; RegularKey?: string }>();

  constructor(private readonly startMs = Date.parse('2026-01-01T00:00:00Z')) {}

  /** By default long enough that nothing that was signed can still arrive. */
  pass(ledgers = 1000): void {
    this.index += ledgers;
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const { method, params } = JSON.parse(typeof init?.body === 'string' ? init.body : '') as {
      method: string;
      params: [Record<string, unknown>];
    };
    const url = addressOf(input);
    this.asked.push({ url, method, params: params[0] });
    if (this.isDown || (this.isSearchDown && method === 'account_tx')) throw new TypeError('fetch failed');
    return Promise.resolve(
      Response.json({ result: this.#answer(method, params[0], this.indexes.get(url) ?? this.index) }),
    );
  };

  count(method: string): number {
    return this.asked.filter((question) => question.method === method).length;
  }

  #answer(method: string, params: Record<string, unknown>, newest: number): object {
    switch (method) {
      case 'ledger': {
        const index = params['ledger_index'] === 'validated' ? newest : Number(params['ledger_index']);
        return { ledger_index: index, validated: true, ledger: { close_time: this.#closed(index) } };
      }
      case 'tx': {
        const found = this.entries.find(({ hash }) => hash === params['transaction']);
        return found
          ? { ...this.#fields(found), meta: meta(found), validated: found.validated }
          : { error: 'txnNotFound', searched_all: true, request: params };
      }
      case 'account_tx':
        return {
          account: params['account'],
          ledger_index_min: params['ledger_index_min'],
          ledger_index_max: newest,
          transactions: this.entries
            .filter(
              ({ tx, validated, ledger }) =>
                validated &&
                tx['Destination'] === params['account'] &&
                ledger >= Number(params['ledger_index_min']),
            )
            .map((found) => ({ tx: this.#fields(found), meta: meta(found), validated: true })),
        };
      case 'account_info': {
        const account_data = this.accounts.get(String(params['account']));
        return account_data ? { account_data, validated: true } : { error: 'actNotFound' };
      }
      default:
        return { error: 'unknownCmd' };
    }
  }

  #fields({ tx, hash, ledger, validated }: Entry): object {
    return { ...tx, hash, ...(validated ? { ledger_index: ledger, date: this.#closed(ledger) } : {}) };
  }

  #closed(index: number): number {
    return Math.floor(this.startMs / 1000) + (index - 1000) * 4 - LEDGER_EPOCH_SECONDS;
  }
}

export const addressOf = (input: RequestInfo | URL): string =>
  input instanceof Request ? input.url : input.toString();

const meta = ({ validated, result, delivered }: Entry): object | undefined =>
  validated ? { TransactionResult: result, delivered_amount: delivered } : undefined;
