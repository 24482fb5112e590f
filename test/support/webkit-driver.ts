import { spawn, spawnSync, type ChildProcess } from 'node:child_process';

const PORT = 4723;
const DISPLAY = ':97';

/** WebKitGTK's MiniBrowser has no headless mode: it is driven on a screen of memory. Both end with this process. */
export function startWebKitDriver(driver: string): number {
  const children: ChildProcess[] = [];
  const start = (command: string, args: readonly string[]): void => {
    children.push(spawn(command, args, { stdio: 'ignore', env: { ...process.env, DISPLAY } }));
  };
  process.on('exit', () => {
    for (const child of children) child.kill();
  });
  start('Xvfb', [DISPLAY, '-screen', '0', '1280x1024x24']);
  // The driver starts the browser later, by when the screen is there.
  start(driver, [`--port=${PORT}`, '--host=127.0.0.1']);
  const isUp = `for i in $(seq 100); do (echo > /dev/tcp/127.0.0.1/${PORT}) 2>/dev/null && [ -e /tmp/.X11-unix/X${DISPLAY.slice(1)} ] && exit 0; sleep 0.1; done; exit 1`;
  if (spawnSync('bash', ['-c', isUp]).status !== 0) {
    console.error('WebKitWebDriver did not start; is the package webkit2gtk-driver complete?');
    process.exit(1);
  }
  return PORT;
}
