import { Hono, type Context, type HonoRequest } from 'hono';
import { APPLICATION_NAME, createdAnswer, detailsAnswer, metaOf, withEmptyStrings } from './answers.js';
import type { Clock } from './clock.js';
import { readCreateRequest } from './create-request.js';
import { isUuid, newUuid } from './ids.js';
import type { Keys, Payloads } from './payloads.js';
import { boundedBody, describeProblem, Problem, readJson } from './problem.js';
import type { Settings } from './settings.js';

const originOf = (context: Context): string => new URL(context.req.url).origin;

const keysOf = ({ req }: { readonly req: HonoRequest }): Keys => ({
  apiKey: req.header('x-api-key') ?? '',
  apiSecret: req.header('x-api-secret') ?? '',
});

/** The platform's codes for missing or wrong keys. */
function assertKeys({ apiKey, apiSecret }: Keys): void {
  if (apiKey === '' || apiSecret === '') throw new Problem(403, 'X-API-Key or X-API-Secret is missing.', 811);
  if (!isUuid(apiKey)) throw new Problem(403, 'X-API-Key has to be a uuid.', 812);
  if (!isUuid(apiSecret)) throw new Problem(403, 'X-API-Secret has to be a uuid.', 813);
}

/**
 * The platform's REST calls, below `/api/v1/platform`. Any two uuids are accepted as key and secret. Errors are
 * `{error: {reference, code, message}}`, with the platform's own code or the HTTP status; the real platform sends no
 * message.
 */
export function restRoutes(payloads: Payloads, clock: Clock, settings: () => Settings): Hono {
  const rest = new Hono();
  let calls = 0;

  rest.onError((error, context) => {
    const { status, code, message } = describeProblem(error);
    if (status === 429) context.header('Retry-After', String(settings().retryAfterSeconds));
    return context.json({ error: { reference: newUuid(), code, message } }, status);
  });

  const answer = (context: Context, body: Record<string, unknown>): Response =>
    context.json(settings().empty === 'string' ? withEmptyStrings(body) : body);

  rest.use('*', async (context, next) => {
    assertKeys(keysOf(context));
    const { failEvery, failStatus } = settings();
    if (failEvery !== null && ++calls % failEvery === 0)
      throw new Problem(failStatus, 'The simulated platform was told to fail now and then.');
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
    const request = readCreateRequest(await readJson(context, 599));
    const payload = payloads.create(request, keysOf(context));
    return context.json(createdAnswer(payload, originOf(context)));
  });

  rest.get('/payload/:uuid', (context) => {
    const payload = payloads.fetch(context.req.param('uuid'));
    return answer(context, detailsAnswer(payload, clock.now()));
  });

  rest.delete('/payload/:uuid', (context) => {
    const { reason, payload } = payloads.cancel(context.req.param('uuid'));
    return answer(context, {
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
