import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import chromium from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';

/** A Chromium that prints pages. */
export interface Printer {
  /** Prints a page as PDF. */
  print(html: string): Promise<Buffer>;
  /** CPU time in ms that all its processes have used so far. */
  cpu(): Promise<number>;
}

/** Starts Chromium for the work, and ends all its processes afterwards, also when the bench is interrupted. */
export async function withPrinter<T>(work: (printer: Printer) => Promise<T>): Promise<T> {
  const server = await playwright.launchServer({
    executablePath: await chromium.executablePath(),
    args: chromium.args,
    headless: true,
    handleSIGINT: true,
    handleSIGTERM: true,
  });
  const root = server.process().pid as number;
  try {
    const browser = await playwright.connect(server.wsEndpoint());
    const page = await browser.newPage();
    return await work({
      async print(html) {
        await page.setContent(html);
        return page.pdf({ format: 'A4', printBackground: true, tagged: true, outline: true });
      },
      cpu: () => cpuOf(root),
    });
  } finally {
    const family = await familyOf(root);
    await server.close();
    for (const { pid } of family) kill(pid);
  }
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** CPU time of its own and of its children that have ended, in clock ticks. */
  readonly ticks: number;
}

async function cpuOf(root: number): Promise<number> {
  const { stdout } = await promisify(execFile)('getconf', ['CLK_TCK']);
  const ticks = (await familyOf(root)).reduce((sum, one) => sum + one.ticks, 0);
  return (ticks * 1_000) / Number(stdout);
}

/** A process and all that descend from it, by /proc. */
async function familyOf(root: number): Promise<Process[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const all = (await Promise.all(pids.map(readStat))).filter((one) => one !== null);
  const family = all.filter(({ pid }) => pid === root);
  for (const member of family) family.push(...all.filter(({ parent }) => parent === member.pid));
  return family;
}

async function readStat(pid: string): Promise<Process | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (text === null) return null;
  // The name in brackets may hold anything; the numbers come after it (proc_pid_stat(5), from field 3).
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { pid: Number(pid), parent: Number(fields[1]), ticks };
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended, as it should.
  }
}
