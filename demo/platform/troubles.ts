/** What can go wrong besides the payload itself, as the control API accepts it. */
export interface Trouble {
  readonly id: string;
  readonly group: TroubleGroup;
  /** Its name in a menu. */
  readonly label: string;
  /** What it leads to. */
  readonly effect: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Named like the path below `/control` that takes it; an empty body there ends it. */
export type TroubleGroup = 'ledger' | 'webhook' | 'platform';

const trouble = (
  group: TroubleGroup,
  id: string,
  label: string,
  effect: string,
  body: Trouble['body'],
): Trouble => ({ id, group, label, effect, body });

export const TROUBLES: readonly Trouble[] = [
  trouble('ledger', 'busy', 'Busy', 'Both servers say “tooBusy”: not to know is no “no”.', {
    error: 'tooBusy',
  }),
  trouble('ledger', 'lag', 'Behind', 'Both lack the last 10 ledgers.', { lag: 10 }),
  trouble('ledger', 'version-2', 'Second API version', 'Both answer in the other shape.', { apiVersion: 2 }),
  trouble('ledger', 'unavailable', 'Amount unavailable', 'What arrived reads “unavailable”.', {
    delivered: 'unavailable',
  }),
  trouble('ledger', 'lie-paid', 'One lies “paid”', 'The first server claims that all of it arrived.', {
    server: 'a',
    lie: 'paid',
  }),
  trouble(
    'ledger',
    'lie-absent',
    'One lies “nothing”',
    'The first server claims that it searched everything.',
    {
      server: 'a',
      lie: 'absent',
    },
  ),
  trouble('ledger', 'down', 'One is down', 'The second server answers 503.', { server: 'b', error: 'down' }),

  trouble('webhook', 'twice', 'Called twice', 'The shop is told of each signature twice.', { copies: 2 }),
  trouble('webhook', 'wrong', 'Wrong signature', 'Anybody could have sent it.', { signature: 'wrong' }),
  trouble('webhook', 'old', 'An hour old', 'A call that was recorded.', { signature: 'old' }),
  trouble('webhook', 'lost', 'Lost', 'The next ten calls are never made.', { lose: 10 }),
  trouble('webhook', 'order', 'Out of order', 'Two calls are held, and sent last first.', { hold: 2 }),

  trouble('platform', 'empty', 'Empty strings', 'In its answers, in place of null.', { empty: 'string' }),
  trouble('platform', 'fails', 'Fails now and then', 'Every third call of the shop: HTTP 500.', {
    failEvery: 3,
  }),
  trouble('platform', 'limits', 'Rate limit', 'Every second call of the shop: HTTP 429.', {
    failEvery: 2,
    failStatus: '429',
  }),
  trouble('platform', 'seconds', 'Late greetings of old', 'Who connects after the end hears the seconds.', {
    lateGreeting: 'seconds',
  }),
];
