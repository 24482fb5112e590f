import '../../../src/define.js';
import { createAnother, STATUS_URL } from './api.js';
import { find, messageOf } from './dom.js';

const violations = find('#violations', HTMLOutputElement);
const told = find('#told', HTMLElement);
const phone = find('#phone', HTMLAnchorElement);

let count = 0;
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
  count += 1;
  violations.value = `${count}, the last of ${effectiveDirective}: ${blockedURI}`;
});

async function pay(): Promise<void> {
  told.textContent = '';
  try {
    const element = document.createElement('xumm-payload-status');
    element.payload = await createAnother('coffee');
    element.statusUrl = STATUS_URL;
    element.network = 'mainnet';
    find('#place', HTMLElement).replaceChildren(element);
    phone.href = `/sign/${element.payload.uuid}`;
    phone.hidden = false;
  } catch (error) {
    told.textContent = messageOf(error);
  }
}

find('#policy', HTMLElement).textContent =
  document.querySelector('meta[http-equiv]')?.getAttribute('content')?.replaceAll('; ', ';\n') ?? '';
find('#pay', HTMLButtonElement).addEventListener('click', () => void pay());
