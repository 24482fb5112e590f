import * as server from 'xumm-payload-status/server';

/** Of the platform; `SHOP_ACCOUNT` is paid; `ORDERS` is a key-value store. */
interface Env extends Record<'XUMM_APIKEY' | 'XUMM_APISECRET' | 'SHOP_ACCOUNT', string> {
  readonly XUMM_ENDPOINT?: string; // in tests: the simulated platform
  readonly LEDGERS?: string;
  readonly ORDERS: {
    get(key: string): Promise<string | null>;
    put(key: string, value: string): Promise<void>;
  };
}
type Created = Record<'uuid' | 'next' | 'refs' | 'pushed', string>;

/** xumm-sdk is made for Node, and two calls are all that is needed of it. */
async function platform<T>(env: Env, path: string, init: RequestInit = {}): Promise<T> {
  const keys = { 'X-API-Key': env.XUMM_APIKEY, 'X-API-Secret': env.XUMM_APISECRET };
  const url = `${env.XUMM_ENDPOINT ?? 'https://xumm.app'}/api/v1/platform/payload${path}`;
  const answer = await fetch(url, { ...init, headers: { ...keys, 'Content-Type': 'application/json' } });
  if (!answer.ok) throw new Error(`The platform answered HTTP ${answer.status}.`);
  return (await answer.json()) as T;
}

const ledgersOf = ({ LEDGERS = 'https://xrplcluster.com/ https://s2.ripple.com:51234/' }: Env) =>
  LEDGERS.split(' ');

async function create(env: Env, origin: string): Promise<Response> {
  const terms = { network: 'MAINNET', destination: env.SHOP_ACCOUNT, amount: '10000000' };
  const [id, invoiceId] = [crypto.randomUUID(), server.invoiceId()];
  const order = { ...terms, id, invoiceId, firstLedger: await server.newestLedger(ledgersOf(env)) };
  const request = { expire: 10, return_url: `${origin}/pay?payload={id}` };
  const body = JSON.stringify(await server.paymentRequest(order, request));
  const { uuid, next, refs, pushed } = await platform<Created>(env, '', { method: 'POST', body });
  await env.ORDERS.put(uuid, JSON.stringify(order));
  return Response.json({ uuid, next, refs, pushed });
}

async function ask(env: Env, uuid: string): Promise<Response> {
  const order = JSON.parse((await env.ORDERS.get(uuid)) ?? 'null') as server.Order | null;
  if (!order) return new Response(null, { status: 404 });
  const payload = await platform(env, `/${uuid}`).catch(() => null);
  const judgement = await server.verifyPayment(order, { payload, ledgers: ledgersOf(env) });
  const isPaid = judgement.verdict === 'paid' || judgement.verdict === 'overpaid';
  if (isPaid) console.log(`Deliver order ${order.id ?? ''}, if that has not been done.`);
  return Response.json(server.payloadStatus(payload, judgement));
}

async function webhook(env: Env, request: Request): Promise<Response> {
  const call = { body: await request.text(), headers: request.headers, secret: env.XUMM_APISECRET };
  const news = await server.readWebhook(call).catch(() => null);
  if (news) await ask(env, news.payloadUuid);
  return new Response(null, { status: news ? 204 : 401 });
}

export default {
  fetch(request: Request, env: Env): Promise<Response> {
    const { pathname, origin } = new URL(request.url);
    const [, uuid] = /^\/api\/payloads\/([^/]+)\/status$/.exec(pathname) ?? [];
    if (uuid !== undefined) return ask(env, uuid);
    if (request.method !== 'POST') return Promise.resolve(new Response(null, { status: 404 }));
    return pathname === '/api/webhook' ? webhook(env, request) : create(env, origin);
  },
};
