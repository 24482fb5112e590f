/** All events, in the order in which they are dispatched. */
export const EVENT_NAMES = [
  'xumm-connection-change',
  'xumm-state-change',
  'xumm-countdown',
  'xumm-opened',
  'xumm-devapp-fetched',
  'xumm-pre-signed',
  'xumm-dispatched',
  'xumm-resolved',
  'xumm-expired',
  'xumm-verified',
  'xumm-unverified',
  'xumm-renew',
  'xumm-error',
] as const;

export type XummEventName = (typeof EVENT_NAMES)[number];
