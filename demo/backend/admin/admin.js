/** The operator's page. Everything that it shows comes from the orders table, and is set as text, never as markup. */
const $ = (id) => document.getElementById(id);
const POLL_MS = 3000;
const KEY = 'operator-token';

const VIEWS = {
  attention: 'Needs you',
  open: 'Open',
  paid: 'Paid',
  outbox: 'Outbox',
  other: 'Over',
  all: 'All',
};

/** What a person does about it. */
const ADVICE = {
  underpaid: 'Less than what is due has arrived. Ask for the rest, or pay it back.',
  overpaid: 'More than what is due has arrived. It is delivered; offer to pay back the surplus.',
  late: 'It was paid after the deadline. Honour it, or pay it back.',
  mismatch:
    'What was signed is no payment of this order. Money may have gone astray, or somebody tries something.',
  review: 'A machine must not decide this. Look at the evidence.',
  dead: 'It is paid, and the delivery failed every time. See the error, then queue it again.',
  heldBack: 'The rest has arrived after you paid something back. It is not delivered.',
  unknown:
    'The platform does not know this request: the API keys are probably another application’s now. Set the old ones again, or wait: a payment is found on the ledger and delivered, and without one the order is over soon after its request.',
  pending: 'Signed for more than a day, and still not certain.',
};

/** Verdicts that need nobody. */
const BY_ITSELF = {
  pending: 'Nothing: it is asked about by itself.',
  paid: 'Nothing: it is delivered by itself.',
  failed: 'Nothing: no money has moved. The visitor may ask for another request.',
  'wrong-network': 'Nothing: it was signed for another network. The visitor may ask for another request.',
  rejected: 'Nothing: it was declined.',
  expired: 'Nothing: nobody paid in time.',
  'signed-in': 'Nothing.',
};

let view = 'attention';
let open = new Set();

const el = (name, attributes = {}, ...children) => {
  const node = Object.assign(document.createElement(name), attributes);
  node.append(...children.filter((child) => child !== null));
  return node;
};

async function ask(path, init = {}) {
  const token = sessionStorage.getItem(KEY) ?? '';
  const answer = await fetch(`/admin/api/${path}`, {
    ...init,
    headers: { Authorization: `Bearer ${token}` },
  });
  if (answer.ok) return answer.status === 204 ? null : answer.json();
  const { error } = await answer.json().catch(() => ({ error: { message: `HTTP ${answer.status}` } }));
  throw Object.assign(new Error(error.message), { status: answer.status });
}

const amount = (value) =>
  value === null || value === undefined
    ? null
    : typeof value === 'string'
      ? `${(Number(value) / 1e6).toLocaleString('en', { maximumFractionDigits: 6 })} XRP`
      : `${value.value} ${currency(value.currency)}`;

const currency = (code) =>
  code.length === 3
    ? code
    : code.replace(/../g, (byte) => String.fromCharCode(parseInt(byte, 16))).replace(/[^ -~]/g, '');

const time = (text) =>
  text ? new Date(text).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'medium' }) : null;

const row = (name, value) =>
  value === null || value === undefined || value === ''
    ? []
    : [el('dt', { textContent: name }), el('dd', { textContent: String(value) })];

/** Paid back in part, and then paid in full. */
const isHeldBack = ({ verdict, delivery }) => delivery === 'none' && ['paid', 'overpaid'].includes(verdict);

function why(order) {
  if (isHeldBack(order)) return ADVICE.heldBack;
  if (order.settled) return null;
  if (order.delivery === 'dead') return ADVICE.dead;
  if (order.verdict === 'pending' && order.reason === 'unknown-payload') return ADVICE.unknown;
  const isOld = order.is_signed && Date.now() - Date.parse(order.placed_at) > 86_400_000;
  return order.verdict === 'pending' && !isOld ? null : (ADVICE[order.verdict] ?? null);
}

function button(text, action) {
  const node = el('button', { type: 'button', textContent: text });
  node.addEventListener('click', async () => {
    node.disabled = true;
    try {
      await action();
      await refresh();
    } catch (error) {
      $('told').textContent = error.message;
    }
    node.disabled = false;
  });
  return node;
}

function card(order) {
  const verdict = el('span', { className: `badge ${order.verdict}`, textContent: order.verdict });
  const delivery =
    order.delivery === 'none'
      ? null
      : el('span', { className: `badge ${order.delivery}`, textContent: order.delivery });
  const settled = order.settled
    ? el('span', { className: `badge ${order.settled}`, textContent: order.settled })
    : null;
  const advice = why(order);
  const post = (text, what) => button(text, () => ask(`orders/${order.id}/${what}`, { method: 'POST' }));
  const isOpen = (...verdicts) => !order.settled && verdicts.includes(order.verdict);
  const details = el(
    'details',
    { open: open.has(order.id) },
    el(
      'summary',
      {},
      el('strong', { textContent: order.product_id }),
      el('span', { className: 'amount', textContent: amount(order.amount) ?? '' }),
      verdict,
      delivery,
      settled,
      el('time', { dateTime: order.placed_at, textContent: time(order.placed_at) }),
    ),
    el(
      'dl',
      {},
      ...row('What to do', advice ? null : BY_ITSELF[order.verdict]),
      ...row('Why', order.reason),
      ...row('Arrived', amount(order.delivered_amount)),
      ...row('Surplus', amount(order.surplus)),
      ...row('Order', order.id),
      ...row('Payload', order.uuid),
      ...row('Account', order.account),
      ...row('Transactions', order.txids.join(', ')),
      ...row('InvoiceID', order.invoice_id),
      ...row('Network', order.network),
      ...row('Last asked', time(order.asked_at)),
      ...row('Asked again', time(order.ask_again_at)),
      ...row('Attempts to deliver', order.attempts || null),
      ...row('Next attempt', time(order.deliver_at)),
      ...row('Last error', order.last_error),
    ),
    order.evidence ? el('pre', { textContent: JSON.stringify(order.evidence, null, 2), tabIndex: 0 }) : null,
    el(
      'p',
      { className: 'actions' },
      post('Check again', 'check'),
      ...(order.delivery === 'dead' ? [post('Deliver again', 'deliver')] : []),
      ...(isOpen('late', 'underpaid') || isHeldBack(order) ? [post('Accept and deliver', 'accepted')] : []),
      ...(isOpen('late', 'underpaid', 'overpaid', 'mismatch', 'review')
        ? [post('Note as paid back', 'refunded')]
        : []),
    ),
  );
  details.addEventListener('toggle', () => {
    if (details.open) open.add(order.id);
    else open.delete(order.id);
  });
  return el(
    'li',
    { id: order.id },
    details,
    advice ? el('p', { className: 'advice', textContent: advice }) : null,
  );
}

function draw({ orders, counts }) {
  $('views').replaceChildren(
    ...Object.entries(VIEWS).map(([name, label]) => {
      const node = el(
        'button',
        { type: 'button' },
        label,
        el('span', { className: 'count', textContent: counts[name] }),
      );
      if (name === view && $('search').value === '') node.setAttribute('aria-current', 'true');
      node.addEventListener('click', () => {
        view = name;
        $('search').value = '';
        void refresh();
      });
      return node;
    }),
  );
  const text = JSON.stringify(orders);
  // Rendered again only if something changed, so that selection and focus stay.
  if ($('list').dataset.drawn !== text) {
    const focused = document.activeElement?.closest('#list li')?.id;
    $('list').replaceChildren(...orders.map(card));
    $('list').dataset.drawn = text;
    if (focused) document.getElementById(focused)?.querySelector('summary')?.focus();
  }
  $('empty').hidden = orders.length > 0;
}

/** Ends the question that is under way. Only the latest may draw. */
let question = null;

async function refresh() {
  question?.abort();
  question = null;
  // Somebody left while an action was under way.
  if (!sessionStorage.getItem(KEY)) return;
  const mine = new AbortController();
  question = mine;
  const { signal } = mine;
  try {
    const answer = await ask(`orders?view=${view}&search=${encodeURIComponent($('search').value)}`, {
      signal,
    });
    if (signal.aborted) return;
    draw(answer);
    $('told').textContent = '';
    show(true);
  } catch (error) {
    if (signal.aborted) return;
    if (error.status === 401) leave();
    else $('told').textContent = error.message;
  } finally {
    if (question === mine) question = null;
  }
}

function leave() {
  question?.abort();
  sessionStorage.removeItem(KEY);
  show(false);
}

function show(isIn) {
  $('login').hidden = isIn;
  $('orders').hidden = !isIn;
  if (isIn) return;
  $('list').replaceChildren();
  delete $('list').dataset.drawn;
  $('token').focus();
}

$('login').addEventListener('submit', async (event) => {
  event.preventDefault();
  sessionStorage.setItem(KEY, $('token').value);
  $('login-told').textContent = '';
  await refresh();
  if (!sessionStorage.getItem(KEY)) $('login-told').textContent = 'That is not the operator’s token.';
  $('token').value = '';
});
$('search').addEventListener('input', () => void refresh());
$('leave').addEventListener('click', leave);

if (sessionStorage.getItem(KEY)) await refresh();
else show(false);
setInterval(() => {
  if (sessionStorage.getItem(KEY) && !document.hidden && !question) void refresh();
}, POLL_MS);
