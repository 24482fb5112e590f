const KEYS = {
  'X-API-Key': '11111111-1111-4111-8111-111111111111',
  'X-API-Secret': '22222222-2222-4222-8222-222222222222',
};

async function post(url: string, body: unknown): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...KEYS },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status} ${await response.text()}`);
  return response.json();
}

/** Payloads on the simulated platform, for sign-ins. @returns their uuids */
export async function createPayloads(origin: string, count: number): Promise<string[]> {
  const uuids: string[] = [];
  for (let index = 0; index < count; index++) {
    const { uuid } = (await post(`${origin}/api/v1/platform/payload`, {
      txjson: { TransactionType: 'SignIn' },
    })) as { uuid: string };
    uuids.push(uuid);
  }
  return uuids;
}

/** The user does something on the phone. */
export const control = (origin: string, uuid: string, action: string, body: unknown = {}): Promise<unknown> =>
  post(`${origin}/control/${uuid}/${action}`, body);

export const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length * share)] ?? NaN;
