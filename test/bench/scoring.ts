import { POLICY } from '../../src/environment/health/policy.ts';
import { scoreHealth } from '../../src/environment/health/score.ts';
import { loadFacts } from '../../src/environment/load-facts.ts';
import { adviceNeeds } from '../../src/environment/needs.ts';
import { evaluateCustomers } from '../../src/evaluation/evaluate.ts';
import { Loaders } from '../../src/read/loaders.ts';
import { withDemoService } from './demo-service.ts';
import { type Bench, percentile } from './figure.ts';

const ROUNDS = 20;
const WARM_UP_ROUNDS = 5;
const RUNS = 5;

/** CPU time of scoring a customer whose facts are loaded, and how long judging everybody takes, reading and writing. */
export const scoring: Bench = {
  name: 'scoring',
  run: () =>
    withDemoService(async ({ db, reader, customerIds }) => {
      const now = new Date();
      const identity = { kind: 'local', subject: 'bench', customers: 'all' } as never;
      const loaders = new Loaders(reader, identity, now);
      const facts = await Promise.all(customerIds.map((id) => loadFacts(id, loaders, adviceNeeds)));
      // Sums over the days of use are remembered by their list; rows just read have none yet.
      const justLoaded = () => facts.map((one) => ({ ...one, usage: one.usage && [...one.usage] }));
      const texts = facts.map((one) => JSON.stringify(one));
      const parse = cpuOfEach(
        () => texts,
        (text) => JSON.parse(text),
      );
      const times: number[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        const from = performance.now();
        await evaluateCustomers(db, reader, customerIds, new Date());
        times.push(performance.now() - from);
      }
      return [
        {
          what: 'CPU of scoreHealth for one customer',
          value: cpuOfEach(justLoaded, (one) => scoreHealth(one, POLICY, now)),
          unit: 'µs',
          target: 100,
          peer: { what: 'JSON.parse of its facts', value: parse },
        },
        {
          what: `evaluateCustomers over ${customerIds.length} customers, median of ${RUNS}`,
          value: percentile(times, 0.5),
          unit: 'ms',
          target: 1_000,
          peer: { what: 'JSON.parse of their facts', value: (parse * customerIds.length) / 1_000 },
        },
      ];
    }),
};

/** CPU time in µs of doing something with one of these, which `prepare` hands out anew in each round. */
function cpuOfEach<Item>(prepare: () => readonly Item[], act: (item: Item) => unknown): number {
  let microseconds = 0;
  let count = 0;
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    const items = prepare();
    const from = process.cpuUsage();
    for (const item of items) act(item);
    const { user, system } = process.cpuUsage(from);
    if (round < WARM_UP_ROUNDS) continue;
    microseconds += user + system;
    count += items.length;
  }
  return microseconds / count;
}
