import { after, childOf, type Environment } from '../environment.js';
import { readFrame, type Message } from '../payload/message.js';
import { watchLiveness } from './liveness.js';
import type { EndReason } from './retry-policy.js';

/** To open, and then to say the first word. */
const GREETING_MS = 10_000;
/** A message that is no welcome, with a close this soon after it, says that the payload does not exist. */
const FAREWELL_MS = 5_000;

export interface SocketEnd {
  readonly why: EndReason;
  readonly code: number | null;
  readonly reason: string | null;
}

export interface SocketListener {
  onOpen(): void;
  /** Before the messages of the frame that greets. */
  onGreeting(): void;
  /** Null: a frame that is none of the platform's kind. */
  onMessages(messages: readonly Message[] | null): void;
  /** Once; nothing comes after it. */
  onEnd(end: SocketEnd): void;
}

/**
 * One socket's life, from `new WebSocket` to its end. Aborting the signal closes it without a further word.
 *
 * @param mayBeUnknown whether the payload was never seen to exist, so that a farewell may mean "not found"
 * @returns a function that asks the socket for a sign of life
 */
export function openStatusSocket(
  url: string,
  environment: Environment,
  parent: AbortSignal,
  mayBeUnknown: () => boolean,
  listener: SocketListener,
): () => void {
  const life = childOf(parent);
  const { signal } = life;

  const end = (why: EndReason, code: number | null = null, reason: string | null = null): void => {
    if (signal.aborted) return;
    life.abort();
    listener.onEnd({ why, code, reason });
  };

  let socket: WebSocket;
  try {
    socket = new environment.WebSocket(url);
  } catch (error) {
    // A page's policy may forbid it, or a patched constructor throw: a loss like any other, told after this call.
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

  let greeting: 'none' | 'farewell?' | 'greeted' = 'none';
  const greet = (): void => {
    if (greeting === 'greeted' || signal.aborted) return;
    greeting = 'greeted';
    listener.onGreeting();
  };
  const limit = (phase: () => boolean): void => {
    after(environment, GREETING_MS, signal, () => {
      if (phase()) end('silent');
    });
  };
  limit(() => socket.readyState === 0);

  socket.addEventListener(
    'open',
    () => {
      limit(() => greeting === 'none');
      listener.onOpen();
    },
    { signal },
  );
  socket.addEventListener(
    'message',
    ({ data }: MessageEvent<unknown>) => {
      liveness.heard();
      const messages = readFrame(data);
      const isText = messages?.length === 1 && messages[0]?.type === 'text';
      if (greeting === 'none' && isText && mayBeUnknown()) {
        greeting = 'farewell?';
        after(environment, FAREWELL_MS, signal, greet);
      } else greet();
      if (!signal.aborted) listener.onMessages(messages);
    },
    { signal },
  );
  socket.addEventListener(
    'close',
    ({ code, reason }: CloseEvent) => {
      // Asked again: the backend may have answered for the payload meanwhile.
      end(greeting === 'farewell?' && mayBeUnknown() ? 'unknown-payload' : 'lost', code, reason);
    },
    { signal },
  );
  return () => {
    // One that is still connecting can't be asked, and has its own limit.
    if (socket.readyState === 1) liveness.check();
  };
}
