import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConfigurationError, readEnvironment } from '../../../demo/backend/environment.js';
import { SHOP } from './fixtures.js';

const KEY = '11111111-2222-3333-4444-555555555555';
const SECRET = '66666666-7777-8888-9999-aaaaaaaaaaaa';
const keys = { XUMM_APIKEY: KEY, XUMM_APISECRET: SECRET };

describe('readEnvironment', () => {
  it('no keys: the simulated platform', () => {
    assert.deepEqual(readEnvironment({}), { platform: 'simulated', shopOrigin: null });
    assert.deepEqual(readEnvironment({ XUMM_APIKEY: ' ', XUMM_APISECRET: '' }), {
      platform: 'simulated',
      shopOrigin: null,
    });
  });

  it('both keys and an account: the real platform', () => {
    assert.deepEqual(
      readEnvironment({ ...keys, SHOP_ACCOUNT: SHOP, SHOP_ORIGIN: 'https://shop.example/cafe' }),
      {
        platform: 'real',
        apiKey: KEY,
        apiSecret: SECRET,
        shopAccount: SHOP,
        shopOrigin: 'https://shop.example',
      },
    );
  });

  const faults: readonly (readonly [RegExp, Record<string, string>])[] = [
    [/XUMM_APIKEY is set but XUMM_APISECRET is not/, { XUMM_APIKEY: KEY }],
    [/XUMM_APISECRET is set but XUMM_APIKEY is not/, { XUMM_APISECRET: SECRET }],
    [/two uuids/, { ...keys, XUMM_APIKEY: 'mine' }],
    [/two uuids/, { ...keys, XUMM_APISECRET: SECRET.toUpperCase() }],
    [/SHOP_ACCOUNT/, keys],
    [/SHOP_ACCOUNT/, { ...keys, SHOP_ACCOUNT: 'my wallet' }],
    [/SHOP_ORIGIN/, { SHOP_ORIGIN: 'nowhere' }],
    [/SHOP_ORIGIN/, { SHOP_ORIGIN: 'ftp://shop.example' }],
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
