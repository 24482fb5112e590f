import '../../../src/define.js';

/** One element that follows the run named by the address, and records its events. */
const { searchParams } = new URL(location.href);
const element = document.createElement('xumm-payload-status');
element.websocketUrl = searchParams.get('socket');
element.statusUrl = searchParams.get('status');
const told: string[] = [];
for (const type of ['xumm-opened', 'xumm-resolved', 'xumm-expired', 'xumm-verified'] as const)
  element.addEventListener(type, () => told.push(type));
Object.assign(globalThis, { element, told });
addEventListener('pageshow', ({ persisted }) => Object.assign(globalThis, { persisted }));
document.body.append(element);
