import { render } from 'preact';
import { isLate, offer, payload } from '../given.js';

const { default: Component } = isLate ? await import('./Late.js') : await import('./Payment.js');
const root = document.querySelector('#app') ?? document.body;
render(<Component payload={payload} />, root);
offer(() => {
  render(null, root);
});
