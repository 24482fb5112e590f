import { expect } from '@open-wc/testing';
import { readFrame } from '../../src/payload/message.js';
import '../../src/define.js';
import { createClock } from '@sinonjs/fake-timers';
it('runs', async () => {
  expect(readFrame('{"opened":true}')).to.deep.equal([{ type: 'opened' }]);
  const el = document.createElement('xumm-payload-status');
  document.body.append(el);
  await el.updateComplete;
  expect(el.state).to.equal('idle');
  expect(createClock().now).to.equal(0);
});
