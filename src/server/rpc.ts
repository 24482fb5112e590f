import { isAbsent, readObject, readText, readWhole, type Fields } from './read.js';

/** One call to a ledger server's JSON-RPC, API version 1. Null if it gave no answer. Never rejects. */
export type Call = (method: string, params: Fields) => Promise<Fields | null>;

/** @param signal makes the signal of each call */
export const caller =
  (address: string, ask: typeof fetch, signal: () => AbortSignal): Call =>
  async (method, params) => {
    try {
      const response = await ask(address, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ method, params: [{ ...params, api_version: 1 }] }),
        signal: signal(),
      });
      if (response.ok) return readObject(await response.json());
      // A body that nobody reads holds its connection.
      await response.body?.cancel();
      return null;
    } catch {
      return null;
    }
  };

export const readResult = (answer: Fields | null): Fields | null => readObject(answer?.['result']) ?? answer;

export interface Ledger {
  readonly index: number;
  readonly header: Fields | null;
}

/** Only a validated ledger counts, and only if the server says which one it is. */
export function ledgerOf(answer: Fields | null): Ledger | null {
  const result = readResult(answer);
  if (!result || !isAbsent(result['error']) || result['validated'] !== true) return null;
  const header = readObject(result['ledger']);
  const text = readText(header?.['ledger_index']);
  const index = readWhole(result['ledger_index']) ?? readWhole(Number(text ?? NaN));
  return index === null ? null : { index, header };
}

export const askNewest = async (call: Call): Promise<Ledger | null> =>
  ledgerOf(await call('ledger', { ledger_index: 'validated' }));
