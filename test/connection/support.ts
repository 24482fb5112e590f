import { StatusConnection } from '../../src/connection/status-connection.js';
import { SIGN_URL, SOCKET_URL, UUID } from '../support/frames.js';
import type { VirtualWorld } from '../support/virtual-world.js';

export interface Connected {
  readonly connection: StatusConnection;
  readonly log: string[];
  readonly life: AbortController;
  /** Whether the payload is known to exist; a greeting makes it so. */
  exists: boolean;
  /** Called with each line of the log. */
  onLine: (line: string) => void;
}

/** A connection whose every word to the session is written down. */
export function connect(world: VirtualWorld): Connected {
  const life = new AbortController();
  const log: string[] = [];
  const note = (line: string): void => {
    log.push(line);
    connected.onLine(line);
  };
  const connection = new StatusConnection(
    { uuid: UUID, socketUrl: SOCKET_URL, signUrl: SIGN_URL },
    world.environment,
    life.signal,
    () => connected.exists,
    {
      onConnection: ({ status, code, reason, retryInMs }) => {
        note([status, code, reason, retryInMs === null ? null : `${retryInMs} ms`].filter(Boolean).join(' '));
      },
      onGreeting: () => {
        connected.exists = true;
        note('greeting');
      },
      onMessages: (messages) => {
        note(`says ${messages.map(({ type }) => type).join() || 'nothing'}`);
      },
      onBadFrame: () => {
        note('bad frame');
      },
      onUnreachable: () => {
        note('unreachable');
      },
      onUnknownPayload: () => {
        note('unknown payload');
      },
    },
  );
  const connected: Connected = { connection, log, life, exists: false, onLine: () => undefined };
  connection.start();
  return connected;
}
