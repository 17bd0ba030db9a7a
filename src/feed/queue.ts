/** What was taken from a queue: values in order, or the news that some had to be dropped. */
export type Taken<Value> = readonly Value[] | 'overflowed';

/**
 * Values handed from a producer that never waits to one consumer that does. It holds at most `capacity` of them: one more
 * empties it, and the consumer is told so that it can read what it missed elsewhere.
 */
export class Queue<Value> {
  readonly #capacity: number;
  #values: Value[] = [];
  #overflowed = false;
  #end: { error: unknown } | 'ended' | null = null;
  #notify: (() => void) | null = null;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** How many values wait. */
  get size(): number {
    return this.#values.length;
  }

  /** Whether the consumer has taken all there was, and waits. */
  get isAwaited(): boolean {
    return this.#notify !== null && this.#values.length === 0 && !this.#overflowed && this.#end === null;
  }

  /** Adds values; after the end they are dropped. */
  push(values: readonly Value[]): void {
    if (this.#end || this.#overflowed) return;
    if (this.#values.length + values.length > this.#capacity) {
      this.#values = [];
      this.#overflowed = true;
    } else {
      for (const value of values) this.#values.push(value);
    }
    this.#notify?.();
  }

  /** Ends the queue once what waits has been taken. */
  end(): void {
    this.#end ??= 'ended';
    this.#notify?.();
  }

  /** Ends the queue with an error, at once: what waits is no longer true. */
  fail(error: unknown): void {
    this.#values = [];
    this.#overflowed = false;
    this.#end ??= { error };
    this.#notify?.();
  }

  /** Waits for values and takes all there are; null at the end. After an overflow the queue takes values again. */
  async take(): Promise<Taken<Value> | null> {
    while (true) {
      if (this.#values.length > 0) {
        const values = this.#values;
        this.#values = [];
        return values;
      }
      if (this.#overflowed) {
        this.#overflowed = false;
        return 'overflowed';
      }
      if (this.#end === 'ended') return null;
      if (this.#end) throw this.#end.error;
      await new Promise<void>((resolve) => {
        this.#notify = resolve;
      });
      this.#notify = null;
    }
  }
}
