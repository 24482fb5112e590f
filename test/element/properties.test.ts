import { expect } from '@open-wc/testing';
import type { CreatedPayload, XummPayloadStatus } from '../../src/index.js';
import { createIn, namesOf, partOf, record, textOf, type Heard } from '../support/element.js';
import { opened, OTHER_UUID, SIGN_URL, signed, SOCKET_URL, TXID, UUID } from '../support/frames.js';
import { strike, stage, telling } from '../support/stage.js';
import { VirtualWorld } from '../support/virtual-world.js';

const OTHER_URL = `wss://xumm.app/sign/${OTHER_UUID}`;
const created: CreatedPayload = {
  uuid: UUID,
  next: { always: SIGN_URL },
  refs: { websocket_status: SOCKET_URL },
};

/** All orders of the items. */
function orders<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((first, index) =>
    orders(items.toSpliced(index, 1)).map((rest) => [first, ...rest] as const),
  );
}

describe('what frameworks set', () => {
  const { error, warn } = console;
  let said: unknown[];

  beforeEach(() => {
    said = [];
    console.error = console.warn = (...words: unknown[]) => said.push(words.join(' '));
  });
  afterEach(async () => {
    await strike();
    console.error = error;
    console.warn = warn;
  });

  const shown = (element: XummPayloadStatus) => ({
    state: element.state,
    link: partOf(element, 'open-link')?.getAttribute('href') ?? null,
    isPushed: textOf(element, '.title') === 'Sent to your phone',
  });

  /** What is set, in every order, together and with updates in between. */
  const rows: readonly [string, Partial<Record<keyof XummPayloadStatus, unknown>>, string, boolean][] = [
    ['a socket beside no payload', { websocketUrl: SOCKET_URL, payload: undefined }, UUID, false],
    [
      'a payload beside no socket',
      { websocketUrl: undefined, uuid: undefined, payload: created },
      UUID,
      false,
    ],
    ['a payload that does not say that it was pushed', { pushed: true, payload: created }, UUID, true],
    ['a payload that says it was not', { pushed: true, payload: { ...created, pushed: false } }, UUID, false],
    ['a payload, and a uuid that it says too', { uuid: OTHER_UUID, payload: created }, UUID, false],
    ['a payload, and another socket', { websocketUrl: OTHER_URL, payload: created }, UUID, false],
    ['a payload without a link', { signUrl: SIGN_URL, payload: { uuid: UUID } }, UUID, false],
    ['text', { payload: JSON.stringify(created), pushed: undefined }, UUID, false],
  ];
  for (const [name, set, uuid, isPushed] of rows)
    for (const order of orders(Object.entries(set)))
      it(`${name}: ${order.map(([key]) => key).join(', ')}`, async () => {
        const { element } = await stage({ websocketUrl: null, ...Object.fromEntries(order) });
        const expected = { state: 'waiting', link: `https://xumm.app/sign/${uuid}`, isPushed };
        expect(shown(element)).to.deep.equal(expected);
        const later = await stage({ websocketUrl: null });
        for (const [key, value] of order) {
          Object.assign(later.element, { [key]: value });
          await later.element.updateComplete;
        }
        expect(shown(later.element)).to.deep.equal(expected);
      });

  for (const name of [
    'payload',
    'websocketUrl',
    'uuid',
    'signUrl',
    'statusUrl',
    'getStatus',
    'network',
    'messages',
  ] as const)
    it(`${name}: undefined reads as null, other values as they were set`, () => {
      const element = createIn(new VirtualWorld().environment);
      const value = name === 'payload' ? created : name === 'messages' ? {} : 'x';
      Object.assign(element, { [name]: value });
      expect(element[name]).to.equal(value);
      Object.assign(element, { [name]: undefined });
      expect(element[name]).to.equal(null);
    });

  for (const name of ['pushed', 'renewable', 'autoReturn'] as const)
    it(`${name}: undefined reads as false`, () => {
      const element = createIn(new VirtualWorld().environment);
      Object.assign(element, { [name]: undefined });
      expect(element[name]).to.equal(false);
    });

  for (const [value, expected] of [
    ['false', false],
    ['', true],
    ['true', true],
  ] as const)
    it(`reads a flag that is set to the text "${value}" as the attribute`, async () => {
      const { element } = await stage({ pushed: value as never, renewable: value as never });
      expect([element.pushed, element.renewable]).to.deep.equal([expected, expected]);
      expect(shown(element).isPushed).to.equal(expected);
    });

  it('links no transaction if the network is undefined', async () => {
    const { element, world } = await stage({ network: undefined as never });
    world.socket.open();
    world.socket.frame({ ...signed, dispatched: true });
    await element.updateComplete;
    expect(partOf(element, 'explorer-link')).to.equal(null);
    element.network = 'TestNet';
    await element.updateComplete;
    expect(partOf(element, 'explorer-link')?.getAttribute('href')).to.equal(
      `https://xumm.app/explorer/testnet/${TXID}`,
    );
  });

  for (const verification of ['refused', 'pending'] as const)
    it(`links the transaction that the backend names with "${verification}"`, async () => {
      const getStatus = () => Promise.resolve({ resolved: true, signed: true, verification, txid: 'A1' });
      const { element, world } = await stage({ network: 'mainnet' });
      world.socket.open();
      for (const frame of [{}, opened, signed]) world.socket.frame(frame);
      element.getStatus = getStatus;
      await element.updateComplete;
      await element.checkStatus();
      await element.updateComplete;
      expect(partOf(element, 'explorer-link')?.getAttribute('href')).to.contain('/mainnet/A1');
    });

  it('does not link the transaction of a sign-in, unless the backend names it', async () => {
    const { element, world } = await stage({ network: 'mainnet' });
    world.socket.open();
    for (const frame of [{}, opened, signed]) world.socket.frame(frame);
    await element.updateComplete;
    expect(partOf(element, 'explorer-link')).to.equal(null);
    element.getStatus = () =>
      Promise.resolve({ resolved: true, signed: true, verification: 'verified', txid: 'A1' });
    await element.updateComplete;
    await element.checkStatus();
    await element.updateComplete;
    expect(partOf(element, 'explorer-link')?.getAttribute('href')).to.contain('/mainnet/A1');
  });

  /** Like Vue: each render sets a new function, and storing a fault causes another render. */
  async function renders(set: Partial<XummPayloadStatus>, world = new VirtualWorld()) {
    const element = createIn(world.environment);
    const heard: Heard[] = record(element);
    let count = 0;
    const render = (): void => {
      count += 1;
      Object.assign(element, { ...set, getStatus: () => Promise.reject(new Error('down')) });
    };
    element.addEventListener('xumm-error', () => {
      if (count < 50) void Promise.resolve().then(render);
    });
    render();
    document.body.append(element);
    for (let turn = 0; turn < 20; turn++) await world.settle();
    return { element, heard, world, count };
  }

  it('reports a fault of the configuration once, although a handler sets a new function', async () => {
    const { element, heard, count } = await renders({ websocketUrl: 'nonsense' });
    expect(namesOf(heard)).to.deep.equal(['xumm-error']);
    expect(count).to.equal(2);
    expect(said).to.have.length(1);
    element.remove();
  });

  it('asks nothing and reports nothing because of a new function', async () => {
    const { element, heard, world, count } = await renders({ websocketUrl: SOCKET_URL });
    world.socket.open();
    world.socket.frame(opened);
    for (let turn = 0; turn < 20; turn++) await world.settle();
    expect(namesOf(heard)).to.deep.equal(['xumm-opened', 'xumm-error']);
    expect(count).to.equal(1);
    expect(world.sockets).to.have.length(1);
    element.remove();
    await world.settle();
  });

  const { proxy: hostile, revoke } = Proxy.revocable({}, {});
  revoke();
  for (const [name, value] of [
    ['a promise, as of a function that was called', Promise.resolve({ opened: false })],
    ['an address', '/status'],
    ['a Response', new Response('{}')],
    ['true', true],
    ['a symbol', Symbol('status')],
    ['what throws', hostile],
  ] as const)
    it(`says that getStatus is no function but ${name}, once, and takes one later`, async () => {
      const { element, heard, world } = await stage({ getStatus: value as never });
      world.socket.open();
      world.socket.frame({});
      element.renewable = true;
      element.statusUrl = '';
      await element.updateComplete;
      expect(element.state).to.equal('waiting');
      expect(namesOf(heard)).to.deep.equal(['xumm-error']);
      expect(said).to.have.length(1);
      expect(said[0]).to.contain(`getStatus must be a function. It is a value of type ${typeof value}.`);
      element.getStatus = () => Promise.resolve({ opened: true });
      await element.updateComplete;
      await world.pass(3_000);
      expect(element.state).to.equal('opened');
    });

  it('asks the newest function next', async () => {
    const asked: string[] = [];
    const named = (name: string) => () => {
      asked.push(name);
      return Promise.resolve({ opened: false });
    };
    const { element, world } = await stage({ getStatus: named('first') });
    world.socket.open();
    world.socket.frame({});
    await world.settle();
    element.getStatus = named('second');
    await world.pass(10_000);
    expect(asked).to.deep.equal(['first']);
    await element.checkStatus();
    expect(asked).to.deep.equal(['first', 'second']);
  });

  it('takes the payload as an attribute, as JSON text', async () => {
    const world = new VirtualWorld();
    world.answer = telling({ opened: false });
    const element = createIn(world.environment);
    element.setAttribute('payload', JSON.stringify(created));
    document.body.append(element);
    await element.updateComplete;
    expect(shown(element)).to.deep.equal({ state: 'waiting', link: SIGN_URL, isPushed: false });
    element.setAttribute('payload', '');
    await element.updateComplete;
    expect(element.state).to.equal('idle');
    element.remove();
    await world.settle();
  });

  for (const [text, word] of [
    ['[object Object]', '"[object Object]": write JSON.stringify(payload)'],
    ['{"uuid":', 'text that is no JSON object'],
    ['[1]', 'text that is no JSON object'],
    ['null', 'text that is no JSON object'],
    [7, 'a value of type number'],
    [[created], 'an array'],
    [() => created, 'a value of type function'],
    [{ data: created }, 'payload must be the object that "create payload" answered'],
  ] as const)
    it(`a payload like ${typeof text} ${JSON.stringify([text])} is invalid-url, and says what to write`, async () => {
      const { element, heard } = await stage({ websocketUrl: null, payload: text as never });
      expect(element.state).to.equal('error');
      const [fault] = heard.filter(({ type }) => type === 'xumm-error');
      expect(fault?.detail['code']).to.equal('invalid-url');
      expect(fault?.detail['message']).to.contain(word).and.to.contain('{uuid, next, refs, pushed}');
      expect(said).to.have.length(1);
    });

  it('sends uuids in lower case', async () => {
    const { element, world } = await stage({
      websocketUrl: `wss://xumm.app/sign/${UUID.toUpperCase()}`,
      signUrl: `https://xumm.app/sign/${UUID.toUpperCase()}/deep`,
    });
    expect(world.socket.url).to.equal(SOCKET_URL);
    expect(shown(element).link).to.equal(`${SIGN_URL}/deep`);
  });
});
