import { defineConfig, type Plugin } from 'vite';
import { createDemoOrExit } from './demo/server.js';

/** The backend and the simulated platform on the port of the pages, so that a phone, a shop and a test see one host. */
function demoServer(): Plugin {
  return {
    name: 'demo-server',
    apply: 'serve',
    configureServer({ httpServer, middlewares }) {
      const demo = createDemoOrExit();
      middlewares.use((req, res, next) => {
        // The QR code's link leads to the phone, the wallet's way back to the shop.
        const { pathname } = new URL(req.url ?? '/', 'http://localhost');
        if (/^\/sign\/[^/.]+$/.test(pathname)) req.url = '/phone.html';
        if (pathname === '/pay') req.url = `/pay.html${new URL(req.url ?? '/', 'http://localhost').search}`;
        demo.handle(req, res).then((isOwn) => {
          if (!isOwn) next();
        }, next);
      });
      httpServer?.on('upgrade', (req, socket, head) => {
        demo.upgrade(req, socket as import('node:net').Socket, head as Buffer);
      });
      httpServer?.on('close', () => void demo.close());
    },
  };
}

/** `vite`: the demo. `vite build`: the single-script file, with everything inside. */
export default defineConfig(({ command }) => ({
  root: command === 'serve' ? 'demo' : '.',
  plugins: [demoServer()],
  server: { port: 5173, fs: { allow: [import.meta.dirname] } },
  build: {
    target: 'es2022',
    lib: {
      entry: 'src/cdn.ts',
      name: 'xummPayloadStatus',
      formats: ['iife'],
      fileName: () => 'xumm-payload-status.min.js',
    },
    reportCompressedSize: false,
  },
}));
