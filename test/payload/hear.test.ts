import { expect } from '@open-wc/testing';
import { reduce } from '../../src/payload/state.js';
import * as frames from '../support/frames.js';
import { AT, heard, IN, waiting } from './snapshots.js';

describe('time', () => {
  it('a countdown is reported, with the deadline that follows from it', () => {
    expect(reduce(waiting, heard(frames.seconds(53.2)))).to.deep.include({
      countdown: { seconds: 54, toldAt: AT },
      expiresAt: AT + 53_200,
    });
  });
  it('is reported at most once a second, and the deadline is kept', () => {
    const first = reduce(waiting, heard(frames.seconds(54)));
    const soon = reduce(first, heard(frames.seconds(50), AT + 999));
    expect(soon.countdown).to.equal(first.countdown);
    expect(soon.expiresAt).to.equal(AT + 50_999);
    expect(reduce(first, heard(frames.seconds(53), AT + 1000)).countdown?.seconds).to.equal(53);
  });
  it('moves the deadline at most five times between two reports, so that a flood changes nothing', () => {
    let snapshot = reduce(waiting, heard(frames.seconds(54)));
    for (let move = 1; move <= 5; move++) snapshot = reduce(snapshot, heard(frames.seconds(54 + move)));
    expect(snapshot.expiresAt).to.equal(AT + 59_000);
    expect(reduce(snapshot, heard(frames.seconds(7)))).to.equal(snapshot);
    expect(reduce(snapshot, heard(frames.seconds(7), AT + 1000)).expiresAt).to.equal(AT + 8_000);
  });
  it('is reported after the clock was set back', () => {
    const first = reduce(waiting, heard(frames.seconds(54)));
    expect(reduce(first, heard(frames.seconds(53), AT - 3_600_000)).countdown?.seconds).to.equal(53);
  });
  it('is never below 0', () => {
    expect(reduce(IN.opened, heard(frames.seconds(-15))).countdown?.seconds).to.equal(0);
  });
  for (const state of ['opened', 'pre-signed', 'dispatched'] as const)
    it(`${state}: time is up, which changes only the note`, () => {
      expect(reduce(IN[state], heard(frames.expired))).to.deep.equal({ ...IN[state], timeIsUp: true });
    });
});

describe('a frame of another payload', () => {
  for (const [what, frame] of [
    ['resolution', { ...frames.signed, payload_uuidv4: frames.OTHER_UUID }],
    ['welcome', { ...frames.opened, message: `Welcome ${frames.OTHER_UUID}` }],
  ] as const)
    it(`a ${what} of another payload: payload-mismatch, and nothing else of it counts`, () => {
      const after = reduce(waiting, heard(frame));
      expect(after.fault?.code).to.equal('payload-mismatch');
      expect(after.fault?.message).to.contain(what).and.to.contain(frames.UUID);
      expect({ ...after, fault: null, strays: 0 }).to.deep.equal(waiting);
    });

  it('the resolution of another payload is a fault each time, until it becomes a flood', () => {
    const wrong = heard({ ...frames.signed, payload_uuidv4: frames.OTHER_UUID });
    let snapshot = waiting;
    for (let time = 0; time < 5; time++) {
      const next = reduce(snapshot, wrong);
      expect(next.fault).not.to.equal(snapshot.fault);
      snapshot = next;
    }
    expect(reduce(snapshot, wrong)).to.equal(snapshot);
    expect(reduce(snapshot, heard(frames.signed)).state).to.equal('signed');
  });
});
