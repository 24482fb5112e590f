import { createRoot } from 'react-dom/client';
import { isLate, offer, payload } from '../given.js';

const { default: Component } = isLate ? await import('./Late.js') : await import('./Payment.js');
const root = createRoot(document.querySelector('#app') ?? document.body);
root.render(<Component payload={payload} />);
offer(() => {
  root.unmount();
});
