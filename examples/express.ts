import express, { type Express } from 'express';
import type { Shop } from './shop.js';

export function createApp(shop: Shop): Express {
  const app = express();
  app.post('/api/payloads', async (_request, response) => {
    response.json(await shop.create());
  });
  app.get('/api/payloads/:uuid/status', async (request, response) => {
    const status = await shop.status(request.params.uuid);
    response.status(status ? 200 : 404).json(status ?? {});
  });
  // As text: what was signed is the body as it came.
  app.post('/api/webhook', express.text({ type: '*/*' }), async (request, response) => {
    response.status(await shop.webhook(String(request.body), (name) => request.get(name))).end();
  });
  return app;
}
