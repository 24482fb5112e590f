import '../../../src/define.js';
import { CUTS } from '../../support/cut-run.js';
import { UUID } from '../../support/frames.js';

/** One element's life: mounted, connected, greeted, answered, opened in the wallet, removed. */
async function cycle(): Promise<void> {
  const element = document.createElement('xumm-payload-status');
  element.websocketUrl = `ws://${location.host}${CUTS}/open/sign/${UUID}`;
  element.statusUrl = `${CUTS}/open/status`;
  const reached = new Promise((resolve) => {
    element.addEventListener('xumm-pre-signed', resolve, { once: true });
  });
  document.body.append(element);
  await reached;
  element.remove();
}

const AT_ONCE = 10;

Object.assign(globalThis, {
  async cycles(count: number): Promise<void> {
    const lane = async (): Promise<void> => {
      for (let done = 0; done < count / AT_ONCE; done++) await cycle();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    await fetch(`${CUTS}/end`, { method: 'POST' });
  },
});
