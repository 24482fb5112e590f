import { expect } from '@open-wc/testing';
import type { ActivityEntry } from '../../src/follow/activities.js';
import type { Activity, Follow } from '../../src/follow/activity.js';
import { createFollower, type Follower } from '../../src/follow/follower.js';
import type { Input } from '../../src/payload/input.js';
import type { Snapshot } from '../../src/payload/snapshot.js';
import { expired, opened } from '../support/frames.js';
import { VirtualWorld } from '../support/virtual-world.js';
import { follow, heard, notFound, OTHER_REQUEST, REQUEST } from '../payload/snapshots.js';

const present: Input = { type: 'presence', isPresent: true };
const away: Input = { type: 'presence', isPresent: false };
const greeted: Input = { type: 'greeted' };
const asked: Input = { type: 'asked' };

describe('the follower', () => {
  let log: string[];
  let reports: [Snapshot, Snapshot][];
  let onReport: (after: Snapshot) => void;
  /** The inputs that the next reports return. */
  let following: Input[];
  let follows: Map<string, Follow>;

  /** An activity that logs its start, its changes and its end. */
  const noted =
    (name: string, react: (after: Snapshot, follow: Follow) => void = () => undefined): Activity =>
    (follow, signal) => {
      log.push(`${name} starts`);
      follows.set(name, follow);
      signal.addEventListener('abort', () => log.push(`${name} ends`));
      return (_before, after) => {
        react(after, follow);
      };
    };

  const create = (...activities: readonly ActivityEntry[]): Follower => {
    const follower: Follower = createFollower(activities, {
      environment: new VirtualWorld().environment,
      getStatus: () => null,
      report: (before, after) => {
        reports.push([before, after]);
        onReport(after);
        return following.shift() ?? null;
      },
    });
    return follower;
  };

  const { error } = console;
  let said: unknown[];

  beforeEach(() => {
    log = [];
    reports = [];
    follows = new Map();
    onReport = () => undefined;
    following = [];
    said = [];
    console.error = (...words: unknown[]) => said.push(...words);
  });
  afterEach(() => {
    console.error = error;
  });

  it('starts what is wanted once, and stops it when it is no longer wanted', () => {
    const follower = create({ name: 'socket', run: noted('socket') });
    follower.send(follow(REQUEST));
    expect(log).to.deep.equal([]);
    follower.send(present);
    follower.send(heard(opened));
    expect(log).to.deep.equal(['socket starts']);
    follower.send(away);
    expect(log).to.deep.equal(['socket starts', 'socket ends']);
  });

  it('stops the old run before it starts the new one, and clears what the old one wrote', () => {
    const follower = create({ name: 'socket', run: noted('socket'), end: { type: 'disconnected' } });
    follower.send(follow(REQUEST), present);
    follows.get('socket')?.send({
      type: 'connection',
      connection: { status: 'open', code: null, reason: null, retryInMs: null, isLost: false },
    });
    follower.send(follow(OTHER_REQUEST));
    expect(log).to.deep.equal(['socket starts', 'socket ends', 'socket starts']);
    expect(follower.snapshot.connection.status).to.equal('closed');
  });

  it('does what follows from an input before it takes the next', () => {
    const follower = create({
      name: 'catch-up',
      run: noted('catch-up', ({ run }, follow) => {
        if (run.greeting && !run.question) follow.send(asked);
      }),
    });
    follower.send(follow(REQUEST), present);
    follower.send(greeted, heard(expired));
    expect(follower.snapshot.state).to.equal('waiting');
    expect(follower.snapshot.run.question).to.deep.equal({ afterExpiry: false, heldExpiry: true });
  });

  it('reports once, when everything is final', () => {
    const follower = create(
      { name: 'socket', run: noted('socket'), end: { type: 'disconnected' } },
      {
        name: 'catch-up',
        run: noted('catch-up', ({ heard }, follow) => {
          if (heard.opened) follow.send({ type: 'fault', fault: { code: 'status-failed', message: 'no' } });
        }),
      },
    );
    follower.send(follow(REQUEST), present);
    reports = [];
    follower.send(heard(opened));
    expect(reports).to.have.length(1);
    expect(reports[0]?.[1]).to.deep.include({ state: 'opened' });
    expect(reports[0]?.[1].fault?.code).to.equal('status-failed');
  });

  it('reports what a listener changes after the change that it heard of', () => {
    const follower = create();
    onReport = ({ state }) => {
      if (state === 'opened') follower.send(heard({ pre_signed: true }));
    };
    follower.send(follow(REQUEST));
    follower.send(heard(opened));
    expect(reports.map(([before, after]) => [before.state, after.state])).to.deep.equal([
      ['idle', 'waiting'],
      ['waiting', 'opened'],
      ['opened', 'pre-signed'],
    ]);
  });

  it('reports nothing if nothing changes', () => {
    const follower = create();
    follower.send(follow(REQUEST), follow(REQUEST));
    expect(reports).to.have.length(1);
  });

  it('takes the inputs that a report returns, and reports their change next', () => {
    const follower = create();
    following = [heard(opened)];
    follower.send(follow(REQUEST));
    expect(reports.map(([before, after]) => [before.state, after.state])).to.deep.equal([
      ['idle', 'waiting'],
      ['waiting', 'opened'],
    ]);
  });

  it('ignores an activity whose run is over', () => {
    const follower = create({ name: 'socket', run: noted('socket') });
    follower.send(follow(REQUEST), present);
    const late = follows.get('socket');
    follower.send(follow(OTHER_REQUEST));
    late?.send(heard(opened));
    expect(follower.snapshot.state).to.equal('waiting');
  });

  it('resolves until() at the change, or at once if the condition is already true', async () => {
    const follower = create();
    follower.send(follow(REQUEST));
    await follower.until(({ state }) => state === 'waiting');
    const isOpened = follower.until(({ state }) => state === 'opened');
    follower.send(heard(opened));
    await isOpened;
    let looks = 0;
    await follower.until(() => ++looks > 0);
    follower.send(greeted);
    expect(looks).to.equal(1);
  });

  const echoes = reacting((_after, follow) => {
    follow.send(greeted);
  });
  const checks: Activity = (follow) => {
    follow.send({ type: 'checked' });
    return null;
  };
  const endless: readonly [string, ActivityEntry, string][] = [
    ['reacts to its own word', { name: 'socket', run: echoes }, 'greeted'],
    ['ends itself and is wanted again', { name: 'socket', run: checks }, 'checked'],
  ];
  for (const [name, entry, word] of endless)
    it(`stops an activity that ${name} for ever, and reports it`, () => {
      const follower = create(entry);
      follower.send(follow(REQUEST), heard(expired), present);
      follower.send(greeted);
      expect(said).to.deep.equal([
        `<xumm-payload-status> "socket" sent "${word}" again and again, and was stopped.`,
      ]);
      follower.send(away, notFound);
      expect(follower.snapshot.isPresent).to.equal(false);
    });
});

/** An activity that only reacts. */
function reacting(react: (after: Snapshot, follow: Follow) => void): Activity {
  return (follow) => (_before, after) => {
    react(after, follow);
  };
}
