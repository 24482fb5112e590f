import express from 'express';
import { XummSdk } from 'xumm-sdk';
import * as server from 'xumm-payload-status/server';

const { SHOP_ACCOUNT, XUMM_ENDPOINT, PORT = '3000' } = process.env;
const sdk = new XummSdk(); // with XUMM_APIKEY and XUMM_APISECRET of the environment
if (XUMM_ENDPOINT) sdk.setEndpoint(XUMM_ENDPOINT); // the simulated platform
const ledgers = XUMM_ENDPOINT
  ? [`${XUMM_ENDPOINT}/ledger/mainnet/a`, `${XUMM_ENDPOINT}/ledger/mainnet/b`]
  : ['https://xrplcluster.com/', 'https://s2.ripple.com:51234/'];
const orders = new Map(); // by the uuid of the payload; a shop keeps them in a database

const app = express().use(express.static('public'));

app.post('/api/payloads', async (_request, response) => {
  const order = {
    id: crypto.randomUUID(),
    network: 'MAINNET',
    destination: SHOP_ACCOUNT,
    amount: '10000000', // drops: 10 XRP
    invoiceId: server.invoiceId(),
    firstLedger: await server.newestLedger(ledgers),
  };
  const body = await server.paymentRequest(order, { expire: 10 }); // minutes
  const { uuid, next, refs, pushed } = await sdk.payload.create(body);
  orders.set(uuid, order);
  response.json({ uuid, next, refs, pushed });
});

app.get('/api/payloads/:uuid/status', async (request, response) => {
  const order = orders.get(request.params.uuid);
  if (!order) return response.status(404).json({});
  const payload = await sdk.payload.get(request.params.uuid).catch(() => null);
  const judgement = await server.verifyPayment(order, { payload, ledgers });
  if (judgement.verdict === 'paid' || judgement.verdict === 'overpaid') order.isPaid = true; // deliver it, once
  response.json(server.payloadStatus(payload, judgement));
});

const http = app.listen(PORT, () => console.log(`http://localhost:${http.address().port}`));
