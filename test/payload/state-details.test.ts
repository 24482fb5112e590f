import { expect } from '@open-wc/testing';
import type { Input } from '../../src/payload/input.js';
import type { State } from '../../src/payload/snapshot.js';
import { reduce } from '../../src/payload/state.js';
import * as frames from '../support/frames.js';
import * as has from './snapshots.js';
import { answered, asked, AT, heard, IN, run, STATES, unanswered, waiting } from './snapshots.js';

const UNSIGNED = { resolved: false };

describe('an expiry while a question is under way', () => {
  const heldBy: readonly [string, Input][] = [
    ['expired', heard(frames.expired)],
    ['0 s left', heard(frames.seconds(0))],
  ];
  for (const [name, expiry] of heldBy) {
    const held = run([asked, expiry], waiting);
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
    it(`${name}: a second question under way drops nothing`, () => {
      expect(run([asked, unanswered], held).state).to.equal('expired');
    });
    it(`${name}: opened on the socket meanwhile → opened, whatever the answer`, () => {
      expect(run([heard(frames.opened), unanswered], held)).to.include({ state: 'opened', expiry: null });
    });
  }

  it('the answer itself tells of the cancellation', () => {
    const ended = run([asked, heard(frames.expired), answered({ cancelled: true })], waiting);
    expect(ended.expiry).to.deep.equal({ cancelled: true });
  });
});

describe('"nothing was signed" is known', () => {
  const rows: readonly [string, readonly Input[], boolean][] = [
    ['declined', [heard(frames.declined)], true],
    ['answered: declined', [answered({ resolved: true, signed: false })], true],
    ['expired', [heard(frames.expired)], false],
    ['expired, asked, unresolved', [heard(frames.expired), asked, answered(UNSIGNED)], true],
    [
      'expired, asked, nothing said of it',
      [heard(frames.expired), asked, answered({ opened: false })],
      false,
    ],
    ['expired, asked, unanswered', [heard(frames.expired), asked, unanswered], false],
    [
      'asked, expired, unresolved: asked too early',
      [asked, heard(frames.expired), answered(UNSIGNED)],
      false,
    ],
    ['answered: expired', [asked, answered({ expired: true })], false],
    ['answered: expired, unresolved', [asked, answered({ expired: true, ...UNSIGNED })], true],
    ['answered: cancelled, unresolved', [asked, answered({ cancelled: true, ...UNSIGNED })], true],
    ['answered: unresolved, not expired', [asked, answered(UNSIGNED)], false],
    [
      'answered: opened, expired, unresolved',
      [asked, answered({ opened: true, expired: true, ...UNSIGNED })],
      false,
    ],
    [
      'known, then opened after all',
      [heard(frames.expired), asked, answered(UNSIGNED), heard(frames.preSigned)],
      false,
    ],
    [
      'known, then signed after all',
      [heard(frames.expired), asked, answered(UNSIGNED), heard(frames.signed)],
      false,
    ],
    [
      'signed while asked, unresolved',
      [heard(frames.expired), asked, heard(frames.signed), answered(UNSIGNED)],
      false,
    ],
    ['signed', [heard(frames.signed)], false],
    ['signed, refused', [heard(frames.signed), { type: 'unverified', reason: 'refused' }], false],
  ];
  for (const [name, inputs, known] of rows)
    it(`${name} → ${known}`, () => {
      expect(run(inputs, waiting).knownUnsigned).to.equal(known);
    });
});

describe('time', () => {
  it('a countdown is told with the deadline that follows from it', () => {
    expect(reduce(waiting, heard(frames.seconds(53.2)))).to.deep.include({
      countdown: { seconds: 54, toldAt: AT },
      expiresAt: AT + 53_200,
    });
  });
  it('is told once a second at most, while the deadline is kept', () => {
    const first = reduce(waiting, heard(frames.seconds(54)));
    const soon = reduce(first, heard(frames.seconds(50), AT + 999));
    expect(soon.countdown).to.equal(first.countdown);
    expect(soon.expiresAt).to.equal(AT + 50_999);
    expect(reduce(first, heard(frames.seconds(53), AT + 1000)).countdown?.seconds).to.equal(53);
  });
  it('moves the deadline five times between two tellings: a flood of it changes nothing', () => {
    let snapshot = reduce(waiting, heard(frames.seconds(54)));
    for (let move = 1; move <= 5; move++) snapshot = reduce(snapshot, heard(frames.seconds(54 + move)));
    expect(snapshot.expiresAt).to.equal(AT + 59_000);
    expect(reduce(snapshot, heard(frames.seconds(7)))).to.equal(snapshot);
    expect(reduce(snapshot, heard(frames.seconds(7), AT + 1000)).expiresAt).to.equal(AT + 8_000);
  });
  it('a clock that leapt back does not silence it', () => {
    const first = reduce(waiting, heard(frames.seconds(54)));
    expect(reduce(first, heard(frames.seconds(53), AT - 3_600_000)).countdown?.seconds).to.equal(53);
  });
  it('is never below 0', () => {
    expect(reduce(IN.opened, heard(frames.seconds(-15))).countdown?.seconds).to.equal(0);
  });
  for (const state of ['opened', 'pre-signed', 'dispatched'] as const)
    it(`${state}: up, it changes nothing but the note`, () => {
      expect(reduce(IN[state], heard(frames.expired))).to.deep.equal({ ...IN[state], timeIsUp: true });
    });
});

describe('another payload, or none', () => {
  const NEW = reduce(has.present, has.follow(has.OTHER_REQUEST));
  for (const state of STATES) {
    it(`${state}: nothing of the old one is left`, () => {
      const connected = { ...IN[state], connection: has.OPEN };
      // The socket is closed, and told so, by who holds it.
      expect(reduce(connected, has.follow(has.OTHER_REQUEST))).to.deep.equal({
        ...NEW,
        connection: has.OPEN,
      });
    });
    it(`${state} + misconfigured: nothing old, and the fault`, () => {
      const fault = { ...has.FAULT, message: `${has.FAULT.message} too` };
      const faulty = run(
        [
          { type: 'connection', connection: has.OPEN },
          { type: 'misconfigured', fault },
        ],
        IN[state],
      );
      expect(faulty).to.deep.equal({
        ...has.present,
        hasBackend: false,
        state: 'error',
        connection: has.OPEN,
        fault,
      });
      expect(faulty.fault).to.equal(fault);
    });
  }
  it('the same uuid at another address is the same payload', () => {
    const request = { ...has.REQUEST, socketUrl: `wss://xaman.app/sign/${frames.UUID}` };
    expect(reduce(IN.opened, has.follow(request))).to.deep.equal({ ...IN.opened, request });
  });
  it('the same uuid in capitals is the same payload, under its first name', () => {
    const uuid = frames.UUID.toUpperCase();
    const socketUrl = `wss://xumm.app/sign/${uuid}`;
    const followed = reduce(IN.opened, has.follow({ ...has.REQUEST, uuid, socketUrl }));
    expect(followed).to.deep.equal({ ...IN.opened, request: { ...has.REQUEST, socketUrl } });
  });
});

describe('what a resolution leaves', () => {
  it('of the socket: all that it told, and no answer', () => {
    expect(IN.signed).to.deep.include({ resolvedBy: null, verifiedTxid: null });
    expect(IN.signed.resolution).to.include({ signed: true, txid: frames.TXID, source: 'websocket' });
  });
  it('of the backend: the answer that told it, and not a later one', () => {
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

  it('the resolution of another payload is a fault each time, until it is a flood', () => {
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

describe('not found', () => {
  const known: readonly [string, Input][] = [
    ['greeted', { type: 'greeted' }],
    ['answered for', answered({ opened: false })],
    ['expired', heard(frames.expired)],
    ['opened', heard(frames.opened)],
    ['signed', heard(frames.signed)],
  ];
  for (const [name, input] of known)
    it(`never, once ${name}`, () => {
      const snapshot = reduce(waiting, input);
      expect(reduce(snapshot, has.notFound)).to.equal(snapshot);
    });
  it('tells its fault each time it is found to be so', () => {
    const { fault } = IN['not-found'];
    const again = run([has.checked, has.notFound], IN['not-found']);
    expect(again.fault).to.deep.equal(fault);
    expect(again.fault).not.to.equal(fault);
  });
});
