import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { startPlatform, type Call, type PlatformServer } from './platform.js';
import { startSite, type Site, type SiteOptions } from './site.js';
import { Visitor, type Post } from './visitor.js';

export const SHOP = 'rN7n7otQDd6FczFgLdSqtcsAUxDkw6fzRH';
export const SETTINGS = {
  api_key: '11111111-1111-4111-8111-111111111111',
  api_secret: '22222222-2222-4222-8222-222222222222',
  account: SHOP,
  network: 'MAINNET',
};

export interface World {
  readonly site: Site;
  readonly platform: PlatformServer;
  /** Logged in; may publish, but not without WordPress's filter. */
  readonly author: Visitor;
  readonly visitor: () => Visitor;
  /** A page with one payment of 10 XRP, named `mug`, and somebody who wants it. */
  readonly shopper: () => Promise<Post & { readonly visitor: Visitor }>;
}

/** Everything that is asked of the platform to make a payload. */
export const creations = ({ platform }: World): readonly Call[] =>
  platform.calls.filter(({ method }) => method === 'POST');

/** Asks until the payload's status is final. */
export async function settled(visitor: Visitor, uuid: string): Promise<string> {
  for (;;) {
    const { resolved, signed, verification } = await visitor.status(uuid);
    if (resolved && (!signed || verification !== 'pending')) return verification ?? 'declined';
  }
}

/** A site and a platform for the tests of one file. */
export function world(
  settings: Record<string, string> | null = SETTINGS,
  options: SiteOptions = {},
): () => World {
  let built: World | undefined;
  let stop = (): Promise<void> => Promise.resolve();

  before(async () => {
    const platform = await startPlatform();
    stop = () => platform.close();
    const site = await startSite(platform.origin, options);
    const stopServers = stop;
    stop = async () => {
      await site.stop();
      await stopServers();
    };
    if (settings !== null)
      await site.php(
        `update_option('xumm_payload_status', json_decode('${JSON.stringify(settings)}', true));`,
      );
    const author = new Visitor(site.origin);
    await author.logIn('author');
    const visitor = (): Visitor => new Visitor(site.origin);
    const shopper: World['shopper'] = async () => ({
      ...(await author.write('[xumm_payload_status name="mug" amount="10"]')),
      visitor: visitor(),
    });
    built = { site, platform, author, visitor, shopper };
  });

  after(async () => {
    try {
      // Whatever the tests of a file did, neither PHP nor the database has anything to say against the plugin.
      // But for the table, and the column, that a test takes away.
      const complaint =
        /PHP .+ in .+\/plugins\/xumm|database error (?!Table \S+ doesn't exist|Unknown column 'surplus').+xumm/i;
      const complaints = (await built?.site.log())?.split('\n').filter((line) => complaint.test(line)) ?? [];
      assert.deepEqual(complaints, []);
    } finally {
      await stop();
    }
  });

  return () => {
    assert(built, 'the world is built before the tests');
    return built;
  };
}
