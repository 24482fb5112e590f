import { Hono } from 'hono';
import { APPLICATION_NAME } from './answers.js';
import type { Channel } from './channel.js';
import type { Clock } from './clock.js';
import { readFault } from './faults.js';
import { readBoolean, readObject, readOneOf } from './fields.js';
import type { Ledgers } from './ledger/ledgers.js';
import { ACTIONS, isRefused, stageOf, whyNot, type Action } from './lifecycle.js';
import {
  filledReturnUrl,
  isExpired,
  isSubmitted,
  ORIGINS,
  secondsUntil,
  type Origin,
  type Payload,
} from './payload.js';
import type { Payloads } from './payloads.js';
import { readPlay, type Plays } from './plays.js';
import { answerProblems, boundedBody, Problem, readJson } from './problem.js';
import { readSigning } from './wallet/signing.js';
import { sign } from './wallet/wallet.js';

export interface ControlParts {
  readonly payloads: Payloads;
  readonly ledgers: Ledgers;
  readonly clock: Clock;
  readonly plays: Plays;
  readonly channelOf: (uuid: string) => Channel;
}

/**
 * Controls one payload, below `/control`: `GET /<uuid>`, `POST /<uuid>/<action>`, `POST /<uuid>/play`,
 * `POST|DELETE /<uuid>/fault`. All return the payload as the phone shows it; errors are `{error: {code, message}}`, with the
 * HTTP status as `code`.
 */
export function controlRoutes(parts: ControlParts): Hono {
  const { payloads, clock, plays, channelOf } = parts;
  const control = new Hono();
  answerProblems(control);
  const phoneView = (uuid: string) => {
    const payload = payloads.get(uuid);
    return viewOf(payload, clock.now(), channelOf(payload.uuid).size);
  };

  control.get('/:uuid', (context) => context.json(phoneView(context.req.param('uuid'))));

  control.post('/:uuid/fault', boundedBody, async (context) => {
    const { uuid } = payloads.get(context.req.param('uuid'));
    const fault = readFault(await readJson(context));
    if ('off' in fault) channelOf(uuid).end(fault.off);
    else channelOf(uuid).inject(fault);
    return context.json(phoneView(uuid));
  });

  control.delete('/:uuid/fault', (context) => {
    const { uuid } = payloads.get(context.req.param('uuid'));
    channelOf(uuid).clear();
    return context.json(phoneView(uuid));
  });

  control.post('/:uuid/play', boundedBody, async (context) => {
    const { uuid } = payloads.get(context.req.param('uuid'));
    const play = readPlay(await readJson(context));
    await plays.start(play, (action, body) => perform(parts, uuid, action, body));
    return context.json(phoneView(uuid));
  });

  control.post('/:uuid/:action', boundedBody, async (context) => {
    const { uuid } = payloads.get(context.req.param('uuid'));
    await perform(parts, uuid, readAction(context.req.param('action')), await readJson(context));
    return context.json(phoneView(uuid));
  });

  control.all('*', (context) => {
    throw new Problem(404, `The control API has no ${context.req.method} ${context.req.path}.`);
  });

  return control;
}

function readAction(name: string): Action {
  const action = ACTIONS.find((candidate) => candidate === name);
  if (action === undefined) {
    throw new Problem(404, `There is no action "${name}"; there are ${ACTIONS.join(', ')}, play and fault.`);
  }
  return action;
}

async function perform(parts: ControlParts, uuid: string, action: Action, body: unknown): Promise<void> {
  const { payloads } = parts;
  switch (action) {
    case 'open': {
      const input = readObject(body, 'The body');
      // The platform says "by deep link" wherever its own page was not viewed: after a scan of the shop's code, too.
      const deeplink = readBoolean(input, 'deeplink') ?? true;
      payloads.open(uuid, readOrigin(body), deeplink);
      return;
    }
    case 'pre-sign':
      payloads.preSign(uuid, readBoolean(readObject(body, 'The body'), 'late') ?? false);
      return;
    case 'dispatch':
      payloads.dispatch(uuid);
      return;
    case 'sign':
      return performSigning(parts, uuid, body);
    case 'decline':
      payloads.decline(uuid);
      return;
    case 'expire':
      payloads.expire(uuid);
  }
}

const readOrigin = (body: unknown): Origin =>
  readOneOf(readObject(body, 'The body'), 'origin', ORIGINS) ?? 'QR';

async function performSigning({ payloads, ledgers, clock }: ControlParts, uuid: string, body: unknown) {
  const plan = readSigning(body, payloads.get(uuid));
  const payload = payloads.accept(uuid, 'sign', plan.late);
  const chain = ledgers.chain(plan.network);
  const { signature, entry } = await sign(payload, plan, chain, clock.now());
  payloads.sign(uuid, signature, plan);
  if (entry !== null && /^te[sc]/.test(plan.result)) chain.record(entry);
}

/** What a phone shows of a payload, and what it can do with it. */
function viewOf(payload: Payload, nowMs: number, sockets: number) {
  const { request, resolution } = payload;
  return {
    uuid: payload.uuid,
    application: { name: APPLICATION_NAME },
    tx_type: request.tx.TransactionType,
    request_json: request.tx,
    instruction: request.customMeta.instruction,
    submitted: isSubmitted(payload),
    state: stageOf(payload, nowMs),
    actions: ACTIONS.filter((action) => whyNot(payload, action, nowMs) === null),
    /** The time ran out after it was opened: the wallet no longer signs it. */
    refused: payload.resolution === null && isRefused(payload, nowMs),
    opened_by_deeplink: payload.openedByDeeplink,
    expired: isExpired(payload, nowMs),
    expires_in_seconds: secondsUntil(payload.expiresAtMs, nowMs),
    return_url: filledReturnUrl(payload),
    txid: resolution?.signature?.txid ?? null,
    sockets,
  };
}

/** The response of the control API, for the phone page. */
export type PhoneView = ReturnType<typeof viewOf>;
