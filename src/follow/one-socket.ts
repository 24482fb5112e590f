import { after } from '../environment.js';
import { isMisdirected } from '../payload/hear.js';
import type { Input } from '../payload/input.js';
import { readFrame } from '../payload/message.js';
import type { PayloadRequest } from '../payload/request.js';
import { connectionOf } from '../payload/snapshot.js';
import type { Follow } from './activity.js';
import { watchLiveness } from './liveness.js';
import type { EndReason } from './retry-policy.js';

/** The time to open and to send a first frame. */
const GREETING_MS = 10_000;
/** A message that is no welcome, with a close this soon after it, means that the payload does not exist. */
const FAREWELL_MS = 5_000;

const OPEN: Input = { type: 'connection', connection: connectionOf('open') };
const BAD_FRAME: Input = {
  type: 'fault',
  fault: {
    code: 'bad-frame',
    message: 'The socket sent a frame that is no JSON object of at most 64 KiB; it was passed over.',
  },
};

export interface SocketEnd {
  readonly why: EndReason;
  readonly code: number | null;
  readonly reason: string | null;
  /** Counted from the greeting; null if there was none. */
  readonly livedMs: number | null;
}

/**
 * The life of one socket, from `new WebSocket` to its end. Aborting the signal closes it silently.
 *
 * @param onEnd must abort the signal, so that nothing comes after it
 * @returns a function that pings
 */
export function openSocket(
  follow: Follow,
  signal: AbortSignal,
  { socketUrl, uuid }: PayloadRequest,
  isReconnect: boolean,
  onEnd: (end: SocketEnd) => void,
): () => void {
  const { environment } = follow;
  let greetedAt: number | null = null;
  /** A message came that may mean that the payload does not exist. */
  let isFarewell = false;
  let hasBadFrame = false;
  /** The payload was never seen to exist; a welcome on this socket is no proof. */
  const wasUnknown = !follow.snapshot.exists;
  const mayBeUnknown = (): boolean => wasUnknown && !follow.snapshot.isAnsweredFor;
  /** Something other than a welcome and such a message was heard. */
  let isKnown = false;

  const end = (why: EndReason, code: number | null = null, reason: string | null = null): void => {
    if (signal.aborted) return;
    onEnd({ why, code, reason, livedMs: greetedAt === null ? null : environment.now() - greetedAt });
  };

  let socket: WebSocket;
  try {
    socket = new environment.WebSocket(socketUrl);
  } catch (error) {
    // A policy may forbid the socket, or a patched constructor throw: treat it as a loss, reported after this call.
    after(environment, 0, signal, () => {
      end('lost', null, String(error));
    });
    return () => undefined;
  }
  socket.binaryType = 'arraybuffer';
  signal.addEventListener('abort', () => {
    socket.close();
  });

  const liveness = watchLiveness(environment, signal, {
    ping: () => {
      socket.send('{"ping":true}');
    },
    onDead: () => {
      end('dead');
    },
  });

  /** The first frame is the greeting; its other content counts after that. */
  const greet = (): Input[] => {
    if (greetedAt !== null) return [];
    greetedAt = environment.now();
    return [{ type: 'greeted', isReconnect }];
  };
  const limit = (isSilent: () => boolean): void => {
    after(environment, GREETING_MS, signal, () => {
      if (isSilent()) end('silent');
    });
  };
  limit(() => socket.readyState === 0);

  const onOpen = (): void => {
    limit(() => greetedAt === null && !isFarewell);
    follow.send(OPEN);
  };

  const onMessage = ({ data }: MessageEvent<unknown>): void => {
    liveness.heard();
    const messages = readFrame(data);
    const [first, ...others] = messages ?? [];
    const type = others.length === 0 ? first?.type : undefined;
    let greeting: Input[] = [];
    if (type === 'text' && !isFarewell && !isKnown && mayBeUnknown()) {
      isFarewell = true;
      after(environment, FAREWELL_MS, signal, () => {
        isFarewell = false;
        follow.send(...greet());
      });
    } else {
      if (type !== 'welcome' || isFarewell) isKnown = true;
      isFarewell = false;
      greeting = greet();
    }
    if (messages === null) {
      follow.send(...greeting, ...(hasBadFrame ? [] : [BAD_FRAME]));
      hasBadFrame = true;
      return;
    }
    follow.send(...greeting, { type: 'heard', messages, at: environment.now() });
    if (isMisdirected(messages, uuid)) end('misdirected');
  };

  const onClose = ({ code, reason }: CloseEvent): void => {
    // Checked again here: meanwhile the backend may have found the payload.
    const isUnknown = isFarewell && mayBeUnknown();
    end(isUnknown ? 'unknown-payload' : 'lost', code, reason || null);
  };

  socket.addEventListener('open', onOpen, { signal });
  socket.addEventListener('message', onMessage, { signal });
  socket.addEventListener('close', onClose, { signal });
  return () => {
    // A socket that is still connecting cannot be pinged, and has its own time limit.
    if (socket.readyState === 1) liveness.check();
  };
}
