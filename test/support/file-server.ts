import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** A simple file server: a missing file is a 404, a folder is its `index.html`, everything is gzipped. */
export interface FileServer {
  /** The folder of the files, with a slash at its end. */
  readonly url: string;
  close(): void;
}

/** @param path of the site on its host, e.g. `/some/where/` */
export async function serveFiles(folder: string, path: string): Promise<FileServer> {
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = pathname.startsWith(path) ? normalize(pathname.slice(path.length)) : '..';
    const name = file === '.' ? 'index.html' : file;
    readFile(name.startsWith('..') ? '' : join(folder, name)).then(
      (body) => {
        response.writeHead(200, {
          'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
          'Content-Encoding': 'gzip',
        });
        response.end(gzipSync(body));
      },
      () => response.writeHead(404).end('Not found'),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
