import { createApp } from 'vue';
import { isLate, offer, payload } from '../given.js';

const { default: component } = isLate ? await import('./Late.vue') : await import('./Payment.vue');
const app = createApp(component, { payload });
app.mount('#app');
offer(() => {
  app.unmount();
});
