import { judge } from '../../src/server/judge.js';
import { cases, factsOf } from '../server/cases.js';

/** `npm run bench -- judge`: how many orders one core judges per second. */
const facts = cases.map((recipe) => factsOf(recipe));

/** A server's search of one page: the payment among 199 others. */
function busyShop() {
  const given = structuredClone(factsOf({ base: 'xrp' })) as unknown as {
    ledgers: { a: { account_tx: { result: { transactions: unknown[] } } } };
  };
  const { result } = given.ledgers.a.account_tx;
  const [entry] = result.transactions as [{ tx: object }];
  result.transactions = Array.from({ length: 200 }, (_, index) => ({
    ...entry,
    tx: { ...entry.tx, hash: index.toString(16).padStart(64, '0') },
  }));
  return given as unknown as ReturnType<typeof factsOf>;
}

function perSecond(of: readonly ReturnType<typeof factsOf>[]): number {
  const run = (times: number): number => {
    const from = performance.now();
    for (let count = 0; count < times; count += 1) for (const each of of) judge(each);
    return (times * of.length * 1000) / (performance.now() - from);
  };
  const times = Math.ceil(2000 / of.length);
  run(times); // so that the code is compiled
  return Math.round(run(times * 5));
}

console.table({
  'each case of the table': { 'orders a second': perSecond(facts) },
  'a search of 200 transactions': { 'orders a second': perSecond([busyShop()]) },
});
