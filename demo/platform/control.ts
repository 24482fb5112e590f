import { Hono } from 'hono';
import { APPLICATION_NAME } from './answers.js';
import type { Channel } from './channel.js';
import type { Clock } from './clock.js';
import { readFault } from './faults.js';
import { readBoolean, readObject } from './input.js';
import type { Ledger } from './ledger.js';
import { ACTIONS, stageOf, whyNot, type Action } from './lifecycle.js';
import { filledReturnUrl, isExpired, isSubmitted, secondsUntil, type Payload } from './payload.js';
import type { Payloads } from './payloads.js';
import { answerProblems, boundedBody, Problem, readJson } from './problem.js';
import { readSigning } from './signing.js';

export interface ControlParts {
  readonly payloads: Payloads;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly channelOf: (uuid: string) => Channel;
}

/**
 * The hand on the simulator, below `/control`: `GET /<uuid>`, `POST /<uuid>/<action>`, `POST|DELETE /<uuid>/fault`.
 * All answer with the payload as the phone shows it; errors are `{error: {code, message}}`, `code` the HTTP status.
 */
export function controlRoutes(parts: ControlParts): Hono {
  const { payloads, clock, channelOf } = parts;
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

  control.post('/:uuid/:action', boundedBody, async (context) => {
    const { uuid } = payloads.get(context.req.param('uuid'));
    perform(parts, uuid, readAction(context.req.param('action')), await readJson(context));
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
    throw new Problem(404, `There is no action "${name}"; there are ${ACTIONS.join(', ')} and fault.`);
  }
  return action;
}

function perform(parts: ControlParts, uuid: string, action: Action, body: unknown): void {
  const { payloads, ledger, clock } = parts;
  switch (action) {
    case 'open':
      payloads.open(uuid, readBoolean(readObject(body, 'The body'), 'deeplink') ?? false);
      return;
    case 'pre-sign':
      payloads.preSign(uuid);
      return;
    case 'dispatch':
      payloads.dispatch(uuid);
      return;
    case 'sign': {
      const payload = payloads.assertPossible(uuid, action);
      const { signature, entry } = readSigning(body, payload, clock.now());
      if (entry !== null) ledger.record(entry);
      payloads.sign(uuid, signature);
      return;
    }
    case 'decline':
      payloads.decline(uuid);
      return;
    case 'expire':
      payloads.expire(uuid);
  }
}

/** What a phone shows of a payload, and may do with it. */
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
    opened_by_deeplink: payload.openedByDeeplink,
    expired: isExpired(payload, nowMs),
    expires_in_seconds: secondsUntil(payload.expiresAtMs, nowMs),
    return_url: filledReturnUrl(payload),
    txid: resolution?.signature?.txid ?? null,
    sockets,
  };
}

/** The answer of the control API, as the phone page reads it. */
export type PhoneView = ReturnType<typeof viewOf>;
