import '../../../src/define.js';
import { XummPayloadStatus, type CreatedPayload } from '../../../src/index.js';
import { createPayload, isSimulated, readAccount, readSession, STATUS_URL } from './api.js';
import { find, messageOf, shortAccount } from './dom.js';
import { logEvents } from './event-log.js';
import { faultButtons } from './faults.js';
import { copyButton } from './snippet.js';

/** What a button asks for, by its `data-*` attributes. */
interface Order {
  readonly product: string;
  readonly network: string | null;
  /** Simulated: the real platform pushes only to users who have signed before. */
  readonly pushed: boolean;
  /** A fault that the phone beside the page plays; see `wallet.ts`. */
  readonly mishap: string;
}

const element = find('xumm-payload-status', XummPayloadStatus);
const outcome = find('#outcome', HTMLElement);
const account = find('#account', HTMLElement);
const summary = find('.summary', HTMLElement);
const phone = find('#phone', HTMLElement);
const phoneFrame = find('#phone iframe', HTMLIFrameElement);
const phoneLink = find('#phone-link', HTMLAnchorElement);
const orderButtons = document.querySelectorAll<HTMLButtonElement>('button[data-product]');
const faultReport = find('#fault-report', HTMLElement);
const checkoutTitle = find('#checkout-title', HTMLElement);
const pay = find('#pay', HTMLButtonElement);
const paying = find('#paying', HTMLElement);
const startOver = find('#start-over', HTMLButtonElement);

/** In these states the visitor pays at the card, and no button starts another payment. */
const OPEN = ['waiting', 'opened', 'pre-signed', 'dispatched', 'signed', 'verifying', 'unverified'];
/** The shop's own words in the card. */
const PAID = { verifiedTitle: 'Paid. Thank you.', verifiedText: 'Your coffee is on its way.' };

const aimFaults = faultButtons(find('#faults ul', HTMLElement), (sentence) => {
  faultReport.textContent = sentence;
});

let current: { readonly order: Order; readonly uuid: string } | null = null;

function say(tone: 'good' | 'bad' | '', title: string, text = ''): void {
  outcome.dataset['tone'] = tone;
  const strong = document.createElement('strong');
  strong.textContent = title;
  outcome.replaceChildren(...(title === '' ? [] : [strong, ` ${text}`]));
}

/** Shown above the QR code, in the same words as in the wallet. */
function summarize({ product }: Order): void {
  const [what, amount] = product === 'sign-in' ? ['Sign in', ''] : ['House blend, ten cups', '10\u00a0XRP'];
  const who = document.createElement('span');
  who.append('Morning Roast', Object.assign(document.createElement('small'), { textContent: what }));
  summary.replaceChildren(who, Object.assign(document.createElement('strong'), { textContent: amount }));
}

/** Shortens the middle of a hash; the whole hash is one click away. */
function shortened(text: string): HTMLElement {
  const details = document.createElement('details');
  details.className = 'whole';
  const summary = document.createElement('summary');
  const whole = document.createElement('code');
  summary.append(Object.assign(document.createElement('code'), { textContent: shortAccount(text) }));
  whole.textContent = text;
  details.append(summary, whole);
  return details;
}

function showReceipt({ product }: Order, txid: string | null): void {
  const rows: [string, string | HTMLElement][] = [
    ['House blend', '10 XRP'],
    ['Paid at', new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })],
    ...(product === 'coffee-testnet' ? [['Network', 'Testnet'] as [string, string]] : []),
    ...(txid === null ? [] : [['Transaction', shortened(txid)] as [string, HTMLElement]]),
  ];
  const list = document.createElement('dl');
  for (const [name, value] of rows) {
    const row = document.createElement('div');
    const [term, description] = [document.createElement('dt'), document.createElement('dd')];
    term.textContent = name;
    description.append(value);
    row.append(term, description);
    list.append(row);
  }
  const title = document.createElement('h3');
  title.textContent = 'Receipt';
  outcome.dataset['tone'] = 'receipt';
  outcome.replaceChildren(title, list);
}

/** "Pay" is hidden while a payload is open, and is no main button after the payment. */
function showPay(): void {
  const isOpen = OPEN.includes(element.state);
  const isPaid = element.state === 'verified' && current?.order.product !== 'sign-in';
  pay.hidden = isOpen;
  paying.hidden = !isOpen;
  // Once somebody signs, nothing may invite to pay again.
  startOver.hidden = element.state !== 'waiting' && element.state !== 'opened';
  pay.classList.toggle('quiet', isPaid);
  pay.textContent = isPaid ? 'Order another' : 'Pay 10 XRP';
}

/** On a narrow screen the checkout is further down: scroll there at the tap, before anything has loaded. */
function goToCheckout(): void {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  checkoutTitle.focus({ preventScroll: true });
  const { top } = checkoutTitle.getBoundingClientRect();
  if (top >= 0 && top < innerHeight / 3) return;
  checkoutTitle.scrollIntoView({ behavior: isStill ? 'auto' : 'smooth', block: 'start' });
}

const readOrder = ({ dataset }: HTMLElement): Order => ({
  product: dataset['product'] ?? '',
  network: dataset['network'] ?? null,
  pushed: 'pushed' in dataset,
  mishap: dataset['mishap'] ?? '',
});

/** Each button is its own order, even for the same product. */
const cartOf = ({ mishap, pushed }: Order): string => mishap + (pushed ? 'pushed' : '');

async function start(order: Order, renew = false): Promise<void> {
  for (const button of orderButtons) button.disabled = true;
  say('', '');
  goToCheckout();
  try {
    show(order, await createPayload(order.product, { cart: cartOf(order), renew }));
  } catch (error) {
    say('bad', 'That did not work.', messageOf(error));
  } finally {
    for (const button of orderButtons) button.disabled = false;
  }
}

function show(order: Order, payload: CreatedPayload): void {
  current = { order, uuid: payload.uuid.toLowerCase() };
  element.payload = order.pushed ? { ...payload, pushed: true } : payload;
  element.network = order.network;
  summarize(order);
  element.messages = order.product === 'sign-in' ? {} : PAID;
  aimFaults(payload.uuid);
  faultReport.textContent = '';
  showPhone(payload.uuid, order.mishap);
}

/** After a reload the open payload is shown again, so that nobody is asked to pay twice. */
async function showOpen(): Promise<void> {
  const [request] = (await readSession()).open;
  const order = [...orderButtons]
    .map(readOrder)
    .find((candidate) => candidate.product === request?.product && cartOf(candidate) === request.cart);
  if (request && order && current === null) show(order, request.payload);
}

function showPhone(uuid: string, mishap: string): void {
  phoneLink.href = `/sign/${uuid}`;
  phoneLink.hidden = false;
  // Replaces the frame's address instead of setting it, so that "back" leaves the shop.
  phoneFrame.contentWindow?.location.replace(`/sign/${uuid}${mishap && `#${mishap}`}`);
}

/** Only the backend says who is signed in. Nothing that the element reports is enough. */
async function showAccount(): Promise<string | null> {
  const signedIn = await readAccount();
  account.textContent = signedIn === null ? 'Not signed in' : `Signed in as ${shortAccount(signedIn)}`;
  return signedIn;
}

async function verified(order: Order, txid: string | null): Promise<void> {
  if (order.product !== 'sign-in') {
    showReceipt(order, txid);
    return;
  }
  const signedIn = await showAccount();
  if (signedIn === null) say('bad', 'Not signed in.', 'The shop knows of no sign-in.');
  else say('good', 'Welcome.', `You are signed in as ${shortAccount(signedIn)}.`);
}

// Not on `xumm-resolved`: `signed: true` is only a claim of the socket.
element.addEventListener('xumm-verified', ({ detail }) => {
  if (detail.uuid === current?.uuid) void verified(current.order, detail.txid).catch(failed);
});
element.addEventListener('xumm-state-change', showPay);
startOver.addEventListener('click', () => {
  if (current) void start(current.order, true);
});
element.addEventListener('xumm-unverified', ({ detail }) => {
  if (detail.reason === 'refused')
    say('bad', 'Not paid.', 'The shop checked the payment and does not take it.');
});
element.addEventListener('xumm-renew', () => {
  if (current) void start(current.order, true);
});
for (const button of orderButtons) button.addEventListener('click', () => void start(readOrder(button)));

function failed(error: unknown): void {
  say('bad', 'That did not work.', messageOf(error));
}

element.statusUrl = STATUS_URL;
logEvents(element, find('#log ol', HTMLElement), find('#log-clear', HTMLElement));
copyButton(
  find('#snippet-copy', HTMLElement),
  find('#snippet pre code', HTMLElement),
  find('#snippet-report', HTMLElement),
);
aimFaults(null);
await Promise.all([
  showAccount(),
  showOpen(),
  isSimulated().then((simulated) => {
    phone.hidden = !simulated;
    document.body.classList.toggle('real', !simulated);
  }),
]).catch(failed);
