import { Hono } from 'hono';
import type { Clock } from '../clock.js';
import { NETWORKS, networkNamed, type Network } from '../networks.js';
import { answerProblems, boundedBody, Problem, readJson } from '../problem.js';
import { afterAnswer } from './conduct.js';
import { SERVERS, type Ledgers, type Server } from './ledgers.js';
import { callLedger } from './rpc.js';

const CLIO = {
  warnings: [
    {
      id: 2001,
      message:
        "This is a clio server. clio only serves validated data. If you want to talk to rippled, include 'ledger_index':'current' in your request",
    },
  ],
};

/**
 * JSON-RPC by `POST /<network>/<server>`: the server is `a` (rippled) or `b` (Clio), default `a`; the default network is
 * MAINNET.
 */
export function ledgerRoutes(ledgers: Ledgers, clock: Clock): Hono {
  const routes = new Hono();
  answerProblems(routes);

  const pause = (delayMs: number): Promise<void> | undefined =>
    delayMs === 0
      ? undefined
      : new Promise((resolve) => {
          clock.setTimeout(resolve, delayMs);
        });

  routes.post('/:network?/:server?', boundedBody, async (context) => {
    const network = readNetwork(context.req.param('network') ?? 'MAINNET');
    const server = readServerName(context.req.param('server') ?? 'a');
    const conduct = ledgers.conductOf(network, server);
    ledgers.setConduct(network, server, afterAnswer(conduct));
    await pause(conduct.delayMs);
    if (conduct.error === 'down') return context.text('Service Unavailable', 503);
    const result = await callLedger(ledgers, ledgers.chain(network), conduct, await readJson(context));
    return context.json({ result, ...(server === 'b' ? CLIO : {}) });
  });
  routes.all('*', () => {
    throw new Problem(404, 'The ledger answers POST only, at /ledger/<network>/<server>.');
  });
  return routes;
}

export function readNetwork(name: string): Network {
  const network = networkNamed(name);
  if (network === null)
    throw new Problem(404, `There is no network "${name}"; there are ${NETWORKS.join(', ')}.`);
  return network;
}

export function readServerName(name: string): Server {
  const server = SERVERS.find((candidate) => candidate === name);
  if (server === undefined)
    throw new Problem(404, `There is no server "${name}"; there are ${SERVERS.join(', ')}.`);
  return server;
}
