import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { transformSync } from 'esbuild';
import type * as serverModule from '../../src/server/index.js';
import { installed, type Installed } from '../support/tarball.js';
import { cases, factsOf } from '../server/cases.js';

/** The globals of a worker that the module uses: no `process`, no `Buffer`, no `require`, no DOM. */
const WORKER = {
  crypto,
  TextEncoder,
  URL,
  AbortSignal,
  Response,
  fetch: () => Promise.reject(new Error('no network')),
};

type Server = typeof serverModule;

describe('xumm-payload-status/server, as it is published', () => {
  let install: Installed;
  let code: string;
  let server: Server;
  before(() => {
    install = installed();
    code = readFileSync(join(install.folder, 'dist/server/index.js'), 'utf8');
    const script = transformSync(code, { format: 'iife', globalName: 'server' }).code;
    const worker = createContext({ ...WORKER });
    server = runInContext(`${script};server`, worker) as Server;
  });
  after(() => {
    install.remove();
  });

  test('imports nothing', () => {
    assert.doesNotMatch(code, /\bimport\b|\brequire\b/);
  });

  test('exports what the docs name', () => {
    assert.deepEqual(Object.keys(server).sort(), [
      'WebhookError',
      'invoiceId',
      'judge',
      'newestLedger',
      'payloadStatus',
      'paymentRequest',
      'readWebhook',
      'verifyPayment',
    ]);
  });

  test('judges each case without a DOM and without Node', () => {
    for (const { name, expect, ...recipe } of cases) {
      const { verdict, reason } = server.judge(factsOf(recipe));
      assert.deepEqual([verdict, reason], [expect['verdict'], expect['reason']], name);
    }
  });

  test('makes requests, reads webhooks and asks ledgers there', async () => {
    const invoiceId = server.invoiceId();
    assert.match(invoiceId, /^[0-9A-F]{64}$/);
    const order = { ...factsOf({ base: 'xrp' }).order, invoiceId };
    const { txjson } = await server.paymentRequest(order);
    assert.equal(txjson.InvoiceID, invoiceId);
    const { verdict, reason } = await server.verifyPayment(order, {
      payload: factsOf({ base: 'xrp' }).payload,
      ledgers: ['https://ledger.example/'],
    });
    assert.deepEqual([verdict, reason], ['pending', 'no-ledger-answer']);
    const call = { body: '{}', timestamp: '1', signature: '00'.repeat(20), secret: 'a-b' };
    const error = await server.readWebhook(call).catch((reason_: unknown) => reason_);
    assert.equal((error as { code: string }).code, 'bad-signature');
  });

  test('is in no file that a browser loads', () => {
    for (const file of [
      'index.js',
      'define.js',
      'xumm-payload-status.js',
      'xumm-payload-status.min.js',
      'xumm-payload-status.all.min.js',
    ]) {
      assert.doesNotMatch(
        readFileSync(join(install.folder, 'dist', file), 'utf8'),
        /delivered_amount|account_tx/,
        file,
      );
    }
  });
});
