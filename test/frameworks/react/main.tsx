import { createRoot } from 'react-dom/client';
import { isCases, isLate, offer, payload, payloads } from '../given.js';

const { default: Component } = await (isCases
  ? import('./Cases.js')
  : isLate
    ? import('./Late.js')
    : import('./Payment.js'));
const root = createRoot(document.querySelector('#app') ?? document.body);
root.render(<Component payload={payload} />);
offer(() => {
  root.unmount();
});
