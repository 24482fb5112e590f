import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { freePort } from './free-port.js';

/** Never reached on a slow machine; only for what never comes. */
const MAX_WAIT_MS = 30_000;

/** Connects as soon as somebody listens. */
async function listening(port: number): Promise<void> {
  const until = Date.now() + MAX_WAIT_MS;
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const isUp = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isUp) return;
    if (Date.now() > until)
      throw new Error('WebKitWebDriver did not start; is the package webkit2gtk-driver complete?');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/**
 * WebKitGTK's MiniBrowser has no headless mode, so it runs on a virtual screen. Display and port are free ones, so that two
 * runs on one machine do not meet. Both programs end with this process.
 */
export async function startWebKitDriver(driver: string): Promise<number> {
  const children: ChildProcess[] = [];
  process.on('exit', () => {
    for (const child of children) child.kill();
  });
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  children.push(screen);
  const pipe = screen.stdio[3];
  if (!pipe) throw new Error('Xvfb has no pipe to tell its display by.');
  const [display] = (await once(pipe, 'data')) as [Buffer];

  const port = await freePort();
  children.push(
    spawn(driver, [`--port=${port}`, '--host=127.0.0.1'], {
      stdio: 'ignore',
      env: { ...process.env, DISPLAY: `:${display.toString().trim()}` },
    }),
  );
  await listening(port);
  return port;
}
