import fastify, { type FastifyInstance } from 'fastify';
import type { Shop } from './shop.js';

export function createApp(shop: Shop): FastifyInstance {
  const app = fastify();
  // As text: what was signed is the body as it came.
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    done(null, body);
  });
  app.post('/api/payloads', () => shop.create());
  app.get<{ Params: { uuid: string } }>('/api/payloads/:uuid/status', async (request, reply) => {
    const status = await shop.status(request.params.uuid);
    return reply.code(status ? 200 : 404).send(status ?? {});
  });
  app.post<{ Body: string }>('/api/webhook', async ({ body, headers }, reply) => {
    const header = (name: string): string | null => String(headers[name] ?? '') || null;
    return reply.code(await shop.webhook(body, header)).send();
  });
  return app;
}
