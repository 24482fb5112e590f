import type { TestRunnerCoreConfig, TestRunnerPlugin } from '@web/test-runner';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { createDemo } from '../../demo/server.js';

/** The simulated platform and the example backend on the test runner's own port: real HTTP, real sockets. */
export function demoOnRunner(): Required<Pick<TestRunnerCoreConfig, 'middleware' | 'plugins'>> {
  const demo = createDemo({ env: {}, log: () => undefined });
  const plugin: TestRunnerPlugin = {
    name: 'demo',
    serverStart({ server }) {
      server?.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        demo.upgrade(request, socket, head);
      });
    },
    serverStop: () => demo.close(),
  };
  return {
    plugins: [plugin],
    middleware: [
      async (context, next) => {
        if (context.path === '/test/sockets') {
          context.body = { count: demo.platform.sockets.count(context.query['uuid']?.toString()) };
          return;
        }
        context.respond = false;
        if (await demo.handle(context.req, context.res)) return;
        context.respond = true;
        await next();
      },
    ],
  };
}
