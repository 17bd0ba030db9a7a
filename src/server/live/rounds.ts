import { setImmediate as untilNextTurn } from 'node:timers/promises';
import type { Member } from './member.ts';
import { Outbox } from './outbox.ts';

/** Whom to tell how it goes. */
export interface RoundsOptions {
  readonly onSent: (results: number) => void;
  readonly onError: (error: unknown) => void;
}

/** To how many members one turn of the event loop sends. */
const SENDS_A_TURN = 500;

/**
 * Sends the same to many, in rounds: each is given all that it lacks by the time that it is its turn. What comes meanwhile
 * goes along from where the round is, so nobody waits for more than one round, and where rounds take longer than results
 * take to come, several go in one write.
 */
export class Rounds {
  readonly #options: RoundsOptions;
  readonly #members = new Set<Member>();
  readonly #outbox = new Outbox();
  #sending = Promise.resolve();

  constructor(options: RoundsOptions) {
    this.#options = options;
  }

  /** Who is sent to. */
  get members(): ReadonlySet<Member> {
    return this.#members;
  }

  /** How many results are on their way. */
  get size(): number {
    return this.#outbox.size;
  }

  /** Settled once all has been sent. */
  get sent(): Promise<void> {
    return this.#sending;
  }

  /** Adds one who lacks nothing of what is on its way. */
  add(member: Member): void {
    member.sent = this.#outbox.end;
    this.#members.add(member);
  }

  remove(member: Member): void {
    this.#members.delete(member);
  }

  /** Sends results, each as JSON text, to all; does not wait. */
  send(results: readonly string[]): void {
    const isSending = this.#outbox.size > 0;
    this.#outbox.push(results);
    if (!isSending) this.#sending = this.#goRound().catch(this.#options.onError);
  }

  async #goRound(): Promise<void> {
    let visited = 0;
    while (this.#outbox.size > 0) {
      const { end } = this.#outbox;
      let sent = 0;
      for (const member of this.#members) {
        const results = this.#outbox.from(member.sent);
        if (results.length === 0) continue;
        member.sent = this.#outbox.end;
        if (member.outlet.send(results)) sent += results.length;
        visited += 1;
        if (visited % SENDS_A_TURN === 0) await untilNextTurn();
      }
      this.#options.onSent(sent);
      this.#outbox.forget(end);
    }
  }
}
