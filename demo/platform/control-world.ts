import { Hono } from 'hono';
import { readBoolean, readInteger, readObject, readOneOf, readString, type Fields } from './fields.js';
import { readConduct } from './ledger/conduct.js';
import { SERVERS, type Ledgers } from './ledger/ledgers.js';
import { NETWORKS, networkNamed, type Network } from './networks.js';
import { answerProblems, boundedBody, Problem, readJson } from './problem.js';
import { readSettings, type Settings } from './settings.js';
import { TROUBLES } from './troubles.js';
import { SCENARIOS } from './wallet/scenarios.js';
import { readWebhookConduct, type Webhooks } from './webhooks.js';

export interface WorldParts {
  readonly ledgers: Ledgers;
  readonly webhooks: Webhooks;
  readonly settings: { read(): Settings; write(settings: Settings): void; readonly start: Settings };
}

const MAX_ADVANCE = 100_000;

/** The networks that a request means: the one it names, or all. */
function readNetworks(input: Fields): readonly Network[] {
  const name = readString(input, 'network', 40);
  if (name === null) return NETWORKS;
  const network = networkNamed(name);
  if (network === null) throw new Problem(400, `network has to be one of: ${NETWORKS.join(', ')}.`);
  return [network];
}

/** Controls what belongs to no single payload: the ledgers, the webhook, the platform itself. */
export function worldRoutes({ ledgers, webhooks, settings }: WorldParts): Hono {
  const world = new Hono();
  answerProblems(world);

  world.get('/scenarios', (context) => context.json({ scenarios: SCENARIOS, troubles: TROUBLES }));

  world.get('/platform', (context) => context.json(settings.read()));
  world.post('/platform', boundedBody, async (context) => {
    settings.write(readSettings(await readJson(context), settings.start));
    return context.json(settings.read());
  });

  world.get('/webhook', (context) => context.json({ ...webhooks.conduct, deliveries: webhooks.deliveries }));
  world.post('/webhook', boundedBody, async (context) => {
    webhooks.conduct = readWebhookConduct(await readJson(context), webhooks.conduct);
    return context.json(webhooks.conduct);
  });

  world.get('/ledger', (context) =>
    context.json(
      Object.fromEntries(
        NETWORKS.map((network) => [
          network,
          {
            validated: ledgers.chain(network).validatedIndex(),
            ...Object.fromEntries(SERVERS.map((server) => [server, ledgers.conductOf(network, server)])),
          },
        ]),
      ),
    ),
  );
  world.post('/ledger', boundedBody, async (context) => {
    const input = readObject(await readJson(context), 'The body');
    const server = readOneOf(input, 'server', SERVERS);
    const conduct = readConduct(input);
    for (const network of readNetworks(input))
      for (const each of server === null ? SERVERS : [server]) ledgers.setConduct(network, each, conduct);
    return context.json(conduct);
  });
  world.post('/ledger/advance', boundedBody, async (context) => {
    const input = readObject(await readJson(context), 'The body');
    const count = readInteger(input, 'ledgers', 1, MAX_ADVANCE) ?? 1;
    for (const network of readNetworks(input)) ledgers.chain(network).advance(count);
    return context.json({ advanced: count });
  });
  world.post('/ledger/account', boundedBody, async (context) => {
    const input = readObject(await readJson(context), 'The body');
    const account = readString(input, 'account', 40);
    if (account === null) throw new Problem(400, 'The body has to name the account.');
    const { exists, requireDestinationTag } = {
      exists: readBoolean(input, 'exists'),
      requireDestinationTag: readBoolean(input, 'requireDestinationTag'),
    };
    ledgers.setFacts(account, {
      ...(exists === null ? {} : { exists }),
      ...(requireDestinationTag === null ? {} : { requireDestinationTag }),
      ...('regularKey' in input.fields ? { regularKey: readString(input, 'regularKey', 40) } : {}),
    });
    return context.json(ledgers.factsOf(account));
  });
  world.delete('/ledger', (context) => {
    ledgers.reset();
    return context.json({ reset: true });
  });
  return world;
}
