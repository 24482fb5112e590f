import { expect } from '@open-wc/testing';
import type { Input } from '../../src/payload/input.js';
import type { State } from '../../src/payload/snapshot.js';
import { reduce } from '../../src/payload/state.js';
import * as frames from '../support/frames.js';
import { answered, asked, heard, IN, reduceAll, unanswered, waiting } from './snapshots.js';

const UNSIGNED = { resolved: false };

describe('an expiry while a question is under way', () => {
  const heldBy: readonly [string, Input][] = [
    ['expired', heard(frames.expired)],
    ['0 s left', heard(frames.seconds(0))],
  ];
  for (const [name, expiry] of heldBy) {
    const held = reduceAll([asked, expiry], waiting);
    it(`${name}: waits for the answer, and says that time is up`, () => {
      expect(held).to.include({ state: 'waiting', timeIsUp: true, expiry: null });
    });
    const ends: readonly [string, Input, State][] = [
      ['unanswered', unanswered, 'expired'],
      ['answered: nothing', answered({ opened: false }), 'expired'],
      ['answered: unresolved', answered(UNSIGNED), 'expired'],
      ['answered: opened', answered({ opened: true }), 'opened'],
      ['answered: signed', answered({ resolved: true, signed: true }), 'signed'],
      ['answered: declined', answered({ resolved: true, signed: false }), 'rejected'],
    ];
    for (const [end, input, state] of ends)
      it(`${name}, ${end} → ${state}, and the question is over`, () => {
        const ended = reduce(held, input);
        expect(ended.state).to.equal(state);
        expect(ended.run.question).to.equal(null);
        expect(ended.expiry).to.deep.equal(state === 'expired' ? { cancelled: null } : null);
      });
    it(`${name}: only without an answer it stays unsure how the payload ended`, () => {
      expect(reduce(held, unanswered).run.isUnsure).to.equal(true);
      expect(reduce(held, answered({ opened: false })).run.isUnsure).to.equal(false);
    });
    it(`${name}: a second question changes nothing`, () => {
      expect(reduceAll([asked, unanswered], held).state).to.equal('expired');
    });
    it(`${name}: opened on the socket meanwhile → opened, whatever the answer`, () => {
      expect(reduceAll([heard(frames.opened), unanswered], held)).to.include({
        state: 'opened',
        expiry: null,
      });
    });
  }

  it('the answer itself says that it was cancelled', () => {
    const ended = reduceAll([asked, heard(frames.expired), answered({ cancelled: true })], waiting);
    expect(ended.expiry).to.deep.equal({ cancelled: true });
  });
});

describe('"nothing was signed" is known', () => {
  const expired = heard(frames.expired);
  const opened = heard(frames.preSigned);
  const signed = heard(frames.signed);
  const unsigned = (more: object = {}): Input => answered({ ...more, ...UNSIGNED });
  const rows: readonly [string, readonly Input[], boolean][] = [
    ['declined', [heard(frames.declined)], true],
    ['answered: declined', [answered({ resolved: true, signed: false })], true],
    ['expired', [expired], false],
    ['expired, asked, unresolved', [expired, asked, unsigned()], true],
    ['expired, asked, nothing said of it', [expired, asked, answered({ opened: false })], false],
    ['expired, asked, unanswered', [expired, asked, unanswered], false],
    ['asked, expired, unresolved: asked too early', [asked, expired, unsigned()], false],
    ['answered: expired', [asked, answered({ expired: true })], false],
    ['answered: expired, unresolved', [asked, unsigned({ expired: true })], true],
    ['answered: cancelled, unresolved', [asked, unsigned({ cancelled: true })], true],
    ['answered: unresolved, not expired', [asked, unsigned()], false],
    ['answered: opened, expired, unresolved', [asked, unsigned({ opened: true, expired: true })], false],
    ['known, then opened after all', [expired, asked, unsigned(), opened], false],
    ['known, then signed after all', [expired, asked, unsigned(), signed], false],
    ['signed while asked, unresolved', [expired, asked, signed, unsigned()], false],
    ['signed', [signed], false],
    ['signed, refused', [signed, { type: 'unverified', reason: 'refused' }], false],
  ];
  for (const [name, inputs, known] of rows)
    it(`${name} → ${known}`, () => {
      expect(reduceAll(inputs, waiting).knownUnsigned).to.equal(known);
    });
});

describe('what a resolution stores', () => {
  it('of the socket: everything that it said, and no answer', () => {
    expect(IN.signed).to.deep.include({ resolvedBy: null, verifiedTxid: null });
    expect(IN.signed.resolution).to.include({ signed: true, txid: frames.TXID, source: 'websocket' });
  });
  it('of the backend: the answer that brought it, and not a later one', () => {
    const told = answered({ resolved: true, signed: true, verification: 'verified', txid: 'A1' });
    const signed = reduce(waiting, told);
    expect(signed.resolvedBy).to.equal(told.type === 'answered' && told.answer);
    const later = reduce(signed, answered({ resolved: true, signed: false }));
    expect({ ...later, run: signed.run }).to.deep.equal(signed);
    expect(reduce(IN.signed, told).resolvedBy).to.equal(null);
  });
  for (const [told, txid] of [
    ['A1', 'A1'],
    [null, frames.TXID],
  ] as const)
    it(`verified with txid ${told} → ${txid.slice(0, 8)}`, () => {
      expect(reduce(IN.verifying, { type: 'verified', txid: told }).verifiedTxid).to.equal(txid);
    });
});
