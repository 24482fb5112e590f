import { Hono } from 'hono';
import type { StatusCode } from 'hono/utils/http-status';
import type { Shop } from './shop.js';

export function createApp(shop: Shop): Hono {
  const app = new Hono();
  app.post('/api/payloads', async (context) => context.json(await shop.create()));
  app.get('/api/payloads/:uuid/status', async (context) => {
    const status = await shop.status(context.req.param('uuid'));
    return context.json(status ?? {}, status ? 200 : 404);
  });
  app.post('/api/webhook', async (context) => {
    const code = await shop.webhook(await context.req.text(), (name) => context.req.header(name));
    return context.body(null, code as StatusCode);
  });
  return app;
}
