import { isUuid } from './ids.js';
import {
  isObject,
  readBoolean,
  readInteger,
  readObject,
  readPart,
  readString,
  type Fields,
} from './fields.js';
import type { CustomMeta, CreateRequest, ReturnUrl, TxJson } from './payload.js';
import { Problem } from './problem.js';

const DEFAULT_EXPIRE_MINUTES = 24 * 60;
const MAX_EXPIRE_MINUTES = 366 * 24 * 60;
const MAX_META_LENGTH = 1500;

/** The platform's error codes for a wrong body are between 599 and 609; which is which is not published. */
const CODES = {
  body: 599,
  transaction: 602,
  options: 604,
  returnUrl: 605,
  meta: 607,
  userToken: 609,
} as const;

/** Gives errors of the reader such a code. */
function numbered<Value>(code: number, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw error instanceof Problem ? new Problem(error.status, error.message, code) : error;
  }
}

/** Reads the body of "create payload": `{txjson | txblob, options?, custom_meta?, user_token?}`; throws a 400. */
export function readCreateRequest(body: unknown): CreateRequest {
  const input = numbered(CODES.body, () => readObject(body, 'The payload'));
  const options = numbered(CODES.options, () => readPart(input, 'options'));
  return {
    tx: numbered(CODES.transaction, () => readTransaction(input)),
    ...numbered(CODES.options, () => readOptions(options)),
    returnUrl: numbered(CODES.returnUrl, () => readReturnUrl(readPart(options, 'return_url'))),
    customMeta: numbered(CODES.meta, () => readCustomMeta(readPart(input, 'custom_meta'))),
    userToken: numbered(CODES.userToken, () => readUserToken(input)),
  };
}

const readOptions = (options: Fields) => ({
  submit: readBoolean(options, 'submit') ?? true,
  multisign: readBoolean(options, 'multisign') ?? false,
  expireMinutes: readInteger(options, 'expire', 1, MAX_EXPIRE_MINUTES) ?? DEFAULT_EXPIRE_MINUTES,
  forceNetwork: readString(options, 'force_network', 40),
});

const readReturnUrl = (input: Fields): ReturnUrl => ({
  app: readString(input, 'app'),
  web: readString(input, 'web'),
});

function readTransaction(input: Fields): TxJson {
  const blob = readString(input, 'txblob', 65_536);
  const json = input.fields['txjson'] ?? null;
  if ((blob === null) === (json === null)) throw new Problem(400, 'Give either txjson or txblob.');
  if (blob !== null) return { TransactionType: typeOfBlob(blob) };
  const { fields } = readObject(json, 'txjson');
  const type = fields['TransactionType'];
  if (typeof type !== 'string' || !/^[A-Za-z]{1,40}$/.test(type)) {
    throw new Problem(400, 'txjson has to name its TransactionType.');
  }
  return { ...fields, TransactionType: type };
}

/** Transaction types by their code on the ledger, as far as somebody here posts them as a blob. */
const TYPE_BY_CODE = new Map([
  ['0000', 'Payment'],
  ['0003', 'AccountSet'],
  ['0007', 'OfferCreate'],
  ['0014', 'TrustSet'],
]);

/** A serialized transaction begins with field 0x12, its type, as 16 bits. The rest is not decoded. */
function typeOfBlob(blob: string): string {
  if (!/^12([0-9a-f]{2}){2,}$/i.test(blob)) {
    throw new Problem(400, 'txblob has to be a serialized transaction, as hex.');
  }
  return TYPE_BY_CODE.get(blob.slice(2, 6)) ?? 'Unknown';
}

function readCustomMeta(input: Fields): CustomMeta {
  const blob = input.fields['blob'] ?? null;
  if (blob !== null && !isObject(blob))
    throw new Problem(400, 'blob in custom_meta has to be a JSON object.');
  if (JSON.stringify(blob).length > MAX_META_LENGTH)
    throw new Problem(400, `blob in custom_meta has to be at most ${MAX_META_LENGTH} characters.`);
  return {
    identifier: readString(input, 'identifier', 40),
    blob,
    instruction: readString(input, 'instruction', 280),
  };
}

function readUserToken(input: Fields): string | null {
  const token = readString(input, 'user_token');
  if (token !== null && !isUuid(token)) throw new Problem(400, 'user_token has to be a uuid.');
  return token;
}
