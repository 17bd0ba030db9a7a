import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** The memory of a process that is resident, in MB. */
async function residentMb(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) / 1024;
}

/** Watches a process's resident memory until it is asked for the most, in MB. */
export function watchMemory(pid: number): { most(): Promise<number> } {
  let most = 0;
  let watching = true;
  const running = (async () => {
    for (; watching; await sleep(200)) most = Math.max(most, await residentMb(pid));
  })();
  return {
    async most() {
      watching = false;
      await running;
      return most;
    },
  };
}

/** How many subscribers a service says that it has cut off; null where it does not say. */
export async function countCut(address: string): Promise<number | null> {
  const metrics = await (await fetch(`${address}/metrics`)).text();
  const lines = [...metrics.matchAll(/^\w*(?:_cut|_cuts)\w*(?:\{.*\})? ([\d.]+)$/gm)];
  return lines.length === 0 ? null : lines.reduce((sum, [, count]) => sum + Number(count), 0);
}
