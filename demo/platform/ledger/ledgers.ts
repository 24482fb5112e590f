import type { Clock } from '../clock.js';
import { NETWORKS, type Network } from '../networks.js';
import { Chain, type LedgerEntry } from './chain.js';
import { honest, type ServerConduct } from './conduct.js';

/** Two operators' servers for each network: `a` answers like rippled, `b` like Clio. */
export const SERVERS = ['a', 'b'] as const;
export type Server = (typeof SERVERS)[number];

/** What a test says about an account; all others exist, and need no tag. */
export interface AccountFacts {
  readonly exists: boolean;
  readonly requireDestinationTag: boolean;
  readonly regularKey: string | null;
}

const ORDINARY: AccountFacts = { exists: true, requireDestinationTag: false, regularKey: null };
const MAX_ACCOUNTS = 1000;

/** Every network's ledger, and how its servers behave. */
export class Ledgers {
  readonly #chains: ReadonlyMap<Network, Chain>;
  readonly #conduct = new Map<string, ServerConduct>();
  readonly #accounts = new Map<string, AccountFacts>();

  constructor(clock: Clock, kept: readonly LedgerEntry[] = []) {
    this.#chains = new Map(
      NETWORKS.map((network) => [
        network,
        new Chain(
          network,
          clock,
          kept.filter((entry) => entry.network === network),
        ),
      ]),
    );
  }

  all(): readonly LedgerEntry[] {
    return [...this.#chains.values()].flatMap((chain) => chain.all());
  }

  chain(network: Network): Chain {
    const chain = this.#chains.get(network);
    if (!chain) throw new Error(`There is no network ${network}.`);
    return chain;
  }

  conductOf(network: Network, server: Server): ServerConduct {
    return this.#conduct.get(`${network} ${server}`) ?? honest;
  }

  setConduct(network: Network, server: Server, conduct: ServerConduct): void {
    this.#conduct.set(`${network} ${server}`, conduct);
  }

  /** All servers answer normally again. */
  reset(): void {
    this.#conduct.clear();
    this.#accounts.clear();
  }

  factsOf(account: string): AccountFacts {
    return this.#accounts.get(account) ?? ORDINARY;
  }

  setFacts(account: string, facts: Partial<AccountFacts>): void {
    if (this.#accounts.size < MAX_ACCOUNTS || this.#accounts.has(account))
      this.#accounts.set(account, { ...this.factsOf(account), ...facts });
  }
}
