import type { Follow } from '../../src/follow/activity.js';
import { socket } from '../../src/follow/socket.js';
import type { Input } from '../../src/payload/input.js';
import { initialSnapshot, type Snapshot } from '../../src/payload/snapshot.js';
import { SIGN_URL, SOCKET_URL, UUID } from '../support/frames.js';
import type { VirtualWorld } from '../support/virtual-world.js';

export interface Connected {
  readonly log: string[];
  readonly life: AbortController;
  exists: boolean;
  /** Called with each line of the log. */
  onLine: (line: string) => void;
  /** Like `checkStatus()`. */
  check(): void;
}

/** An input of the socket as short lines. */
function linesOf(input: Input): string[] {
  switch (input.type) {
    case 'connection': {
      const { status, code, reason, retryInMs } = input.connection;
      const words = [status, code, reason, retryInMs === null ? null : `${retryInMs} ms`];
      return [...(input.isUnreachable ? ['unreachable'] : []), words.filter(Boolean).join(' ')];
    }
    case 'greeted':
      return ['greeting'];
    case 'heard':
      return [`says ${input.messages.map(({ type }) => type).join() || 'nothing'}`];
    case 'fault':
      return ['bad frame'];
    case 'not-found':
      return ['unknown payload'];
    case 'forbidden':
      return ['forbidden'];
    default:
      throw new Error(`a socket sends no ${input.type}`);
  }
}

/** Ends it. @returns the timers and sockets that it leaves behind */
export function leftBehind(world: VirtualWorld, { life }: Connected): readonly number[] {
  life.abort();
  return [world.timers, world.openSockets];
}

/** The socket activity alone, with a log of what it sends. */
export function connect(world: VirtualWorld): Connected {
  const life = new AbortController();
  let isGreeted = false;
  const snapshot = (): Snapshot => ({
    ...initialSnapshot,
    exists: connected.exists || isGreeted,
    isAnsweredFor: connected.exists,
  });
  const follow: Follow = {
    environment: world.environment,
    getStatus: null,
    get snapshot() {
      return snapshot();
    },
    send: (...inputs) => {
      if (life.signal.aborted) return;
      for (const input of inputs) {
        const lines = linesOf(input);
        connected.log.push(...lines);
        isGreeted ||= input.type === 'greeted';
        for (const line of lines) connected.onLine(line);
      }
    },
  };
  const connected: Connected = {
    log: [],
    life,
    exists: false,
    onLine: () => undefined,
    check: () => {
      const { run } = initialSnapshot;
      react?.(initialSnapshot, { ...initialSnapshot, run: { ...run, checks: run.checks + 1 } });
    },
  };
  const request = { uuid: UUID, socketUrl: SOCKET_URL, signUrl: SIGN_URL };
  const react = socket(follow, life.signal, request);
  return connected;
}
