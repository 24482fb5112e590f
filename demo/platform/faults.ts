import { readBoolean, readInteger, readObject, readOneOf, readString, type Fields } from './fields.js';
import { Problem } from './problem.js';

/** What can disturb a payload's sockets. Each is requested as JSON, with the field names used here. */
export type SocketFault =
  /** The sockets break off, without a close frame. */
  | { readonly kind: 'drop' }
  | { readonly kind: 'close'; readonly code: number; readonly reason: string }
  /** The sockets stay open and send nothing: for `forMs`, or until it is turned off (null). */
  | { readonly kind: 'silence'; readonly forMs: number | null }
  /** New sockets get HTTP 503: for `forMs`, or `count` of them, or until it is turned off. */
  | { readonly kind: 'refuse'; readonly forMs: number | null; readonly count: number | null }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'repeat'; readonly times: number }
  /** The next `count` frames are held and then sent in reverse order: on the open sockets, else on the next one. */
  | { readonly kind: 'reorder'; readonly count: number }
  /**
   * One frame as given: `data` as text, or `base64` as a binary frame; `times` repeats its content, because a frame may have
   * to be larger than a request can be.
   */
  | { readonly kind: 'raw'; readonly data: string | Uint8Array };

export type FaultKind = SocketFault['kind'];

/** The kinds that last until `{"kind": …, "off": true}` ends them. */
export const LASTING = ['silence', 'refuse', 'delay', 'repeat', 'reorder'] as const;
export type LastingFault = (typeof LASTING)[number];

const KINDS: readonly FaultKind[] = ['drop', 'close', ...LASTING, 'raw'];

const DAY_MS = 86_400_000;

const MAX_RAW_LENGTH = 65_536;

/** Reads a fault, or the end of one; throws a 400 that says what was expected. */
export function readFault(body: unknown): SocketFault | { readonly off: LastingFault } {
  const input = readObject(body, 'The fault');
  const kind = readOneOf(input, 'kind', KINDS);
  if (kind === null) throw new Problem(400, `The fault has to name its kind, one of: ${KINDS.join(', ')}.`);
  if (readBoolean(input, 'off') !== true) return readKind(kind, input);
  const lasting = LASTING.find((candidate) => candidate === kind);
  if (lasting === undefined) throw new Problem(400, `A ${kind} happens once: there is nothing to turn off.`);
  return { off: lasting };
}

function readKind(kind: FaultKind, input: Fields): SocketFault {
  switch (kind) {
    case 'drop':
      return { kind };
    case 'close':
      return { kind, code: readCloseCode(input), reason: readCloseReason(input) };
    case 'silence':
      return { kind, forMs: readInteger(input, 'forMs', 1, DAY_MS) };
    case 'refuse':
      return {
        kind,
        forMs: readInteger(input, 'forMs', 1, DAY_MS),
        count: readInteger(input, 'count', 1, 1000),
      };
    case 'delay':
      return { kind, ms: readInteger(input, 'ms', 0, DAY_MS) ?? 1000 };
    case 'repeat':
      return { kind, times: readInteger(input, 'times', 1, 100) ?? 2 };
    case 'reorder':
      return { kind, count: readInteger(input, 'count', 2, 100) ?? 2 };
    case 'raw':
      return { kind, data: readRaw(input) };
  }
}

/** The codes allowed in a close frame (RFC 6455, 7.4); 1005 and 1006 are never sent. */
function readCloseCode(input: Fields): number {
  const code = readInteger(input, 'code', 1000, 4999) ?? 1000;
  const allowed = (code <= 1014 && ![1004, 1005, 1006].includes(code)) || code >= 3000;
  if (!allowed) throw new Problem(400, `${code} is no code that a close frame can carry.`);
  return code;
}

function readCloseReason(input: Fields): string {
  const reason = readString(input, 'reason') ?? '';
  if (new TextEncoder().encode(reason).length > 123) {
    throw new Problem(400, 'reason has to fit the 123 bytes of a close frame.');
  }
  return reason;
}

function readRaw(input: Fields): string | Uint8Array {
  const data = readString(input, 'data', MAX_RAW_LENGTH);
  const base64 = readString(input, 'base64', MAX_RAW_LENGTH);
  const times = readInteger(input, 'times', 1, 10_000) ?? 1;
  if ((data === null) === (base64 === null)) {
    throw new Problem(400, 'A raw frame is either data (text) or base64 (bytes).');
  }
  if (base64 === null) return (data ?? '').repeat(times);
  try {
    return Uint8Array.from(atob(base64).repeat(times), (byte) => byte.charCodeAt(0));
  } catch {
    throw new Problem(400, 'base64 is not base64.');
  }
}
