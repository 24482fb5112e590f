import {
  createBackend,
  createShop,
  demoProducts,
  isBackendPath,
  MemoryStore,
  platformClient,
  simulatedLedgers,
  SIMULATED,
  trustPlatform,
  type PlatformClient,
} from '../../backend/index.js';
import { createPlatformCore, inProcess, type PlatformCore } from '../../platform/index.js';
import { trimmed, type Memory } from './memory.js';

/** The simulated platform and the example backend, for one visitor. */
export interface Servers {
  answer(request: Request): Promise<Response>;
  readonly platform: Pick<PlatformCore, 'admits' | 'connect'>;
  memory(): Memory;
}

/** The address of the static site, for its pages and for the platform's links. */
export interface Site {
  readonly pages: URL;
  readonly platform: URL;
}

/** @param memory what earlier servers in this browser knew */
export function createServers(site: Site, memory: Memory): Servers {
  const platform = createPlatformCore({ memory: memory.platform });
  const store = new MemoryStore(Date.now, memory.shop);
  const inPage = inProcess(platform.app.fetch);
  // A page cannot read an HttpOnly cookie, and there is only one visitor here.
  let { token } = memory;
  const shop = createShop({
    store,
    platform: platformOf(site, inPage),
    products: demoProducts(SIMULATED.shop),
    ledgers: simulatedLedgers(site.pages.origin),
    verifySignIn: trustPlatform,
    fetch: inPage,
  });
  const backend = createBackend(shop, {
    sessionKeeper: {
      read: () => token ?? undefined,
      write: (_context, _origin, id) => {
        token = id;
      },
      clear: () => {
        token = null;
      },
    },
  });

  return {
    async answer(request) {
      const { pathname } = new URL(request.url);
      if (pathname === '/demo.json') return Response.json({ simulated: true });
      return isBackendPath(pathname) ? backend.fetch(request) : platform.app.fetch(request);
    },
    platform,
    memory: () => trimmed({ platform: platform.memory(), shop: store.memory(), token }),
  };
}

/** Links that a static host can serve: below the site, and with the file's ending. */
function platformOf(site: Site, inPage: typeof fetch): PlatformClient {
  const platform = platformClient({ ...SIMULATED, endpoint: site.pages.origin, fetch: inPage });
  const wayBack = `${new URL('./pay.html', site.pages).href}?payload={id}`;
  return {
    ...platform,
    async create(body) {
      const { options } = body as { readonly options: object };
      const created = await platform.create({
        ...body,
        options: { ...options, return_url: { app: wayBack, web: wayBack } },
      });
      const signUrl = new URL(`./sign/${created.uuid}`, site.platform).href;
      return {
        ...created,
        next: { ...created.next, always: signUrl },
        refs: { ...created.refs, websocket_status: signUrl.replace(/^http/, 'ws') },
      };
    },
  };
}
