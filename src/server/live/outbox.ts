/** Results on their way to many who are visited in turn: each is given, at once, all that it does not have yet. */
export class Outbox {
  #results: string[] = [];
  /** How many have been forgotten: results are numbered from the first ever. */
  #first = 0;
  // Whoever lacks the same is given the same array, so that its bytes are made once.
  #rests = new Map<number, readonly string[]>();

  /** The number after the last result's. */
  get end(): number {
    return this.#first + this.#results.length;
  }

  /** How many results are kept. */
  get size(): number {
    return this.#results.length;
  }

  /** Adds results after those that there are. */
  push(results: readonly string[]): void {
    this.#results.push(...results);
    this.#rests.clear();
  }

  /** The results from this number on, which have not been forgotten. */
  from(number: number): readonly string[] {
    let rest = this.#rests.get(number);
    if (!rest) {
      rest = this.#results.slice(number - this.#first);
      this.#rests.set(number, rest);
    }
    return rest;
  }

  /** Forgets the results before this number: nobody lacks them. */
  forget(number: number): void {
    this.#results.splice(0, number - this.#first);
    this.#first = number;
    for (const from of this.#rests.keys()) if (from < number) this.#rests.delete(from);
  }
}
