import { after, childOf } from '../environment.js';
import { connectionOf, type Connection } from '../payload/snapshot.js';
import type { Activity } from './activity.js';
import { openSocket, type SocketEnd } from './one-socket.js';
import { retryDelayMs, STABLE_MS } from './retry-policy.js';

/** After this many tries without a greeting, the backend is asked instead. */
const UNREACHABLE_AFTER = 3;

/** Keeps a socket to one payload: when one ends, the next follows. */
export const socket: Activity = (follow, parent, request) => {
  const { environment } = follow;
  const { page } = environment;
  /** Ends the current try. Each try has its own, so that a late event of an earlier one is ignored. */
  let life = childOf(parent);
  let ask: (() => void) | null = null;
  let attempt = 0;
  let tries = 0;
  let failures = 0;

  const report = (connection: Connection, isUnreachable = false): void => {
    follow.send({ type: 'connection', connection, isUnreachable });
  };

  const connect = (isUnreachable = false): void => {
    life.abort();
    if (parent.aborted) return;
    life = childOf(parent);
    ask = openSocket(follow, life.signal, request, tries > 0, onEnd);
    tries += 1;
    // Last, because a listener may call `checkStatus()`.
    report(connectionOf('connecting', { isLost: failures > 0 }), isUnreachable);
  };

  const onEnd = ({ why, code, reason, livedMs }: SocketEnd): void => {
    ask = null;
    life.abort();
    life = childOf(parent);
    const { signal } = life;
    if (livedMs !== null && livedMs >= STABLE_MS) attempt = 0;
    failures = livedMs === null ? failures + 1 : 0;
    const isUnreachable = why === 'silent' || why === 'dead' || failures === UNREACHABLE_AFTER;

    const delayMs = retryDelayMs(why, attempt, environment.random());
    attempt += 1;
    if (delayMs === null) {
      life.abort();
      const closed = { type: 'connection', connection: connectionOf('closed', { code, reason }) } as const;
      if (why === 'unknown-payload') follow.send(closed, { type: 'not-found', isFarewell: true });
      else follow.send(closed);
      return;
    }
    if (delayMs === 0) {
      connect(isUnreachable);
      return;
    }
    report(
      connectionOf('retrying', { code, reason, retryInMs: Math.round(delayMs), isLost: true }),
      isUnreachable,
    );
    after(environment, delayMs, signal, connect);
  };

  /** The network or the page came back: ping, or connect at once instead of waiting. */
  const check = (): void => {
    if (ask) ask();
    else if (!life.signal.aborted) connect();
  };

  page.listen('online', check, parent);
  page.listen(
    'visibilitychange',
    () => {
      if (page.visible) check();
    },
    parent,
  );
  const forbidden = sayOnce(request.socketUrl, () => {
    follow.send({ type: 'forbidden' });
  });
  page.listen('securitypolicyviolation', forbidden, parent);
  connect();
  return (before, after) => {
    if (after.run.checks !== before.run.checks) check();
  };
};

/** Some browsers throw, some close the socket silently. Only this event says that the page's policy forbids it. */
function sayOnce(socketUrl: string, onForbidden: () => void): (event: Event) => void {
  let isSaid = false;
  return (event) => {
    const { disposition, blockedURI } = event as SecurityPolicyViolationEvent;
    // Browsers give the whole address or its origin.
    const isOurs = blockedURI && socketUrl.startsWith(blockedURI);
    if (!isOurs || disposition === 'report' || isSaid) return;
    isSaid = true;
    console.error(
      `<xumm-payload-status> The page's Content-Security-Policy forbids the socket: add ${new URL(socketUrl).origin} to connect-src.`,
    );
    onForbidden();
  };
}
