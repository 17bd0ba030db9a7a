import { DomainError } from '../../errors.ts';

const MOST_WAITING = 50;

/** Lets one at a time do what holds the event loop for long, in the order in which they came. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /**
   * Acts when it is its turn; not at all once the signal has fired, and what waits then leaves the queue at once.
   * @throws {DomainError} SERVICE_UNAVAILABLE where too many wait; and the signal's reason.
   */
  async take<Result>(act: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    signal.throwIfAborted();
    if (this.#waiting >= MOST_WAITING) {
      throw new DomainError('SERVICE_UNAVAILABLE', 'Too many reports are being made. Try again in a moment.');
    }
    const before = this.#last;
    const { promise: done, resolve: end } = Promise.withResolvers<void>();
    this.#last = before.then(() => done);
    try {
      await this.#wait(before, signal);
      signal.throwIfAborted();
      return await act();
    } finally {
      end();
    }
  }

  async #wait(turn: Promise<unknown>, signal: AbortSignal): Promise<void> {
    const { promise: fired, reject } = Promise.withResolvers<never>();
    const leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave);
    this.#waiting += 1;
    try {
      await Promise.race([turn, fired]);
    } finally {
      this.#waiting -= 1;
      signal.removeEventListener('abort', leave);
    }
  }
}
