import type { PayloadStatus, XummPayloadStatus } from '../../src/index.js';
import { createIn, record, type Heard } from './element.js';
import { SOCKET_URL, welcome } from './frames.js';
import { VirtualWorld } from './virtual-world.js';

/** An element in a virtual world. */
export interface Stage {
  readonly world: VirtualWorld;
  readonly element: XummPayloadStatus;
  readonly heard: readonly Heard[];
}

const stages: Stage[] = [];

/** Puts an element that follows the payload into the page. */
export async function stage(
  set: Partial<XummPayloadStatus> = {},
  world: VirtualWorld = new VirtualWorld(),
): Promise<Stage> {
  const element = createIn(world.environment, { websocketUrl: SOCKET_URL, ...set });
  const heard = record(element);
  stages.push({ world, element, heard });
  document.body.append(element);
  await element.updateComplete;
  return { world, element, heard };
}

/** The same, after the greeting and its consequences. */
export async function greeted(
  set: Partial<XummPayloadStatus> = {},
  world: VirtualWorld = new VirtualWorld(),
): Promise<Stage> {
  const staged = await stage(set, world);
  greet(world);
  await world.settle();
  return staged;
}

export function greet({ socket }: VirtualWorld): void {
  socket.open();
  socket.frame(welcome);
}

/** For `afterEach`: removes all elements, and checks that each leaves nothing behind. */
export async function strike(): Promise<void> {
  for (const { element, world } of stages.splice(0)) {
    element.remove();
    await world.settle();
    const left = Object.entries(held(world)).filter(([, count]) => count !== 0);
    if (left.length > 0) throw new Error(`Left behind: ${left.map((entry) => entry.join(': ')).join(', ')}`);
  }
}

/** What an element holds of the world. */
export const held = (world: VirtualWorld) => ({
  timers: world.timers,
  listeners: world.listeners,
  sockets: world.openSockets,
  questions: world.questions.filter(({ signal }) => !signal?.aborted).length,
});

export const codesOf = (heard: readonly Heard[]): unknown[] =>
  heard.filter(({ type }) => type === 'xumm-error').map(({ detail }) => detail['code']);

export const detailsOf = (heard: readonly Heard[], type: string): Record<string, unknown>[] =>
  heard.filter((event) => event.type === type).map(({ detail }) => detail);

export const countOf = (heard: readonly Heard[], type: string): number => detailsOf(heard, type).length;

/** When the backend was asked, in ms since the given time. */
export const momentsOf = ({ questions }: VirtualWorld, since: number): number[] =>
  questions.filter(({ at }) => at >= since).map(({ at }) => at - since);

/** A response whose body needs no event loop, so that only the virtual clock counts. */
export function respond(body: unknown, init: ResponseInit = {}): Response {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      if (text !== '') controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  });
  return new Response(stream, init);
}

/** A backend that always gives this payload status. */
export const telling =
  (status: PayloadStatus): VirtualWorld['answer'] =>
  () =>
    Promise.resolve(respond(status));

/** Never answers, and rejects once it is aborted, like `fetch`. */
export const untilAborted = (signal: AbortSignal | null | undefined): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => {
      reject(new DOMException('The question was aborted.', 'AbortError'));
    });
  });
