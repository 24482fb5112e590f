import express from 'express';
import { XummSdk } from 'xumm-sdk';
import * as server from 'xumm-payload-status/server';

const { SHOP_ACCOUNT = '', SHOP_ORIGIN = '', XUMM_APISECRET = '', XUMM_ENDPOINT, LEDGERS } = process.env;
const sdk = new XummSdk(); // with XUMM_APIKEY and XUMM_APISECRET
if (XUMM_ENDPOINT) sdk.setEndpoint(XUMM_ENDPOINT); // in tests: the simulated platform
const ledgers = (LEDGERS ?? 'https://xrplcluster.com/ https://s2.ripple.com:51234/').split(' ');
const orders = new Map<string, server.Order>(); // a table of your database

async function create() {
  const terms = { network: 'MAINNET', destination: SHOP_ACCOUNT, amount: '10000000' };
  const [id, invoiceId] = [crypto.randomUUID(), server.invoiceId()];
  const order = { ...terms, id, invoiceId, firstLedger: await server.newestLedger(ledgers) };
  const request = { expire: 10, return_url: `${SHOP_ORIGIN}/pay?payload={id}` };
  const created = await sdk.payload.create(await server.paymentRequest(order, request));
  if (!created) throw new Error('The platform made no payload.');
  const { uuid, next, refs, pushed } = created;
  orders.set(uuid, order);
  return { uuid, next, refs, pushed };
}

async function ask(uuid: string) {
  const order = orders.get(uuid);
  if (!order) return null;
  const payload = await sdk.payload.get(uuid).catch(() => null);
  const judgement = await server.verifyPayment(order, { payload, ledgers });
  const isPaid = judgement.verdict === 'paid' || judgement.verdict === 'overpaid';
  if (isPaid) console.log(`Deliver order ${order.id ?? ''}, if that has not been done.`);
  return server.payloadStatus(payload, judgement);
}

export const app = express();

app.post('/api/payloads', async (_request, response) => void response.json(await create()));

app.get('/api/payloads/:uuid/status', async (request, response) => {
  const status = await ask(request.params.uuid);
  response.status(status ? 200 : 404).json(status ?? {});
});

// As text: what was signed is the body as it came.
app.post('/api/webhook', express.text({ type: '*/*' }), async ({ body, headers }, response) => {
  const call = { body: String(body), headers, secret: XUMM_APISECRET };
  const news = await server.readWebhook(call).catch(() => null);
  if (news) await ask(news.payloadUuid);
  response.sendStatus(news ? 204 : 401);
});
