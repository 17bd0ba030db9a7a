import { Loaders } from '../../src/read/loaders.ts';
import { buildDocument } from '../../src/report/document.ts';
import { loadReport } from '../../src/report/load.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { withDemoService } from './demo-service.ts';
import { exportReports } from './export-reports.ts';
import type { Bench } from './figure.ts';

const ROUNDS = 5;

/** How long the reports of everybody take, reading and writing, and the CPU time of one whose facts are loaded. */
export const reports: Bench = {
  name: 'reports',
  run: () =>
    withDemoService(async ({ reader, customerIds }) => {
      const identity = { kind: 'local', subject: 'bench', customers: 'all' } as const;
      const loadersOf = () => new Loaders(reader, identity, new Date());
      await exportReports(customerIds, loadersOf);
      const from = performance.now();
      await exportReports(customerIds, loadersOf);
      const exported = performance.now() - from;

      const loaders = loadersOf();
      const logError = () => {};
      const all = (
        await Promise.all(customerIds.map((id) => loadReport(id, true, { loaders, logError })))
      ).filter((facts) => facts !== null);
      const cpuOfEach = (act: (facts: (typeof all)[number]) => unknown) => {
        const before = process.cpuUsage();
        for (let round = 0; round < ROUNDS; round += 1) for (const facts of all) act(facts);
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1_000 / ROUNDS / all.length;
      };
      const copy = cpuOfEach((facts) => JSON.parse(JSON.stringify(facts)));
      return [
        {
          what: `Markdown reports of ${customerIds.length} customers, reading and writing`,
          value: exported,
          unit: 'ms',
          target: 10_000,
          peer: { what: 'JSON of their facts, there and back', value: copy * all.length },
        },
        {
          what: 'CPU of one Markdown report whose facts are loaded',
          value: cpuOfEach((facts) => renderMarkdown(buildDocument(facts, loaders.now))),
          unit: 'ms',
          target: 5,
          peer: { what: 'JSON of its facts, there and back', value: copy },
        },
      ];
    }),
};
