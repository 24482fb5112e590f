import { Hono, type Context } from 'hono';
import { APPLICATION_NAME, createdAnswer, detailsAnswer, metaOf } from './answers.js';
import type { Clock } from './clock.js';
import { readPayloadRequest } from './create-request.js';
import { isUuid, newUuid } from './ids.js';
import type { Payloads } from './payloads.js';
import { boundedBody, describeProblem, Problem, readJson } from './problem.js';

const originOf = (context: Context): string => new URL(context.req.url).origin;

/**
 * The platform's REST calls, below `/api/v1/platform`. Any pair of uuids passes as key and secret: there are no
 * accounts here. Errors are `{error: {reference, code, message}}`, `code` being the HTTP status; the real platform
 * sends no message.
 */
export function restRoutes(payloads: Payloads, clock: Clock): Hono {
  const rest = new Hono();

  rest.onError((error, context) => {
    const { status, message } = describeProblem(error);
    return context.json({ error: { reference: newUuid(), code: status, message } }, status);
  });

  rest.use('*', async (context, next) => {
    const [key, secret] = [context.req.header('x-api-key') ?? '', context.req.header('x-api-secret') ?? ''];
    if (!isUuid(key) || !isUuid(secret)) {
      throw new Problem(401, 'X-API-Key and X-API-Secret have to be uuids.');
    }
    await next();
  });

  rest.get('/ping', (context) =>
    context.json({
      pong: true,
      auth: {
        quota: {},
        application: {
          uuidv4: context.req.header('x-api-key'),
          name: APPLICATION_NAME,
          webhookurl: '',
          disabled: 0,
        },
        call: { uuidv4: newUuid() },
      },
    }),
  );

  rest.post('/payload', boundedBody, async (context) => {
    const request = readPayloadRequest(await readJson(context));
    const payload = payloads.create(request, context.req.header('x-api-key') ?? '');
    return context.json(createdAnswer(payload, originOf(context)));
  });

  rest.get('/payload/:uuid', (context) => {
    const payload = payloads.fetch(context.req.param('uuid'));
    return context.json(detailsAnswer(payload, clock.now()));
  });

  rest.delete('/payload/:uuid', (context) => {
    const { reason, payload } = payloads.cancel(context.req.param('uuid'));
    return context.json({
      result: { cancelled: reason === 'OK', reason },
      meta: metaOf(payload, clock.now()),
      custom_meta: payload.request.customMeta,
    });
  });

  rest.all('*', (context) => {
    throw new Problem(404, `The simulated platform has no ${context.req.method} ${context.req.path}.`);
  });

  return rest;
}
