import type { TestRunnerCoreConfig, TestRunnerPlugin } from '@web/test-runner';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { createCutServer } from './cut-server.js';

/** The server that drops connections, on the test runner's own port. */
export function cutsOnRunner(): Required<Pick<TestRunnerCoreConfig, 'middleware' | 'plugins'>> {
  const cuts = createCutServer();
  const plugin: TestRunnerPlugin = {
    name: 'cuts',
    serverStart({ server }) {
      server?.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        cuts.upgrade(request, socket, head);
      });
    },
    serverStop: () => {
      cuts.close();
    },
  };
  return {
    plugins: [plugin],
    middleware: [
      async (context, next) => {
        context.respond = false;
        if (await cuts.handle(context.req, context.res)) return;
        context.respond = true;
        await next();
      },
    ],
  };
}
