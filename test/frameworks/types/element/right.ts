import { XummPayloadStatus, XummResolvedEvent, type PayloadStatus, type State } from 'xumm-payload-status';
import type {} from 'xumm-payload-status/define';
import { de } from 'xumm-payload-status/locales/de';

const element = document.createElement('xumm-payload-status');
element.payload = { uuid: '1' };
element.getStatus = (uuid, { signal }) => fetch(`/api/payloads/${uuid}/status`, { signal });
element.messages = { verifiedTitle: de.verifiedTitle };
element.addEventListener('xumm-resolved', (event) => {
  const answer: Promise<PayloadStatus> = Promise.resolve({ resolved: true, verification: 'verified' });
  if (event.detail.signed) event.respondWith(answer);
});
document.querySelector('xumm-payload-status')?.addEventListener('xumm-verified', ({ detail }) => {
  const txid: string | null = detail.txid;
  console.log(txid);
});
document.addEventListener('click', (event) => event instanceof XummResolvedEvent);
XummPayloadStatus.trustedHosts.add('sign.example');
export const state: Promise<State> = element.checkStatus();
