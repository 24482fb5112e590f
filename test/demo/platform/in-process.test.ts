import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inProcess } from '../../../demo/platform/index.js';

describe('a fetch without a network', () => {
  it('answers', async () => {
    const fetch = inProcess(async (request) => new Response(await request.text()));
    const response = await fetch('http://platform.invalid/', { method: 'POST', body: 'hello' });
    assert.equal(await response.text(), 'hello');
  });

  it('ends with its signal, whatever is under way', async () => {
    const controller = new AbortController();
    const fetch = inProcess(() => new Promise(() => undefined));
    const asked = fetch('http://platform.invalid/', { signal: controller.signal });
    controller.abort(new Error('too late'));
    await assert.rejects(asked, /too late/);
  });

  it('asks nothing if it is aborted before', async () => {
    const fetch = inProcess(() => assert.fail('asked'));
    await assert.rejects(
      fetch('http://platform.invalid/', { signal: AbortSignal.abort(new Error('gone')) }),
      /gone/,
    );
  });
});
