import { type Backlog, isLess } from './backlog.ts';

/** Whether one side of a connection still answers, by the questions (pings) that it was asked. */
export class Pulse {
  /** How often it did not answer; less where it has just been reading, since more than we see may stand before a question. */
  #silences = 0;
  /** What stood before the last question. */
  #before: Backlog | null = null;

  /** It answered. */
  answer(): void {
    this.#silences = 0;
  }

  /**
   * Counts a question that is about to be asked, behind this backlog. False where the last one was not answered, unless
   * what stood before that has been read since: then it shall not be asked, but given up.
   */
  ask(backlog: Backlog | null): boolean {
    if (this.#before && (!backlog || isLess(backlog, this.#before))) this.#silences = -1;
    this.#before = backlog;
    if (this.#silences > 0) return false;
    this.#silences += 1;
    return true;
  }
}
