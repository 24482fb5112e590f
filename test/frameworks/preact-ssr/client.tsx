import { hydrate } from 'preact';
import Payment from './Payment';

const root = document.querySelector('main');
if (root) hydrate(<Payment payload={JSON.parse(root.dataset.payload ?? '')} />, root);
