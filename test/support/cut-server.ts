import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import type { PayloadStatus } from '../../src/index.js';
import { opened, preSigned, seconds, UUID, welcome } from './frames.js';
import { sessions, type Cut, type Session } from './recorded-sessions.js';

const PREFIX = '/test/cuts';
const PATH = /^\/test\/cuts\/(\w+)\/(\d+|open)\/sign\//;
/** Every socket below `open/sign/<uuid>` hears only this. */
const OPEN = [welcome, seconds(300), opened, preSigned];
const PONG = { message: 'Right back at you!' };

const isGone = ({ readyState }: WebSocket): boolean => readyState === WebSocket.CLOSED;

async function gone(socket: WebSocket): Promise<void> {
  if (!isGone(socket)) await once(socket, 'close');
}

/** One recorded session, played to all sockets, and cut once. */
class Run {
  readonly #cut: Cut;
  readonly #session: Session;
  #first: WebSocket | null = null;
  #onConnected: () => void = () => undefined;
  readonly #connected = new Promise<void>((resolve) => {
    this.#onConnected = resolve;
  });
  #position = 0;
  #isCut = false;
  #lateAnswers = 0;

  constructor(cut: Cut) {
    this.#cut = cut;
    this.#session = sessions[cut.session];
  }

  /** The first socket hears the session up to the cut; later ones hear what the platform sends to latecomers. */
  connect(socket: WebSocket): void {
    socket.on('message', () => {
      if (!this.#isDeaf(socket)) send(socket, PONG);
    });
    socket.on('error', () => undefined); // `close` follows
    if (this.#first !== null) {
      for (const frame of this.#session.greeting) send(socket, frame);
      return;
    }
    this.#first = socket;
    this.#onConnected();
    this.#playTo(Math.min(1, this.#cut.at));
  }

  /** Sends the frames before the cut, once a socket is open. */
  async play(): Promise<void> {
    await this.#connected;
    this.#playTo(this.#cut.at);
  }

  /** Resolves when the first socket is gone or silent; the rest of the session has then happened. */
  async cut(): Promise<void> {
    this.#isCut = true;
    this.#position = this.#session.moments.length;
    this.#lateAnswers = this.#cut.isLate ? 1 : 0;
    const socket = this.#first;
    if (!socket || this.#cut.way === 'silent') return;
    if (this.#cut.way === 'clean') socket.close(1001, 'Going away');
    else socket.terminate();
    await gone(socket);
  }

  /** What the page's backend answers now. */
  status(): PayloadStatus {
    if (this.#lateAnswers > 0) {
      this.#lateAnswers -= 1;
      return this.#session.lateStatus ?? {};
    }
    return this.#session.moments[Math.max(0, this.#position - 1)]?.status ?? {};
  }

  #isDeaf(socket: WebSocket): boolean {
    return this.#isCut && socket === this.#first;
  }

  #playTo(position: number): void {
    const frames = this.#session.moments.slice(this.#position, position);
    this.#position = position;
    for (const { frame } of frames) if (this.#first) send(this.#first, frame);
  }
}

function send(socket: WebSocket, frame: Readonly<Record<string, unknown>>): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
}

/** The platform's own response, as far as `xumm-sdk` reads it. */
const detailsOf = ({ opened, resolved, signed, expired, cancelled }: PayloadStatus) => ({
  meta: {
    exists: true,
    uuid: UUID,
    resolved,
    signed: signed ?? false,
    app_opened: opened,
    expired,
    cancelled,
  },
});

export interface CutServer {
  /** Answers the request if the path is one of this server's; else resolves to false and does not touch it. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<boolean>;
  /** Takes the upgrade if it is a socket of a run; else returns false and does not touch it. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  close(): void;
}

/**
 * Plays recorded sessions over real sockets below `/test/cuts/<page>/<run>/sign/<uuid>`, and drops each at a given point.
 * `POST play` sends the frames before the cut, `POST cut` cuts; each answers when it is done.
 */
export function createCutServer(): CutServer {
  const runs = new Map<string, Run>();
  const pages = new Map<string, Set<WebSocket>>();
  const server = new WebSocketServer({ noServer: true });
  const runOf = (id: string): Run => {
    const run = runs.get(id);
    if (!run) throw new Error(`no run ${id}`);
    return run;
  };
  /** Runs by page, because pages are tested in parallel. */
  const socketsOf = (page: string): Set<WebSocket> => {
    const sockets = pages.get(page) ?? new Set();
    pages.set(page, sockets);
    return sockets;
  };
  const app = new Hono().basePath(`${PREFIX}/:page`);
  app.post('/', async (context) => {
    const run = new Run(await context.req.json<Cut>());
    const id = String(runs.size);
    runs.set(id, run);
    return context.json({ id });
  });
  app.post('/end', async (context) => {
    const sockets = [...socketsOf(context.req.param('page'))];
    await Promise.all(sockets.map(gone));
    return context.json({ count: sockets.filter((socket) => !isGone(socket)).length });
  });
  app.get('/open/status', (context) => context.json({ opened: true, resolved: false }));
  app.get('/:id/status', (context) => context.json(runOf(context.req.param('id')).status()));
  app.post('/:id/play', async (context) => {
    await runOf(context.req.param('id')).play();
    return context.json({});
  });
  app.post('/:id/cut', async (context) => {
    await runOf(context.req.param('id')).cut();
    return context.json({});
  });
  app.get('/:id/api/v1/platform/payload/:uuid', (context) =>
    context.json(detailsOf(runOf(context.req.param('id')).status())),
  );
  const answer = getRequestListener(app.fetch);

  return {
    async handle(req, res) {
      if (!req.url?.startsWith(PREFIX)) return false;
      await answer(req, res);
      return true;
    },
    upgrade(req, socket, head) {
      const [, page, id] = PATH.exec(req.url ?? '') ?? [];
      if (page === undefined || id === undefined) return false;
      server.handleUpgrade(req, socket, head, (ws) => {
        const sockets = socketsOf(page).add(ws);
        ws.on('close', () => sockets.delete(ws));
        if (id === 'open') for (const frame of OPEN) send(ws, frame);
        else runOf(id).connect(ws);
      });
      return true;
    },
    close() {
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}
