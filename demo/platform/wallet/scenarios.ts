/** A step of a scenario; `list`: the payload is opened from the wallet's event list. */
export type WalletAct = 'open' | 'list' | 'pre-sign' | 'sign' | 'decline' | 'expire';

/** What can happen to a payload, from its opening to its end. */
export interface Scenario {
  readonly id: string;
  readonly group: ScenarioGroup;
  /** Its name in a menu. */
  readonly label: string;
  /** What it leads to. */
  readonly effect: string;
  readonly steps: readonly WalletAct[];
  /** How it is signed; see `SigningPlan`. */
  readonly signing: Readonly<Record<string, unknown>>;
  readonly kind: 'payment' | 'sign-in' | 'any';
}

export type ScenarioGroup = 'person' | 'reports' | 'ledger' | 'sign-in';

const SIGNED: readonly WalletAct[] = ['open', 'pre-sign', 'sign'];

const scenario = (
  id: string,
  [group, kind]: readonly [ScenarioGroup, Scenario['kind']],
  [label, effect]: readonly [string, string],
  signing: Scenario['signing'] = {},
  steps: readonly WalletAct[] = SIGNED,
): Scenario => ({ id, group, kind, label, effect, steps, signing });

const PERSON = ['person', 'any'] as const;
const REPORTS = ['reports', 'payment'] as const;
const LEDGER = ['ledger', 'payment'] as const;
const SIGN_IN = ['sign-in', 'sign-in'] as const;

export const SCENARIOS: readonly Scenario[] = [
  scenario('as-asked', PERSON, ['As asked', 'Signed, reported, validated: the shop confirms it.']),
  scenario('declined', PERSON, ['Declined', 'Nothing is signed.'], {}, ['open', 'decline']),
  scenario('left', PERSON, ['Looked at and left', 'Opened, and no more is heard of it.'], {}, ['open']),
  scenario(
    'event-list',
    PERSON,
    ['From the event list', 'Nobody hears that it was opened, until it is signed.'],
    {},
    ['list', 'pre-sign', 'sign'],
  ),
  scenario(
    'seen-too-late',
    PERSON,
    ['Scanned after the expiry', 'The platform says “opened” all the same; the wallet refuses.'],
    {},
    ['expire', 'open'],
  ),
  scenario(
    'accepted-too-late',
    PERSON,
    ['Accepted after the expiry', 'Opened in time, and refused: it stays open for good.'],
    {},
    ['open', 'expire', 'pre-sign'],
  ),
  scenario(
    'old-wallet',
    PERSON,
    ['Signed late by an old wallet', 'Opened in time, signed after the expiry.'],
    { late: true },
    ['open', 'expire', 'sign'],
  ),

  scenario(
    'dispatch-never',
    REPORTS,
    ['Second report lost', 'The platform never learns of the submission.'],
    {
      dispatch: 'never',
    },
  ),
  scenario(
    'unknown-node',
    REPORTS,
    ['Unknown node', 'The wallet reports “telFAILED”, and the ledger has the payment.'],
    { dispatch: 'unknown-node' },
  ),
  scenario(
    'dispatched-first',
    REPORTS,
    ['Submitted first, then reported', 'The platform says “signed” only after the validation.'],
    { dispatch: 'first' },
  ),
  scenario('unreported', REPORTS, ['Both reports lost', 'Only the ledger knows of the payment.'], {
    report: 'lost',
  }),
  scenario(
    'claims-success',
    REPORTS,
    ['Claims success', 'The wallet reports “tesSUCCESS”; the ledger says “tecPATH_DRY”.'],
    { result: 'tecPATH_DRY', claimed: 'tesSUCCESS' },
  ),

  scenario('testnet', LEDGER, ['Sign on TESTNET', 'Play money: the shop refuses it.'], { node: 'TESTNET' }),
  scenario('xahau', LEDGER, ['Sign on XAHAU', 'Another ledger: the shop refuses it.'], { node: 'XAHAU' }),
  scenario('partial', LEDGER, ['Deliver a tenth', 'A partial payment: too little arrives.'], {
    deliver: 'less',
  }),
  scenario('overpaid', LEDGER, ['Send too much', 'A tenth more than was asked for.'], { deliver: 'more' }),
  scenario(
    'late',
    LEDGER,
    ['Arrive late', 'Accepted in time, and validated after the deadline.'],
    { validateAfterMs: 3000 },
    ['open', 'pre-sign', 'expire', 'sign'],
  ),
  scenario('slow', LEDGER, ['Take 20 s', 'The ledger takes its time.'], { validateAfterMs: 20_000 }),
  scenario('failed', LEDGER, ['Fail on the ledger', 'Validated as “tecPATH_DRY”: nothing arrives.'], {
    result: 'tecPATH_DRY',
  }),
  scenario(
    'never',
    LEDGER,
    ['Never validate', 'No ledger takes it in; after 20 ledgers (80 s) none can any more.'],
    { validated: false },
  ),
  scenario('past-sequence', LEDGER, ['Refused by the node', '“tefPAST_SEQ”: it can never be in a ledger.'], {
    result: 'tefPAST_SEQ',
  }),

  scenario('forged', SIGN_IN, ['Forged', 'A stranger’s key signs for this account.'], {
    signature: 'forged',
  }),
  scenario(
    'replayed',
    SIGN_IN,
    ['Replayed', 'The blob of an earlier sign-in, without the nonce of this one.'],
    {
      signature: 'replayed',
    },
  ),
  scenario('no-txid', SIGN_IN, ['Without a txid', 'As some wallets report it.'], { hasTxid: false }),
];
