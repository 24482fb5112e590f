import { XummSdk } from 'xumm-sdk';

export interface PlatformSettings {
  /** Both are uuids, from https://apps.xumm.dev. The secret never leaves the server. */
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Where the platform is, e.g. `http://127.0.0.1:4000` for the simulated one; the real one if left out. */
  readonly endpoint?: string;
}

/**
 * The official SDK, unmodified.
 *
 * @throws if key or secret is no uuid, or the endpoint no http address
 */
export function platformClient({ apiKey, apiSecret, endpoint }: PlatformSettings): XummSdk {
  const sdk = new XummSdk(apiKey, apiSecret);
  if (endpoint !== undefined && !sdk.setEndpoint(endpoint.replace(/\/+$/, ''))) {
    throw new Error('The platform endpoint must be an http(s) address.');
  }
  return sdk;
}
