import {
  createBackend,
  demoProducts,
  ledgerLookUp,
  SESSION_LIMITS,
  Sessions,
  type PlatformClient,
} from '../../backend/index.js';
import { createPlatformCore, type PlatformCore } from '../../platform/index.js';
import { ordersOf, trimmed, type Memory } from './memory.js';

/** Gets the simulated money. */
const SHOP = 'rN7n7otQDd6FczFgLdSqtcsAUxDkw6fzRH';
const KEYS = {
  'Content-Type': 'application/json',
  'X-API-Key': '00000000-0000-4000-8000-000000000001',
  'X-API-Secret': '00000000-0000-4000-8000-000000000002',
};
const BACKEND_PATH = /^\/api\/(?!v1\/)/;

/** The simulated platform and the example backend, of one visitor. */
export interface Servers {
  answer(request: Request): Promise<Response>;
  readonly platform: Pick<PlatformCore, 'admits' | 'connect'>;
  memory(): Memory;
}

/** Where the static site stands, as its pages and as the platform's links have it. */
export interface Site {
  readonly pages: URL;
  readonly platform: URL;
}

/** @param memory what earlier servers of this browser knew */
export function createServers(site: Site, memory: Memory): Servers {
  const platform = createPlatformCore({ memory: memory.platform });
  const products = demoProducts(SHOP);
  const sessions = new Sessions(SESSION_LIMITS, Date.now);
  const session = sessions.start();
  session.account = memory.account;
  for (const { product: id, ...order } of memory.orders) {
    const product = products.find((candidate) => candidate.id === id);
    if (product) sessions.addOrder(session, { ...order, product, checking: null });
  }
  const backend = createBackend({
    platform: platformClient(platform, site),
    lookUpTransaction: ledgerLookUp({
      endpoint: (network) => `${site.pages.origin}/ledger/${network.toLowerCase()}`,
      fetch: async (url, init) => platform.app.fetch(new Request(url, init)),
    }),
    products,
    sessions,
    // A page can't read an HttpOnly cookie. Here is one visitor only.
    sessionKeeper: { read: () => session.id, write: () => undefined },
  });

  return {
    async answer(request) {
      const { pathname } = new URL(request.url);
      if (pathname === '/demo.json') return Response.json({ simulated: true });
      return BACKEND_PATH.test(pathname) ? backend.fetch(request) : platform.app.fetch(request);
    },
    platform,
    memory: () =>
      trimmed({ platform: platform.memory(), account: session.account, orders: ordersOf(session) }),
  };
}

/** Links that a static host can serve: below the site, and the way back to a page with its suffix. */
function platformClient({ app }: PlatformCore, site: Site): PlatformClient {
  const call = async (path: string, body?: unknown): Promise<unknown> => {
    const url = new URL(`/api/v1/platform/${path}`, site.pages);
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const answer = await app.fetch(new Request(url, { ...init, headers: KEYS }));
    if (answer.ok) return answer.json();
    throw new Error(`Error code ${answer.status}`); // as the SDK words it
  };
  const wayBack = `${new URL('./pay.html', site.pages).href}?payload={id}`;
  type Created = NonNullable<Awaited<ReturnType<PlatformClient['payload']['create']>>>;
  type Got = Awaited<ReturnType<PlatformClient['payload']['get']>>;
  return {
    payload: {
      async create(body) {
        const options = { ...body.options, return_url: { app: wayBack, web: wayBack } };
        const created = (await call('payload', { ...body, options })) as Created;
        const signUrl = new URL(`./sign/${created.uuid}`, site.platform).href;
        return {
          ...created,
          next: { ...created.next, always: signUrl },
          refs: { ...created.refs, websocket_status: signUrl.replace(/^http/, 'ws') },
        };
      },
      get: async (uuid) => (await call(`payload/${uuid}`)) as Got,
    },
  };
}
