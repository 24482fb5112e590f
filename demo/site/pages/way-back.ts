import { createAnother } from './api.js';
import { copyButtons } from './copy.js';
import { find, messageOf } from './dom.js';

const go = find('#go', HTMLButtonElement);

async function pay(): Promise<void> {
  go.disabled = true;
  try {
    const { uuid } = await createAnother('coffee');
    location.assign(`./phone.html?payload=${uuid}`);
  } catch (error) {
    find('#told', HTMLElement).textContent = messageOf(error);
    go.disabled = false;
  }
}

go.addEventListener('click', () => void pay());
// After the browser's "back" from the wallet, this may be the page that was left.
addEventListener('pageshow', () => {
  go.disabled = false;
});
copyButtons();
