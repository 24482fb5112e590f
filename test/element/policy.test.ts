import { expect } from '@open-wc/testing';
import '../../src/define.js';
import { UUID } from '../support/frames.js';

/** In its own file, because a policy cannot be removed from a page. */
describe("a page's policy that forbids the socket", () => {
  const { error } = console;
  afterEach(() => {
    console.error = error;
  });

  it('is named in the console, with what to add', async () => {
    const policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = "connect-src 'self'";
    document.head.append(policy);

    const element = document.createElement('xumm-payload-status');
    const said = new Promise<string>((resolve) => {
      console.error = resolve;
    });
    element.uuid = UUID;
    document.body.append(element);
    expect(await said)
      .to.contain("The page's Content-Security-Policy forbids the socket")
      .and.to.contain('add wss://xumm.app to connect-src');
    expect(element.state).to.equal('waiting');
    element.remove();
  });
});
