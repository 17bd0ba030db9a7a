import { DomainError } from '../errors.ts';
import { type Outlet, READY_BYTES } from './live/outlet.ts';

/**
 * The results of one subscription that wait for their router, in order: it is sent the next one when it has taken the one
 * before. One that takes them too slowly is given up, and told to come back by cursor.
 */
export class CallbackOutlet implements Outlet {
  readonly transport = 'callback';
  readonly #bufferBytes: number;
  readonly #onCut: () => void;
  #results: string[] = [];
  #bytes = 0;
  #state: 'open' | 'ended' | 'cut' = 'open';
  #errors: readonly unknown[] = [];
  #changed = Promise.withResolvers<void>();

  /** `bufferBytes`: what may wait before the router is given up. */
  constructor(bufferBytes: number, onCut: () => void) {
    this.#bufferBytes = bufferBytes;
    this.#onCut = onCut;
  }

  /** How many results wait. */
  get size(): number {
    return this.#results.length;
  }

  send(results: readonly string[]): boolean {
    if (this.#state !== 'open') return false;
    const isTooSlow = this.#bytes > this.#bufferBytes;
    if (isTooSlow) {
      this.#onCut();
      this.#results = [];
      this.#state = 'cut';
    } else {
      for (const result of results) {
        this.#results.push(result);
        this.#bytes += Buffer.byteLength(result);
      }
    }
    this.#change();
    return !isTooSlow;
  }

  get isReady(): boolean {
    return this.#state !== 'open' || this.#bytes < READY_BYTES;
  }

  async ready(): Promise<void> {
    while (!this.isReady) await this.#changed.promise;
  }

  /** Takes no more; what waits can still be taken out. */
  end(...errors: readonly unknown[]): void {
    if (this.#state !== 'open') return;
    this.#state = 'ended';
    this.#errors = errors;
    this.#change();
  }

  /**
   * Takes the results out, one after the other, until all that came before the end have been.
   * @throws the error with which it ended; SERVICE_UNAVAILABLE where results were not taken out fast enough.
   */
  async *take(): AsyncGenerator<string, void, void> {
    while (true) {
      const result = this.#results.shift();
      if (result !== undefined) {
        this.#bytes -= Buffer.byteLength(result);
        this.#change();
        yield result;
      } else if (this.#state === 'open') await this.#changed.promise;
      else if (this.#state === 'cut') throw tooSlow();
      else if (this.#errors.length > 0) throw this.#errors[0];
      else return;
    }
  }

  #change(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}

function tooSlow(): DomainError {
  return new DomainError(
    'SERVICE_UNAVAILABLE',
    'The router is too slow to keep up. Subscribe again with `after` set to the last cursor.',
  );
}
