import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Account, WHOLE } from './account.ts';
import type { Order, Report, Told } from './crowd-members.ts';
import { QUERY } from './follower.ts';

/** Many subscribers in a process of their own, so that they and the tests do not wait for each other. */
export interface Crowd {
  /** All (re)connect at once and resume after what they heard last; gives the ms until all had been taken in. */
  connect(address: string): Promise<number>;
  /** None reads its socket any more, or all do again. */
  read(reads: boolean): Promise<void>;
  /** How many events everyone has heard at least. */
  progress(): Promise<number>;
  report(): Promise<Report[]>;
  /** Ends the process. */
  leave(): Promise<void>;
}

/** Gathers that many subscribers, which start from a cursor. */
export function gatherCrowd(size: number, start: string, query = QUERY): Crowd {
  const script = fileURLToPath(new URL('./crowd-members.ts', import.meta.url));
  const child = fork(script, [String(size)], { serialization: 'advanced', execArgv: [] });
  const exited = once(child, 'exit');
  const ask = async (order: Order): Promise<Told> => {
    const answer = once(child, 'message');
    child.send(order);
    const ended = exited.then(() => Promise.reject(new Error('The crowd has ended.')));
    return ((await Promise.race([answer, ended])) as [Told])[0];
  };
  return {
    async connect(address) {
      const from = performance.now();
      await ask({ kind: 'connect', address, start, query });
      return performance.now() - from;
    },
    async read(reads) {
      await ask({ kind: 'read', reads });
    },
    progress: async () => (await ask({ kind: 'progress' })) as number,
    report: async () => (await ask({ kind: 'report' })) as Report[],
    async leave() {
      child.kill();
      await exited;
    },
  };
}

/** Adds up what became of the events that each of a crowd should have heard: WHOLE when nobody misses any. */
export function accountOfAll(stored: readonly number[], reports: readonly Report[]): Account {
  const total = { ...WHOLE };
  const known = new Set(stored);
  for (const { numbers, breaks } of reports) {
    const distinct = new Set(numbers);
    total.lost += stored.filter((number) => !distinct.has(number)).length;
    total.twice += numbers.length - distinct.size;
    total.strange += [...distinct].filter((number) => !known.has(number)).length;
    total.inOrder &&=
      numbers.length > stored.length || numbers.every((number, index) => number === stored[index]);
    total.unbroken &&= breaks === 0;
  }
  return total;
}
