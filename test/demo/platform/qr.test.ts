import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import jsQRModule from 'jsqr';
import { PNG } from 'pngjs';
import { call, create, fail, NO_PAYLOAD, ORIGIN, startCore } from './support.js';

// A CommonJS module with an ES default: Node imports the whole module as the default.
const jsQR = 'default' in jsQRModule ? jsQRModule.default : jsQRModule;

describe('the QR pictures', () => {
  for (const quality of ['m', 'q', 'h']) {
    it(`_${quality}.png decodes to the sign link`, async () => {
      const { app } = startCore();
      const uuid = await create(app);
      const response = await app.request(`${ORIGIN}/sign/${uuid}_${quality}.png`);
      assert.equal(response.headers.get('content-type'), 'image/png');
      const { data, width, height } = PNG.sync.read(Buffer.from(await response.arrayBuffer()));
      assert.equal(jsQR(new Uint8ClampedArray(data), width, height)?.data, `${ORIGIN}/sign/${uuid}`);
    });
  }

  it('_q.json has the modules as a square, with a finder pattern in the corner', async () => {
    const { app } = startCore();
    const uuid = await create(app);
    const { body } = await call(app, 'GET', `/sign/${uuid}_q.json`);
    const { uri, matrix } = body as { uri: string; matrix: number[][] };
    assert.equal(uri, `${ORIGIN}/sign/${uuid}`);
    assert.ok(matrix.every((row) => row.length === matrix.length));
    assert.deepEqual(matrix[0]?.slice(0, 8), [1, 1, 1, 1, 1, 1, 1, 0]);
  });

  for (const path of [`${NO_PAYLOAD}_q.png`, `${NO_PAYLOAD}_q.json`, 'what.png', `${NO_PAYLOAD}_x.png`]) {
    it(`/sign/${path} is 404`, async () => {
      const { status, code } = await fail(startCore().app, 'GET', `/sign/${path}`);
      assert.deepEqual([status, code], [404, 404]);
    });
  }

  it('/sign/<uuid> itself is left to whoever mounts the platform', async () => {
    const { app } = startCore();
    app.get('/sign/:uuid', (context) => context.text('the phone'));
    const response = await app.request(`${ORIGIN}/sign/${await create(app)}`);
    assert.equal(await response.text(), 'the phone');
  });
});
