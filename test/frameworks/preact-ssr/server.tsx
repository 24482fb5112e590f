import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { renderToString } from 'preact-render-to-string';
import Payment from './Payment';

/** Drawn on the server, for the payload that stands in the query. */
function draw(payload: string): string {
  const root = (
    <main data-payload={payload}>
      <Payment payload={JSON.parse(payload)} />
    </main>
  );
  return `<!doctype html><html lang="en"><link rel="icon" href="data:,">${renderToString(root)}<script type="module" src="/assets/client.js"></script></html>`;
}

createServer(({ url = '' }, response) => {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  if (pathname === '/payment') {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(draw(searchParams.get('payload') ?? ''));
    return;
  }
  const [, file] = /^\/assets\/([\w.-]+)$/.exec(pathname) ?? [];
  response.setHeader('Content-Type', 'text/javascript');
  response.end(file && readFileSync(new URL(`../client/assets/${file}`, import.meta.url)));
}).listen(Number(process.env.PORT), '127.0.0.1');
