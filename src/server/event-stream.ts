import type { ServerResponse } from 'node:http';
import { getOrMake } from '../read/get-or-make.ts';
import { type Outlet, READY_BYTES } from './live/outlet.ts';

// The same results go to many, and an event stream has no ids in them: the bytes are made once.
const bytesOf = new WeakMap<readonly string[], Buffer>();

/**
 * One response of server-sent events. Results are written past the library that speaks the protocol, once it has written
 * the head. A side that reads too slowly is cut off; it sees a stream that broke, and connects again.
 */
export class EventStream implements Outlet {
  readonly transport = 'sse';
  readonly #response: ServerResponse;
  readonly #bufferBytes: number;
  readonly #onCut: () => void;
  /** What came before the head was written; null once it is. */
  #early: Buffer[] | null = [];

  constructor(response: ServerResponse, bufferBytes: number, onCut: () => void) {
    this.#response = response;
    this.#bufferBytes = bufferBytes;
    this.#onCut = onCut;
  }

  /** To be told when the head has been written. */
  open(): void {
    const early = this.#early ?? [];
    this.#early = null;
    for (const bytes of early) this.#write(bytes);
  }

  send(results: readonly string[]): boolean {
    const bytes = getOrMake(bytesOf, results, () =>
      Buffer.from(results.map((result) => `event: next\ndata: ${result}\n\n`).join('')),
    );
    if (!this.#early) return this.#write(bytes);
    this.#early.push(bytes);
    return true;
  }

  get isReady(): boolean {
    return this.#early !== null || this.#response.destroyed || this.#response.writableLength < READY_BYTES;
  }

  async ready(): Promise<void> {
    if (this.isReady) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        this.#response.off('drain', done).off('close', done);
        resolve();
      };
      this.#response.on('drain', done).on('close', done);
    });
  }

  /** Nothing to do: graphql-sse, which waits for the subscription's end, writes it. */
  end(): void {}

  /**
   * Ends the connection after what was written, in the midst of the body: clients take an end in good order for one that
   * needs no new connection.
   */
  breakOff(): void {
    const { socket } = this.#response;
    if (this.#early) this.destroy();
    else this.#response.write(':\n\n', () => socket?.end());
  }

  /** Ends the connection at once. */
  destroy(): void {
    this.#response.destroy();
  }

  #write(bytes: Buffer): boolean {
    if (this.#response.destroyed) return false;
    if (this.#response.writableLength > this.#bufferBytes) {
      this.#onCut();
      this.#response.destroy();
      return false;
    }
    this.#response.write(bytes);
    return true;
  }
}
