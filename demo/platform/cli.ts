import { getRequestListener } from '@hono/node-server';
import { createServer } from 'node:http';
import { describeListenError, HELP, readCliOptions, type CliOptions } from './cli-options.js';
import { createPlatform } from './index.js';

// The command of the package: `npx xumm-payload-status platform --port 4000` starts the simulated platform alone.

function fail(sentence: string): void {
  process.exitCode = 1;
  console.error(sentence);
}

function start(options: CliOptions): void {
  const { unknownUuid, webhookUrl } = options;
  const platform = createPlatform({
    unknownUuid,
    ...(webhookUrl === null ? {} : { webhookUrl }),
    log: console.log,
  });
  const listener = getRequestListener(platform.app.fetch);
  const server = createServer((request, response) => void listener(request, response));

  server.on('upgrade', (request, socket, head) => {
    if (!platform.upgrade(request, socket, head)) socket.destroy();
  });
  server.on('error', (error: NodeJS.ErrnoException) => {
    fail(describeListenError(error, options));
  });
  server.listen(options.port, options.host, () => {
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : options.port;
    const host = options.host.includes(':') ? `[${options.host}]` : options.host;
    console.log(`The simulated platform listens on http://${host}:${port}`);
  });

  const stop = (): void => {
    console.log(platform.lossNotice());
    server.close();
    void platform.close();
    server.closeAllConnections();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

try {
  const options = readCliOptions(process.argv.slice(2));
  if (options) start(options);
  else console.log(HELP);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
