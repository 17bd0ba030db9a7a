/** Values handed from a producer that never waits to one consumer that does. */
export class Queue<Value> implements AsyncIterable<Value> {
  #values: Value[] = [];
  #end: { error: unknown } | 'ended' | null = null;
  #notify: (() => void) | null = null;

  /** Adds a value; after the end it is dropped. */
  push(value: Value): void {
    if (this.#end) return;
    this.#values.push(value);
    this.#notify?.();
  }

  /** Ends the iteration once what is queued has been taken. */
  end(): void {
    this.#end ??= 'ended';
    this.#notify?.();
  }

  /** Ends the iteration with an error, at once: what is queued is no longer true. */
  fail(error: unknown): void {
    this.#values = [];
    this.#end ??= { error };
    this.#notify?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Value, void, void> {
    while (true) {
      const values = this.#values;
      this.#values = [];
      yield* values;
      if (this.#values.length > 0) continue;
      if (this.#end === 'ended') return;
      if (this.#end) throw this.#end.error;
      await new Promise<void>((resolve) => {
        this.#notify = resolve;
      });
      this.#notify = null;
    }
  }
}
