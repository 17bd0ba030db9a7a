import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Loaders } from '../../src/read/loaders.ts';
import { renderPdf } from '../../src/report/pdf/render.ts';
import { acme } from '../report/pdf/sample.ts';
import { withPrinter } from './browser.ts';
import { withDemoService } from './demo-service.ts';
import { exportReports } from './export-reports.ts';
import { type Bench, type Figure, percentile } from './figure.ts';
import { toPage } from './report-page.ts';

const WARM_UP = 20;
const RUNS = 30;
const PRINTS = 5;
const STARTS = 3;
const CUSTOMERS = 200;
const LOOKS = 5;
const FEWER = 20;

/** What a report as PDF costs, beside Chromium printing the same report as a page, and the reports of 200 customers. */
export const pdf: Bench = {
  name: 'pdf',
  async run() {
    const document = acme();
    for (let run = 0; run < WARM_UP; run += 1) await renderPdf(document, { paper: 'A4' });
    const ours = await median(RUNS, ownCpu, () => renderPdf(document, { paper: 'A4' }));
    const page = toPage(document);
    const warm = await withPrinter(async ({ print, cpu }) => {
      await print(page);
      return median(PRINTS, cpu, () => print(page));
    });
    const starts: number[] = [];
    for (let start = 0; start < STARTS; start += 1) starts.push(await startAndPrint(page));
    const started = percentile(starts, 0.5);
    return [
      {
        what: 'CPU of a PDF of 5 pages, warm',
        value: ours,
        unit: 'ms',
        target: 60,
        peer: { what: 'Chromium, already running, prints the same', value: warm },
      },
      {
        what: `the same, against 1/${FEWER}`,
        value: ours,
        unit: 'ms',
        target: Math.floor(started / FEWER),
        peer: { what: 'Chromium, started for one print, with its driver', value: started },
      },
      ...(await exportAll(warm)),
    ];
  },
};

/** CPU time in ms of a Chromium that is started for one print, and of what drives it. */
async function startAndPrint(page: string): Promise<number> {
  const from = ownCpu();
  const used = await withPrinter(async ({ print, cpu }) => {
    await print(page);
    return cpu();
  });
  return ownCpu() - from + used;
}

/** The PDFs of all customers of the demo, read and written one after the other, and what of them stays in memory. */
function exportAll(chromium: number): Promise<Figure[]> {
  return withDemoService(async ({ reader, customerIds }) => {
    const identity = { kind: 'local', subject: 'bench', customers: 'all' } as const;
    const ids = customerIds.slice(0, CUSTOMERS);
    const exportPdfs = () =>
      exportReports(
        ids,
        () => new Loaders(reader, identity, new Date()),
        (document) => renderPdf(document, { paper: 'A4' }),
      );
    await exportPdfs();
    const before = await heap();
    const from = performance.now();
    const { customers } = await exportPdfs();
    const took = performance.now() - from;
    return [
      {
        what: `PDFs of ${customers} customers, reading and writing`,
        value: took,
        unit: 'ms',
        target: 10_000,
        peer: { what: `CPU of a running Chromium, one × ${customers}`, value: chromium * customers },
      },
      {
        what: 'memory that stays after them',
        value: Math.max(0, (await heap()) - before),
        unit: 'MB',
        target: 10,
        peer: { what: 'memory in use before', value: before },
      },
    ];
  });
}

/** The median growth of a count over some runs. */
async function median(
  runs: number,
  count: () => number | Promise<number>,
  act: () => Promise<unknown>,
): Promise<number> {
  const values: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const from = await count();
    await act();
    values.push((await count()) - from);
  }
  return percentile(values, 0.5);
}

/** CPU time of this process, in ms. */
function ownCpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** The heap in use once garbage is collected, in MB: the least of some looks, since streams let go of theirs a turn later. */
async function heap(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const looks: number[] = [];
  for (let look = 0; look < LOOKS; look += 1) {
    await setImmediate();
    collect();
    looks.push(process.memoryUsage().heapUsed / 1e6);
  }
  return Math.min(...looks);
}
