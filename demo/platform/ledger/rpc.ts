import { isObject } from '../fields.js';
import type { Chain } from './chain.js';
import { OLDEST_INDEX } from './chain.js';
import { SERVER_ERRORS, type ApiVersion, type ServerConduct } from './conduct.js';
import type { Ledgers } from './ledgers.js';
import { accountTxEntry, ledgerHash, ledgerResult, tell, txResult, type Json, type Told } from './shapes.js';

/** One call to one server of a ledger. */
interface Call {
  readonly ledgers: Ledgers;
  readonly chain: Chain;
  readonly conduct: ServerConduct;
  readonly params: Json;
  readonly version: ApiVersion;
  /** The newest validated ledger that this server has. */
  readonly newest: number;
}

type Method = (call: Call) => Json | Promise<Json>;

const ERRORS = {
  txnNotFound: [29, 'Transaction not found.'],
  invalidParams: [31, 'Invalid parameters.'],
  unknownCmd: [32, 'Unknown method.'],
  lgrNotFound: [21, 'ledgerNotFound'],
  actNotFound: [19, 'Account not found.'],
  actMalformed: [35, 'Account malformed.'],
  lgrIdxsInvalid: [57, 'Ledger indexes invalid.'],
  invalidLgrRange: [79, 'Ledger range is invalid.'],
  excessiveLgrRange: [78, 'Ledger range exceeds 1000.'],
  invalid_API_version: [6, 'API version not supported.'],
  ...SERVER_ERRORS,
} as const satisfies Record<string, readonly [number, string]>;
type ErrorName = keyof typeof ERRORS;

const failure = (error: ErrorName, more: Json = {}): Json => ({
  error,
  error_code: ERRORS[error][0],
  error_message: ERRORS[error][1],
  ...more,
});

const MAX_RANGE = 1000;
const DEFAULT_LIMIT = 200;
const MAX_LIMIT = 400;

const indexOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isInteger(value)
    ? value
    : typeof value === 'string' && /^\d{1,10}$/.test(value)
      ? Number(value)
      : null;

function tx({ chain, conduct, params, version, newest }: Call): Json {
  const hash = params['transaction'];
  if (typeof hash !== 'string' || !/^[0-9a-f]{64}$/i.test(hash)) return failure('invalidParams');
  const [min, max] = [indexOf(params['min_ledger']), indexOf(params['max_ledger'])];
  if (min !== null && max !== null) {
    if (min > max) return failure('invalidLgrRange');
    if (max - min > MAX_RANGE) return failure('excessiveLgrRange');
  }
  const entry = chain.find(hash.toUpperCase());
  const told = entry && tell(entry, newest, conduct);
  const isInRange =
    told?.ledgerIndex == null || min === null || max === null
      ? true
      : told.ledgerIndex >= min && told.ledgerIndex <= max;
  if (told && isInRange) return txResult(told, chain, version, conduct);
  const searched =
    min === null || max === null
      ? {}
      : { searched_all: conduct.lie === 'absent' || (min >= OLDEST_INDEX && max <= newest) };
  return failure('txnNotFound', searched);
}

async function isAccount(text: unknown): Promise<boolean> {
  const { isValidClassicAddress } = await import('ripple-address-codec');
  return typeof text === 'string' && isValidClassicAddress(text);
}

type Placed = Told & { readonly ledgerIndex: number };

async function accountTx({ chain, conduct, params, version, newest }: Call): Promise<Json> {
  const { account } = params;
  if (typeof account !== 'string' || !(await isAccount(account))) return failure('actMalformed');
  const from = indexOf(params['ledger_index_min']) ?? -1;
  const to = indexOf(params['ledger_index_max']) ?? -1;
  const min = Math.max(OLDEST_INDEX, from);
  const max = to < 0 ? newest : Math.min(newest, to);
  if (min > max) return failure(version === 1 ? 'lgrIdxsInvalid' : 'invalidLgrRange');
  const limit = Math.min(MAX_LIMIT, Math.max(1, indexOf(params['limit']) ?? DEFAULT_LIMIT));
  const isForward = params['forward'] === true;

  const found = chain
    .all()
    .filter(({ account: sender, tx: { Destination } }) => sender === account || Destination === account)
    .flatMap((entry) => tell(entry, newest, conduct) ?? [])
    .filter((told): told is Placed => told.ledgerIndex !== null)
    .filter(({ ledgerIndex }) => ledgerIndex >= min && ledgerIndex <= max)
    .sort((one, other) => one.ledgerIndex - other.ledgerIndex || one.entry.position - other.entry.position);
  if (!isForward) found.reverse();

  const marker = isObject(params['marker']) ? params['marker'] : null;
  const start =
    marker === null
      ? 0
      : found.findIndex(
          ({ ledgerIndex, entry }) => ledgerIndex === marker['ledger'] && entry.position === marker['seq'],
        );
  if (start < 0) return failure('invalidParams');
  const page = found.slice(start, start + limit);
  const next = found[start + limit];
  return {
    account,
    ledger_index_min: min,
    ledger_index_max: max,
    limit,
    ...(next ? { marker: { ledger: next.ledgerIndex, seq: next.entry.position } } : {}),
    transactions: page.map((told) => accountTxEntry(told, chain, version, conduct)),
    validated: true,
  };
}

function ledger({ chain, params, version, newest }: Call): Json {
  const asked = params['ledger_index'] ?? 'validated';
  const index = asked === 'validated' || asked === 'closed' ? newest : indexOf(asked);
  if (index === null) return failure('invalidParams');
  return index < OLDEST_INDEX || index > newest
    ? failure('lgrNotFound')
    : ledgerResult(chain, index, version);
}

async function accountInfo({ ledgers, chain, params, newest }: Call): Promise<Json> {
  const { account } = params;
  if (typeof account !== 'string' || !(await isAccount(account))) return failure('actMalformed');
  const { exists, requireDestinationTag, regularKey } = ledgers.factsOf(account);
  const at = { ledger_hash: ledgerHash(chain.network, newest), ledger_index: newest, validated: true };
  if (!exists) return failure('actNotFound', { account, ...at });
  return {
    account_data: {
      Account: account,
      Balance: '1000000000',
      Flags: requireDestinationTag ? REQUIRE_DESTINATION_TAG : 0,
      LedgerEntryType: 'AccountRoot',
      OwnerCount: 0,
      PreviousTxnID: ledgerHash(chain.network, newest - 1),
      PreviousTxnLgrSeq: newest - 1,
      ...(regularKey === null ? {} : { RegularKey: regularKey }),
      Sequence: chain.nextSequence(account),
      index: ledgerHash(chain.network, newest - 2),
    },
    account_flags: { requireDestinationTag, disableMasterKey: false, depositAuth: false },
    ...at,
  };
}

/** lsfRequireDestTag */
const REQUIRE_DESTINATION_TAG = 0x0002_0000;

const METHODS: Readonly<Record<string, Method>> = {
  tx,
  account_tx: accountTx,
  ledger,
  account_info: accountInfo,
};

/**
 * The `result` of a JSON-RPC call, as rippled or Clio answer it: `{method, params: [{…, api_version?}]}`. An error of a
 * method is an answer too, with HTTP 200, and repeats the request.
 */
export async function callLedger(
  ledgers: Ledgers,
  chain: Chain,
  conduct: ServerConduct,
  body: unknown,
): Promise<Json> {
  const { method, params: given } = isObject(body) ? body : {};
  const first: unknown = Array.isArray(given) ? given[0] : undefined;
  const params = isObject(first) ? first : {};
  const asked = params['api_version'] ?? conduct.apiVersion;
  const version: ApiVersion = asked === 2 ? 2 : 1;
  const newest = Math.max(OLDEST_INDEX, chain.validatedIndex() - conduct.lag);
  const run = typeof method === 'string' && Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
  const result =
    conduct.error !== null && conduct.error !== 'down'
      ? failure(conduct.error)
      : asked !== 1 && asked !== 2
        ? failure('invalid_API_version')
        : run
          ? await run({ ledgers, chain, conduct, params, version, newest })
          : failure('unknownCmd');
  return 'error' in result
    ? { ...result, request: { ...params, command: method }, status: 'error' }
    : { ...result, status: 'success' };
}
