/** A call to a ledger server. */
export interface LedgerCall {
  readonly address: string;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export type LedgerMethods = Readonly<Record<string, (call: LedgerCall) => unknown>>;

/**
 * A `fetch` for JSON-RPC servers that are functions: each returns an object, throws, or returns a promise that never
 * ends.
 */
export function ledgerFetch(servers: Readonly<Record<string, LedgerMethods>>): {
  readonly fetch: typeof fetch;
  readonly calls: readonly LedgerCall[];
} {
  const calls: LedgerCall[] = [];
  return {
    calls,
    fetch: async (input, init) => {
      const address = input instanceof Request ? input.url : String(input);
      const { method, params } = JSON.parse(init?.body as string) as {
        method: string;
        params: readonly [LedgerCall['params']];
      };
      const call = { address, method, params: params[0] };
      calls.push(call);
      const answer = servers[address]?.[method];
      if (!answer) return Response.json({ result: { error: 'unknownCmd', status: 'error' } });
      const result = await raceAbort(answer(call), init?.signal ?? null);
      return result instanceof Response ? result : Response.json({ result });
    },
  };
}

function raceAbort(answer: unknown, signal: AbortSignal | null): Promise<unknown> {
  return Promise.race([
    answer,
    new Promise((_resolve, reject: (reason: unknown) => void) => {
      signal?.addEventListener('abort', () => {
        reject(new Error('aborted', { cause: signal.reason }));
      });
    }),
  ]);
}
