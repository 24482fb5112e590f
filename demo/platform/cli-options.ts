import { parseArgs } from 'node:util';
import { UNKNOWN_UUID, type UnknownUuid } from './settings.js';

export interface CliOptions {
  readonly port: number;
  readonly host: string;
  readonly unknownUuid: UnknownUuid;
  /** Called at each resolution. */
  readonly webhookUrl: string | null;
}

/**
 * Reads `[--port 4000] [--host 127.0.0.1] [--unknown-uuid message-then-close|welcome-message-close|silence]
 * [--webhook http://…]`; throws an Error whose message is a sentence for the user.
 */
export function readCliOptions(args: readonly string[]): CliOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '4000' },
      host: { type: 'string', default: '127.0.0.1' },
      'unknown-uuid': { type: 'string', default: 'message-then-close' },
      webhook: { type: 'string' },
    },
  });
  return {
    port: readPort(values.port),
    host: values.host,
    unknownUuid: readUnknownUuid(values['unknown-uuid']),
    webhookUrl: readWebhookUrl(values.webhook),
  };
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(port <= 65_535)) throw new Error(`--port has to be a whole number from 0 to 65535, not "${text}".`);
  return port;
}

function readWebhookUrl(text: string | undefined): string | null {
  if (text === undefined || /^https?:\/\/./.test(text)) return text ?? null;
  throw new Error(`--webhook has to be an http address, not "${text}".`);
}

function readUnknownUuid(text: string): UnknownUuid {
  const known = UNKNOWN_UUID.find((candidate) => candidate === text);
  if (known) return known;
  throw new Error(`--unknown-uuid has to be one of ${UNKNOWN_UUID.join(', ')}, not "${text}".`);
}

/** Why the server could not start, in one sentence. */
export function describeListenError(error: NodeJS.ErrnoException, { host, port }: CliOptions): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is in use: stop what is running there, or choose another with --port.`;
    case 'EACCES':
      return `Port ${port} is not open to this user: choose one from 1024 on with --port.`;
    default:
      return `The simulated platform can't listen on ${host}, port ${port}: ${error.message}.`;
  }
}
