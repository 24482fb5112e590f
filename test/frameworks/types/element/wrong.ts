import 'xumm-payload-status/define';

const element = document.createElement('xumm-payload-status');
// @ts-expect-error there is no such property
element.websocketUri = 'wss://xumm.app/sign/1';
// @ts-expect-error a payload has a uuid
element.payload = { id: '1' };
// @ts-expect-error nobody sets the state
element.state = 'verified';
// @ts-expect-error there is no such sentence
element.messages = { paidTitle: 'Paid' };
// @ts-expect-error this detail has no amount
element.addEventListener('xumm-verified', ({ detail }) => detail.amount);
// @ts-expect-error only xumm-resolved is answered
element.addEventListener('xumm-verified', (event) => event.respondWith(true));
// @ts-expect-error an answer has no such verdict
element.getStatus = () => Promise.resolve({ verification: 'paid' });
