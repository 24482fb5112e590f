import { render } from 'solid-js/web';
import { isLate, offer, payload } from '../given.js';

const { default: Component } = isLate ? await import('./Late.js') : await import('./Payment.js');
offer(render(() => <Component payload={payload} />, document.querySelector('#app') ?? document.body));
