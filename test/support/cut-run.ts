import type { PayloadStatus, XummPayloadStatus } from '../../src/index.js';
import { createIn, record, textOf, type Heard } from './element.js';
import { UUID } from './frames.js';
import { RealNetwork } from './real-network.js';
import { sessions, type Cut } from './recorded-sessions.js';
import { VirtualWorld } from './virtual-world.js';

export type AskedBy = 'status-url' | 'getStatus';

/** How a session ended, for the page and for the user. */
export interface Ending {
  readonly state: string;
  readonly signed: boolean | null;
  readonly txid: string | null;
  readonly heard: readonly Heard[];
  /** Everything that the element ever said. */
  readonly texts: ReadonlySet<string>;
  readonly connection: string;
}

/** The address of this page's runs, so that the server counts them alone. */
export const CUTS = `/test/cuts/${Math.random().toString(36).slice(2)}`;

const LONGEST_MS = 15 * 60_000;

async function order(run: string, command: 'play' | 'cut'): Promise<void> {
  const response = await fetch(`${CUTS}/${run}/${command}`, { method: 'POST' });
  if (!response.ok) throw new Error(`${command}: HTTP ${response.status}`);
}

/** Waits until the server's sockets are gone, and returns how many are left. */
export async function allClosed(): Promise<number> {
  const response = await fetch(`${CUTS}/end`, { method: 'POST' });
  return ((await response.json()) as { count: number }).count;
}

async function startRun(cut: Cut): Promise<string> {
  const response = await fetch(CUTS, { method: 'POST', body: JSON.stringify(cut) });
  return ((await response.json()) as { id: string }).id;
}

/** An element on the browser's own sockets, with a clock that moves only while nothing real is under way. */
class CutRun {
  readonly world = new VirtualWorld();
  readonly network: RealNetwork;
  readonly texts = new Set<string>();
  readonly element: XummPayloadStatus;
  readonly heard: Heard[];

  constructor(run: string, { session }: Cut, asker: AskedBy) {
    this.network = new RealNetwork((index) => (index === 0 ? 1 : sessions[session].greeting.length));
    const { WebSocket, fetch } = this.network;
    const statusUrl = `${CUTS}/${run}/status`;
    const getStatus = async (_uuid: string, init: { signal: AbortSignal }): Promise<PayloadStatus> => {
      const response = await fetch(statusUrl, init);
      return (await response.json()) as PayloadStatus;
    };
    this.element = createIn(
      { ...this.world.environment, WebSocket, fetch },
      {
        websocketUrl: `ws://${location.host}${CUTS}/${run}/sign/${UUID}`,
        ...(asker === 'getStatus' ? { getStatus } : { statusUrl }),
      },
    );
    this.heard = record(this.element);
  }

  get socket(): WebSocket {
    const [first] = this.network.sockets;
    if (!first) throw new Error('no socket was opened');
    return first;
  }

  /** Lets everything that has arrived be read, and its consequences be answered. */
  async settle(): Promise<void> {
    do {
      await this.network.quiet();
      await this.world.settle();
      this.texts.add(textOf(this.element));
    } while (this.network.isBusy);
  }

  /** Moves the clock from timer to timer until none is left: then nothing can ever happen again. */
  async rest(): Promise<void> {
    const limit = this.world.clock.now + LONGEST_MS;
    for (;;) {
      await this.settle();
      if (this.world.timers === 0) return;
      if (this.world.clock.now > limit)
        throw new Error(`still not at rest: ${this.element.state}, ${this.element.connection}`);
      this.world.clock.next();
    }
  }
}

async function follow(run: CutRun, id: string, { at, way }: Cut): Promise<void> {
  const { element, network } = run;
  await element.updateComplete;
  const { socket } = run;
  await network.opened(socket);
  if (at > 0) {
    await network.received(socket, 1);
    await run.settle();
    await order(id, 'play');
    await network.received(socket, at);
    await run.settle();
  }
  await order(id, 'cut');
  if (way === 'silent') network.mute(socket);
  else await network.closed(socket);
  await run.rest();
}

/** Plays the session up to the cut, cuts it, lets the rest happen unheard, and waits for the end. */
export async function playCut(cut: Cut, asker: AskedBy): Promise<Ending> {
  const id = await startRun(cut);
  const run = new CutRun(id, cut, asker);
  const { element } = run;
  element.hidden = true; // a dozen at once: what is read here need not be painted
  document.body.append(element);
  try {
    await follow(run, id, cut);
    const { state, connection, resolution } = element;
    const { signed = null, txid = null } = resolution ?? {};
    return { state, connection, signed, txid, heard: run.heard, texts: run.texts };
  } finally {
    element.remove();
  }
}
