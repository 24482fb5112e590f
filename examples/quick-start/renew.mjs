import * as server from 'xumm-payload-status/server';

/** Creates another payload for the order, or returns null while the old one may still be paid. */
export async function renew(order, oldUuid, { sdk, ledgers }) {
  await sdk.payload.cancel(oldUuid).catch(() => null);
  const payload = await sdk.payload.get(oldUuid).catch(() => null);
  const { verdict, final } = await server.verifyPayment(order, { payload, ledgers });
  const isUnopened = payload?.meta.app_opened === false;
  const mayRenew =
    verdict === 'rejected' ||
    (verdict === 'expired' && (final || isUnopened)) ||
    ((verdict === 'failed' || verdict === 'wrong-network') && final);
  if (!mayRenew) return null;
  const identifier = crypto.randomUUID(); // the platform accepts each only once
  return sdk.payload.create(await server.paymentRequest(order, { expire: 10, identifier }));
}
