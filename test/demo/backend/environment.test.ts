import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConfigurationError, readEnvironment, readPort } from '../../../demo/backend/environment.js';
import { SHOP } from './fixtures.js';

const KEY = '11111111-2222-3333-4444-555555555555';
const SECRET = '66666666-7777-8888-9999-aaaaaaaaaaaa';
const keys = { XUMM_APIKEY: KEY, XUMM_APISECRET: SECRET };
const real = { ...keys, SHOP_ACCOUNT: SHOP, SHOP_ORIGIN: 'https://shop.example/cafe' };
const local = { dataDir: '.data', database: '.data/orders', adminToken: null };

describe('readEnvironment', () => {
  it('no keys: the simulated platform, and a database on this disk', () => {
    const simulated = { ...local, platform: 'simulated', shopOrigin: null, endpoint: null };
    assert.deepEqual(readEnvironment({}), simulated);
    assert.deepEqual(readEnvironment({ XUMM_APIKEY: ' ', XUMM_APISECRET: '', DATABASE_URL: ' ' }), simulated);
  });

  it('both keys, an account and an origin: the real platform', () => {
    assert.deepEqual(readEnvironment(real), {
      ...local,
      platform: 'real',
      apiKey: KEY,
      apiSecret: SECRET,
      shop: { destination: SHOP },
      shopOrigin: 'https://shop.example',
    });
  });

  it('the database, the tag and the operator’s token', () => {
    const DATABASE_URL = 'postgres://localhost/shop';
    const settings = readEnvironment({ ...real, DATABASE_URL, SHOP_TAG: '0', ADMIN_TOKEN: 'a'.repeat(16) });
    assert.equal(settings.database, DATABASE_URL);
    assert.equal(settings.adminToken, 'a'.repeat(16));
    assert.deepEqual(settings.platform === 'real' && settings.shop, { destination: SHOP, destinationTag: 0 });
    assert.equal(readEnvironment({ DATA_DIR: '/var/shop' }).database, '/var/shop/orders');
  });

  it('the port', () => {
    assert.deepEqual(
      [{}, { PORT: '' }, { PORT: ' 80 ' }, { PORT: '0' }].map((env) => readPort(env, 3000)),
      [3000, 3000, 80, 0],
    );
    for (const PORT of ['abc', '22x', '-1', '65536', '1e3', '80.5'])
      assert.throws(() => readPort({ PORT }, 3000), ConfigurationError, PORT);
  });

  const faults: readonly (readonly [RegExp, Record<string, string>])[] = [
    [/XUMM_APIKEY is set but XUMM_APISECRET is not/, { XUMM_APIKEY: KEY }],
    [/XUMM_APISECRET is set but XUMM_APIKEY is not/, { XUMM_APISECRET: SECRET }],
    [/two uuids/, { ...keys, XUMM_APIKEY: 'mine' }],
    [/two uuids/, { ...keys, XUMM_APISECRET: SECRET.toUpperCase() }],
    [/SHOP_ACCOUNT/, keys],
    [/SHOP_ACCOUNT/, { ...keys, SHOP_ACCOUNT: 'my wallet' }],
    [/set SHOP_ORIGIN/, { ...keys, SHOP_ACCOUNT: SHOP }],
    [/SHOP_ORIGIN/, { SHOP_ORIGIN: 'nowhere' }],
    [/SHOP_ORIGIN/, { SHOP_ORIGIN: 'ftp://shop.example' }],
    [/SHOP_TAG/, { ...real, SHOP_TAG: '4294967296' }],
    [/SHOP_TAG/, { ...real, SHOP_TAG: '1e3' }],
    [/DATABASE_URL/, { DATABASE_URL: 'mysql://localhost/shop' }],
    [/DATABASE_URL/, { DATABASE_URL: 'hunter2' }],
    [/ADMIN_TOKEN/, { ADMIN_TOKEN: 'letmein' }],
    [/PLATFORM_URL/, { PLATFORM_URL: 'localhost' }],
  ];
  for (const [sentence, env] of faults) {
    it(`${JSON.stringify(env)} → ${sentence.source}`, () => {
      assert.throws(
        () => readEnvironment(env),
        (error) => {
          assert.ok(error instanceof ConfigurationError);
          assert.match(error.message, sentence);
          for (const value of Object.values(env))
            assert.ok(!error.message.includes(value), 'repeats a value');
          return true;
        },
      );
    });
  }
});
