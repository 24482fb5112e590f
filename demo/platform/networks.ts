/** The networks that the wallet knows, and their ids on the ledger. */
export const NETWORK_IDS = {
  MAINNET: 0,
  TESTNET: 1,
  DEVNET: 2,
  XAHAU: 21337,
  XAHAUTESTNET: 21338,
} as const;

export type Network = keyof typeof NETWORK_IDS;

export const NETWORKS = Object.keys(NETWORK_IDS) as readonly Network[];

/** Networks from this id on write it into each transaction (`NetworkID`). */
const FIRST_WRITTEN_ID = 1025;

export const writesNetworkId = (network: Network): boolean => NETWORK_IDS[network] >= FIRST_WRITTEN_ID;

/** Finds a network in upper or lower case; null if the wallet does not know it. */
export function networkNamed(text: string | null | undefined): Network | null {
  const name = text?.trim().toUpperCase();
  return NETWORKS.find((candidate) => candidate === name) ?? null;
}
