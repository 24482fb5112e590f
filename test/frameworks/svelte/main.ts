import { mount, unmount } from 'svelte';
import { isCases, isLate, offer, payload, payloads } from '../given.js';

const { default: component } = await (isCases
  ? import('./Cases.svelte')
  : isLate
    ? import('./Late.svelte')
    : import('./Payment.svelte'));
const target = document.querySelector('#app') ?? document.body;
const app = mount(component, { target, props: { payload, payloads } });
offer(() => void unmount(app));
