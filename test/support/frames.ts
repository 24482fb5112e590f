/** Frames as the platform sends them, all of one payload. */
export const UUID = '3fb2a5ee-1b0c-4f0e-9a3c-7d2f1c5e8b90';
export const OTHER_UUID = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
export const SOCKET_URL = `wss://xumm.app/sign/${UUID}`;
export const SIGN_URL = `https://xumm.app/sign/${UUID}`;
export const TXID = 'C5D4E3F2'.repeat(8);

export const welcome = { message: `Welcome ${UUID}` };
export const seconds = (expires_in_seconds: number) => ({ expires_in_seconds });
export const opened = { opened: true };
export const fetched = { devapp_fetched: true };
export const preSigned = { pre_signed: true };
export const dispatched = { dispatched: true };
export const expired = { expired: true };

export const resolution = (signed: boolean, more: Record<string, unknown> = {}) => ({
  payload_uuidv4: UUID,
  reference_call_uuidv4: null,
  signed,
  user_token: true,
  return_url: { app: null, web: null },
  opened_by_deeplink: false,
  custom_meta: { identifier: 'order-1', blob: { lines: 2 }, instruction: 'Pay' },
  txid: signed ? TXID : '',
  ...more,
});

export const signed = resolution(true);
export const declined = resolution(false);
