/** The phone names its own account: the simulated platform knows none. */
export const WALLET_ACCOUNT = 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh';

/** How signing can go on this phone, and what the simulated platform is told for it. */
export const MISHAPS = [
  { id: 'none', label: 'Sign as asked', effect: 'The shop confirms it.', signing: {} },
  {
    id: 'testnet',
    label: 'Sign on TESTNET',
    effect: 'Play money: the shop refuses it.',
    signing: { node: 'TESTNET' },
  },
  {
    id: 'partial',
    label: 'Deliver 1 XRP only',
    effect: 'A partial payment: the shop refuses it.',
    signing: { delivered: '1000000' },
  },
  {
    id: 'never',
    label: 'Never validate',
    effect: 'No ledger takes it in: the shop gives up after a minute.',
    signing: { validated: false },
  },
] as const;

export type Mishap = (typeof MISHAPS)[number]['id'];
