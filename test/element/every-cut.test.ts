import { expect } from '@open-wc/testing';
import { allClosed, playCut, type AskedBy, type Ending } from '../support/cut-run.js';
import { everyCut, sessionNames, sessions, titleOf, type Cut } from '../support/recorded-sessions.js';

/** Events that must come exactly once, however often the connection was cut. */
const LANDMARKS = ['xumm-opened', 'xumm-resolved', 'xumm-expired', 'xumm-verified', 'xumm-unverified'];
const STEPS = ['xumm-devapp-fetched', 'xumm-pre-signed', 'xumm-dispatched'];
/** Late answers are tested with only one way to ask, because time affects both ways equally. */
const askersFor = ({ isLate }: Cut): readonly AskedBy[] =>
  isLate ? ['status-url'] : ['status-url', 'getStatus'];
const rows = (cuts: readonly Cut[]) =>
  cuts.flatMap((cut) =>
    askersFor(cut).map((asker) => ({ cut, asker, title: `${titleOf(cut)}, with ${asker}` })),
  );
/** Browsers open few sockets to a host at once, and wait before they try again after a drop. */
const AT_ONCE = 12;

const landmarks = ({ heard }: Ending): string[] =>
  heard.map(({ type }) => type).filter((type) => LANDMARKS.includes(type));

const truth = (ending: Ending) => ({
  state: ending.state,
  events: landmarks(ending),
  signed: ending.signed,
  txid: ending.txid,
});

interface Job {
  readonly cut: Cut;
  readonly asker: AskedBy;
  readonly ending: Promise<Ending>;
}

/** Runs many at once, in the order of the tests, so that each test waits for little more than its own. */
function begin(cuts: readonly Cut[]): Job[] {
  const lanes = Array.from({ length: AT_ONCE }, () => Promise.resolve<unknown>(undefined));
  return rows(cuts).map(({ cut, asker }, index) => {
    const lane = index % AT_ONCE;
    const ending = (lanes[lane] ?? Promise.resolve()).then(() => playCut(cut, asker));
    lanes[lane] = ending.catch(() => undefined);
    return { cut, asker, ending };
  });
}

const uncut: readonly Cut[] = sessionNames.map((session) => ({
  session,
  at: sessions[session].moments.length,
  way: 'clean',
  isLate: false,
}));

describe('every cut', () => {
  const whole = new Map<string, Ending>();
  let jobs: Job[] = [];

  before(async () => {
    for (const { cut, asker, ending } of begin(uncut)) whole.set(`${cut.session} ${asker}`, await ending);
    jobs = begin(everyCut);
  });

  for (const { cut, asker } of rows(uncut))
    it(`${cut.session}: uncut, with ${asker}`, () => {
      const ending = whole.get(`${cut.session} ${asker}`);
      if (!ending) throw new Error('it was not played');
      const { state, events, signed } = sessions[cut.session].end;
      expect(truth(ending)).to.deep.include({ state, events, signed });
    });

  for (const [index, { cut, asker, title }] of rows(everyCut).entries())
    it(title, async () => {
      const job = jobs[index];
      const reference = whole.get(`${cut.session} ${asker}`);
      if (!job || !reference) throw new Error('it was not played');
      const ending = await job.ending;
      expect(truth(ending)).to.deep.equal(truth(reference));
      const steps = ending.heard.map(({ type }) => type).filter((type) => STEPS.includes(type));
      expect(steps).to.deep.equal([...new Set(steps)]);
      expect(ending.heard.filter(({ type }) => type === 'xumm-error')).to.deep.equal([]);
      expect(ending.connection).to.equal('closed');
      if (reference.signed)
        for (const text of ending.texts) expect(text).not.to.contain('Nothing was signed');
    });

  it('leaves no socket on the server', async () => {
    expect(await allClosed()).to.equal(0);
  });
});
