import { availableParallelism, cpus, loadavg } from 'node:os';
import { endChildren } from './children.ts';
import { fanout } from './fanout.ts';
import { type Bench, type Figure, toTable } from './figure.ts';
import { live } from './live.ts';
import { pdf } from './pdf.ts';
import { reading } from './reading.ts';
import { reports } from './reports.ts';
import { scoring } from './scoring.ts';
import { start } from './start.ts';

// npm run bench: all benches, or those named on the command line.

const LONGEST_MS = 420_000;
const benches: readonly Bench[] = [start, live, fanout, reading, scoring, reports, pdf];

process.exitCode = await main(process.argv.slice(2));

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !benches.some((bench) => bench.name === name));
  if (unknown.length > 0) {
    say(`There is no bench "${unknown[0]}". There are: ${benches.map(({ name }) => name).join(', ')}.`);
    return 1;
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, endChildren);
  const timer = setTimeout(endChildren, LONGEST_MS).unref();
  const figures: Figure[] = [];
  let failed = 0;
  say(`${availableParallelism()} × ${cpus()[0]?.model.trim()}, Node ${process.version}`);
  for (const { name, run } of benches.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const load = loadavg()[0]?.toFixed(1);
    const from = performance.now();
    try {
      figures.push(...(await run()));
      say(
        `${name}: ${((performance.now() - from) / 1_000).toFixed(1)} s; load average when it began ${load}`,
      );
    } catch (error) {
      failed += 1;
      say(`${name}: failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  clearTimeout(timer);
  if (figures.length > 0) say(`\n${toTable(figures)}`);
  return failed > 0 ? 1 : 0;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
