import { DomainError } from '../../errors.ts';
import type { Identity } from '../../read/gate.ts';
import type { Outlet } from './outlet.ts';

/** How many live subscriptions there may be at a time. */
export interface Most {
  readonly perConnection: number;
  /** Null: any number. */
  readonly perIdentity: number | null;
}

/** Counts subscriptions, and refuses what is more than may be. */
export class Allowance {
  readonly #most: Most;
  readonly #ofSubject = new Map<string, number>();
  // Whoever leaves is known by its outlet alone.
  readonly #subjects = new WeakMap<Outlet, string>();

  constructor(most: Most) {
    this.#most = most;
  }

  /**
   * Takes one in; it counts until it is given back.
   * @throws {DomainError} SERVICE_UNAVAILABLE where it would be one too many, in which case it does not count.
   */
  take(outlet: Outlet, { subject }: Identity): void {
    const { perConnection, perIdentity } = this.#most;
    const { connection } = outlet;
    if (connection && connection.subscriptions >= perConnection) {
      throw tooMany(`This connection carries ${perConnection} subscriptions, and no more.`);
    }
    if (perIdentity !== null) {
      const before = this.#ofSubject.get(subject) ?? 0;
      if (before >= perIdentity) {
        throw tooMany(`You have ${perIdentity} subscriptions here, and no more are served to one caller.`);
      }
      this.#ofSubject.set(subject, before + 1);
      this.#subjects.set(outlet, subject);
    }
    if (connection) connection.subscriptions += 1;
  }

  /** Gives back one that was taken in. */
  giveBack(outlet: Outlet): void {
    if (outlet.connection) outlet.connection.subscriptions -= 1;
    const subject = this.#subjects.get(outlet);
    if (subject === undefined) return;
    const left = (this.#ofSubject.get(subject) ?? 0) - 1;
    if (left > 0) this.#ofSubject.set(subject, left);
    else this.#ofSubject.delete(subject);
  }
}

function tooMany(what: string): DomainError {
  return new DomainError(
    'SERVICE_UNAVAILABLE',
    `${what} End one that you do not need, then subscribe again.`,
  );
}
