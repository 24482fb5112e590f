import { createApp } from 'vue';
import { isCases, isLate, offer, payload, payloads } from '../given.js';

const { default: component } = await (isCases
  ? import('./Cases.vue')
  : isLate
    ? import('./Late.vue')
    : import('./Payment.vue'));
const app = createApp(component, isCases ? { payloads } : { payload });
app.mount('#app');
offer(() => {
  app.unmount();
});
