import { after, childOf } from '../environment.js';
import { isMisdirected } from '../payload/hear.js';
import type { Input } from '../payload/input.js';
import { readFrame } from '../payload/message.js';
import type { PayloadRequest } from '../payload/request.js';
import type { Follow } from './activity.js';
import { watchLiveness } from './liveness.js';
import type { EndReason } from './retry-policy.js';

/** To open, and then to say the first word. */
const GREETING_MS = 10_000;
/** A message that is no welcome, with a close this soon after it, says that the payload does not exist. */
const FAREWELL_MS = 5_000;

const OPEN: Input = {
  type: 'connection',
  connection: { status: 'open', code: null, reason: null, retryInMs: null },
};
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
  /** From the greeting on; null where there was none. */
  readonly livedMs: number | null;
}

/**
 * One socket's life, from `new WebSocket` to its end. Aborting the signal closes it without a further word.
 *
 * @param onEnd called once; nothing comes after it
 * @returns a function that asks the socket for a sign of life
 */
export function openSocket(
  follow: Follow,
  parent: AbortSignal,
  { socketUrl, uuid }: PayloadRequest,
  isReconnect: boolean,
  onEnd: (end: SocketEnd) => void,
): () => void {
  const { environment } = follow;
  const life = childOf(parent);
  const { signal } = life;
  let greetedAt: number | null = null;
  /** The first word was a message that may mean that the payload does not exist. */
  let isFarewell = false;
  let hasBadFrame = false;
  /** The payload was never seen to exist; a welcome alone, of this socket, proves nothing. */
  const wasUnknown = !follow.snapshot.exists;
  const mayBeUnknown = (): boolean => wasUnknown && !follow.snapshot.isAnsweredFor;
  /** Anything but a welcome and a farewell was heard. */
  let isKnown = false;

  const end = (why: EndReason, code: number | null = null, reason: string | null = null): void => {
    if (signal.aborted) return;
    life.abort();
    onEnd({ why, code, reason, livedMs: greetedAt === null ? null : environment.now() - greetedAt });
  };

  let socket: WebSocket;
  try {
    socket = new environment.WebSocket(socketUrl);
  } catch (error) {
    // A page's policy may forbid it, or a patched constructor throw: a loss like any other, reported after this call.
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

  /** The first frame greets; whatever else it says is heard after that. */
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
    // Asked again: the backend may have answered for the payload meanwhile.
    const isUnknown = isFarewell && mayBeUnknown();
    end(isUnknown ? 'unknown-payload' : 'lost', code, reason);
  };

  socket.addEventListener('open', onOpen, { signal });
  socket.addEventListener('message', onMessage, { signal });
  socket.addEventListener('close', onClose, { signal });
  return () => {
    // One that is still connecting can't be asked, and has its own limit.
    if (socket.readyState === 1) liveness.check();
  };
}
