import { parseArgs } from 'node:util';
import { UNKNOWN_UUID, type UnknownUuid } from './settings.js';

export interface CliOptions {
  readonly port: number;
  readonly host: string;
  readonly unknownUuid: UnknownUuid;
  /** Called at each resolution. */
  readonly webhookUrl: string | null;
}

export const HELP = `Usage: xumm-payload-status platform [options]

Starts the simulated Xumm/Xaman platform: its REST calls, status sockets, a phone and a ledger, all in memory. No keys
and no network are needed. Point xumm-sdk at it with sdk.setEndpoint('http://127.0.0.1:4000').

Options:
  --port <number>         where it listens; 0 is any free port (4000)
  --host <address>        on which address (127.0.0.1)
  --unknown-uuid <what>   what a socket of an unknown payload gets: message-then-close (the default),
                          welcome-message-close or silence
  --webhook <url>         is called at each resolution
  --help                  this text`;

/** @returns null if help is asked for @throws an Error whose message is a sentence for the user */
export function readCliOptions(args: readonly string[]): CliOptions | null {
  const { values, positionals } = parse(args);
  const [command, ...rest] = positionals;
  if (values.help || args.length === 0) return null;
  if (command !== 'platform' || rest.length > 0) {
    const unknown = command === 'platform' ? rest[0] : command;
    throw new Error(
      unknown === undefined
        ? 'A command is missing: xumm-payload-status platform.'
        : `There is no command "${unknown}", only "platform"; see --help.`,
    );
  }
  return {
    port: readPort(values.port),
    host: values.host,
    unknownUuid: readUnknownUuid(values['unknown-uuid']),
    webhookUrl: readWebhookUrl(values.webhook),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: { type: 'string', default: '4000' },
        host: { type: 'string', default: '127.0.0.1' },
        'unknown-uuid': { type: 'string', default: 'message-then-close' },
        webhook: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    // Node's own message continues with advice on positional arguments.
    const [sentence = ''] = (error as Error).message.split(/[.\n]/);
    throw new Error(`${sentence}; see --help.`, { cause: error });
  }
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
