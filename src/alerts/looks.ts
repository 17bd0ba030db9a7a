import { randomUUID } from 'node:crypto';
import type { Database } from '../db/client.ts';
import { loadSql } from '../db/sql.ts';

const takeSql = loadSql(new URL('./take-looks.sql', import.meta.url));
const finishSql = loadSql(new URL('./finish-looks.sql', import.meta.url));

/** Longer than a look lasts: one who died with a customer in hand is replaced, one whose look failed tries again after it. */
const HOLD_MS = 20_000;

/** A customer to look at. A look that saw the transaction and began no earlier than the moment is all it takes. */
export interface Want {
  /** Null: what belongs to no single customer. */
  readonly customerId: string | null;
  /** The last transaction that changed something; 0: none. */
  readonly xid: bigint;
  /** The moment since which a look is due. */
  readonly before: Date;
}

/** Who is yet to be looked at, each once, however often and for whatever reason. */
export class Wants {
  readonly #wants = new Map<string | null, Want>();

  add({ customerId, xid, before }: Want): void {
    const known = this.#wants.get(customerId);
    if (known && known.xid >= xid && known.before >= before) return;
    this.#wants.set(customerId, {
      customerId,
      xid: known && known.xid > xid ? known.xid : xid,
      before: known && known.before > before ? known.before : before,
    });
  }

  /**
   * Everyone, that many at a time, and with each of these parts as many again of whom something has changed meanwhile: at a
   * start everyone is looked at, and a change is not to wait for the end of that.
   */
  *parts(size: number): Generator<readonly Want[]> {
    const hasChanged = ({ xid }: Want) => xid > 0n;
    const [changed, others] = [[] as Want[], [] as Want[]];
    for (const want of this.#wants.values()) (hasChanged(want) ? changed : others).push(want);
    const all = [...changed, ...others];
    const given = new Set(all);
    for (let from = 0; from < all.length; from += size) {
      const fresh = [...this.#wants.values()]
        .filter((want) => hasChanged(want) && !given.has(want))
        .slice(0, size);
      for (const want of fresh) given.add(want);
      const part = all.slice(from, from + size).filter((want) => this.#wants.get(want.customerId) === want);
      if (fresh.length + part.length > 0) yield [...fresh, ...part];
    }
  }

  /** Forgets those that are done, unless more is wanted of them by now. */
  drop(done: readonly Want[]): void {
    for (const want of done)
      if (this.#wants.get(want.customerId) === want) this.#wants.delete(want.customerId);
  }
}

/**
 * Shares looks among processes: what one has in hand the others leave alone, and what it has stored they need not look at.
 * Nobody is needed for that; a change that nobody has stored a look at stays wanted by all who heard of it.
 */
export class Looks {
  readonly #db: Database;
  readonly #me = randomUUID();

  constructor(db: Database) {
    this.#db = db;
  }

  /** Takes in hand what nobody else has; also gives what needs no look any more. The rest is to be asked for again. */
  async take(wants: readonly Want[]): Promise<{ taken: Want[]; done: Want[] }> {
    const asked = wants.map(({ xid, ...want }) => ({ ...want, xid: String(xid) }));
    const rows = await this.#db.any<{ customerId: string | null; isTaken: boolean }>(takeSql, {
      wants: JSON.stringify(asked),
      by: this.#me,
      holdMs: HOLD_MS,
    });
    const isTaken = new Map(rows.map((row) => [row.customerId, row.isTaken]));
    return {
      taken: wants.filter(({ customerId }) => isTaken.get(customerId) === true),
      done: wants.filter(({ customerId }) => isTaken.get(customerId) === false),
    };
  }

  /** Says that the judgements of some that were taken are stored. */
  async finish(wants: readonly Want[]): Promise<void> {
    await this.#db.none(finishSql, {
      by: this.#me,
      customerIds: wants.map(({ customerId }) => customerId),
    });
  }
}
