import { mount, unmount } from 'svelte';
import { isLate, offer, payload } from '../given.js';

const { default: component } = isLate ? await import('./Late.svelte') : await import('./Payment.svelte');
const target = document.querySelector('#app') ?? document.body;
const app = mount(component, { target, props: { payload } });
offer(() => void unmount(app));
