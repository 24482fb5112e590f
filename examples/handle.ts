import type { Shop } from './shop.js';

/** For whatever speaks `Request` and `Response`: workers, Next, Deno, Bun. */
export async function handle(request: Request, shop: Shop): Promise<Response> {
  const { pathname } = new URL(request.url);
  const [, uuid] = /^\/api\/payloads\/([^/]+)\/status$/.exec(pathname) ?? [];
  if (request.method === 'GET' && uuid !== undefined) {
    const status = await shop.status(uuid);
    return Response.json(status ?? {}, { status: status ? 200 : 404 });
  }
  if (request.method === 'POST' && pathname === '/api/payloads') return Response.json(await shop.create());
  if (request.method === 'POST' && pathname === '/api/webhook') {
    const code = await shop.webhook(await request.text(), (name) => request.headers.get(name));
    return new Response(null, { status: code });
  }
  return new Response(null, { status: 404 });
}
