import type { JobLog } from './jobs/queue.ts';

/** The facts that could not be read in one look: a line for each kind, however many customers it is. */
export class Unread {
  readonly #kinds = new Map<string, { count: number; customerId: string; error: unknown }>();

  /** Whose they are. */
  readonly customers = new Set<string>();

  add(kind: string, customerId: string, error: unknown): void {
    this.customers.add(customerId);
    const known = this.#kinds.get(kind);
    if (known) known.count += 1;
    else this.#kinds.set(kind, { count: 1, customerId, error });
  }

  /** Says what they were; gives how many. */
  report(log: JobLog): number {
    let total = 0;
    for (const [kind, { count, customerId, error }] of this.#kinds) {
      const others = count === 1 ? '' : ` and of ${count - 1} more`;
      log('warn', `Alerts are judged without ${kind} of customer ${customerId}${others}: unreadable.`, error);
      total += count;
    }
    return total;
  }
}
