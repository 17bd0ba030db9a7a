import { setTimeout as sleep } from 'node:timers/promises';

const metricsOf = async (address: string) => (await fetch(`${address}/metrics`)).text();

/** Watches the resident memory that a service says it has until it is asked for the most, in MB. */
export function watchMemory(address: string): { most(): Promise<number> } {
  let most = 0;
  let watching = true;
  const running = (async () => {
    for (; watching; await sleep(500)) {
      const bytes = /^process_resident_memory_bytes (\d+)$/m.exec(await metricsOf(address))?.[1];
      most = Math.max(most, Number(bytes) / 1024 ** 2);
    }
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
  const lines = [...(await metricsOf(address)).matchAll(/^\w*(?:_cut|_cuts)\w*(?:\{.*\})? ([\d.]+)$/gm)];
  return lines.length === 0 ? null : lines.reduce((sum, [, count]) => sum + Number(count), 0);
}
