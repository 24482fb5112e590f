import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import {
  AngularNodeAppEngine,
  createNodeRequestHandler,
  writeResponseToNodeResponse,
} from '@angular/ssr/node';

const engine = new AngularNodeAppEngine();

const server = createServer(async (request, response) => {
  const [, file] = /^\/([\w.-]+\.js)$/.exec(request.url ?? '') ?? [];
  if (file) {
    response.setHeader('Content-Type', 'text/javascript');
    response.end(await readFile(new URL(`../browser/${file}`, import.meta.url)));
    return;
  }
  const answer = await engine.handle(request);
  if (answer) await writeResponseToNodeResponse(answer, response);
  else response.writeHead(404).end();
});
if (process.env['PORT']) server.listen(Number(process.env['PORT']), '127.0.0.1');

export const reqHandler = createNodeRequestHandler((request, response) => {
  server.emit('request', request, response);
});
