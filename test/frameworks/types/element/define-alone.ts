import 'xumm-payload-status/define';

document.querySelector('xumm-payload-status')?.addEventListener('xumm-verified', ({ detail }) => {
  console.log(detail.txid);
});
