import { expect } from '@open-wc/testing';
import { readCreated } from '../../src/payload/created.js';
import { SIGN_URL, SOCKET_URL, UUID } from '../support/frames.js';

const created = {
  uuid: UUID,
  next: { always: SIGN_URL },
  refs: { websocket_status: SOCKET_URL },
  pushed: true,
};

describe('readCreated', () => {
  it('reads the response of "create payload"', () => {
    const expected = { websocketUrl: SOCKET_URL, uuid: UUID, signUrl: SIGN_URL, pushed: true };
    expect(readCreated(created)).to.deep.equal({ created: expected });
  });
  const nothing = { websocketUrl: null, uuid: null, signUrl: null, pushed: null };
  for (const payload of [{}, { pushed: 'true' }, Object.create(created) as unknown])
    it(`${JSON.stringify(payload)} names nothing`, () => {
      expect(readCreated(payload)).to.deep.equal({ created: nothing });
    });
  for (const payload of [null, undefined, ''])
    it(`${JSON.stringify(payload)} is none`, () => {
      expect(readCreated(payload)).to.deep.equal({ created: null });
    });
  for (const payload of [7, 'x', []])
    it(`${JSON.stringify(payload)} is a fault`, () => {
      expect(readCreated(payload)).to.have.nested.property('fault.code', 'invalid-url');
    });
});
