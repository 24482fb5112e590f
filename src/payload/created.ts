import { fault, type Fault } from './fault.js';
import { isObject, nameOf, ownBoolean, ownObject, ownString, parseObject, type JsonObject } from './json.js';

/** The parts of the "create payload" response that are read. */
export interface CreatedPayload {
  uuid: string;
  next?: { always?: string };
  refs?: { websocket_status?: string };
  pushed?: boolean;
}

/** For a message to a developer. */
export const CREATED = 'the object that "create payload" answered: {uuid, next, refs, pushed}';

/** The values in the response, named like the attributes; null for a value that it does not have. */
export interface Created {
  readonly websocketUrl: string | null;
  readonly uuid: string | null;
  readonly signUrl: string | null;
  readonly pushed: boolean | null;
}

const createdFrom = (answer: JsonObject): { readonly created: Created } => ({
  created: {
    websocketUrl: ownString(ownObject(answer, 'refs'), 'websocket_status'),
    uuid: ownString(answer, 'uuid'),
    signUrl: ownString(ownObject(answer, 'next'), 'always'),
    pushed: ownBoolean(answer, 'pushed'),
  },
});

/** Reads the page's `payload`: the object, its JSON text, or null if nothing is set. */
export function readCreated(
  payload: unknown,
): { readonly created: Created | null } | { readonly fault: Fault } {
  if (payload === null || payload === undefined || payload === '') return { created: null };
  if (typeof payload === 'string') {
    const answer = parseObject(payload);
    if (answer) return createdFrom(answer);
    const what = payload === '[object Object]' ? `"${payload}"` : 'text that is no JSON object';
    return fault('invalid-url', `payload is ${what}: write JSON.stringify(payload), of ${CREATED}.`);
  }
  if (isObject(payload)) return createdFrom(payload);
  return fault('invalid-url', `payload must be ${CREATED}. It is ${nameOf(payload)}.`);
}

/** Whether the "create payload" response says that it was pushed; null if it does not say, or cannot be read. */
export function readPushed(payload: unknown): boolean | null {
  try {
    const reading = readCreated(payload);
    return 'created' in reading && reading.created ? reading.created.pushed : null;
  } catch {
    return null;
  }
}
