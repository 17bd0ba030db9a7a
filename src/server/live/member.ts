import type { Position } from '../../feed/cursor.ts';
import type { FeedEvent } from '../../feed/event.ts';
import type { Outlet } from './outlet.ts';

/** One result of a group: an event, the place of the one before it in the stream, and the JSON text. */
export interface Rendered {
  readonly event: FeedEvent;
  readonly previous: Position;
  readonly text: string;
}

/** Where a member belongs. */
export interface Membership {
  /** To be told when a member is one no more. */
  remove(member: Member): void;
}

const DONE = { done: true, value: undefined } as const;

/**
 * One subscriber of a group. To a library that speaks its protocol it is a stream that yields nothing and one day ends:
 * results go past it to the outlet, since per subscriber they cost no more than their bytes.
 */
export class Member implements AsyncGenerator<never, void, void> {
  readonly outlet: Outlet;
  /** Events up to here it has, or does not want. */
  since: Position;
  /** The event it heard last, or the cursor it came with; null when it came with none, so that any predecessor will do. */
  last: Position | null;
  /** The number, in its group's outbox, after the last result that it was sent. */
  sent = 0;
  /** What came live while it was behind. */
  backlog: Rendered[] = [];
  isOpen = true;
  /** True while something is on the way that has to arrive before what is in the backlog. */
  isBusy = false;
  #end: { readonly error: unknown } | 'ended' | null = null;
  #waiting: PromiseWithResolvers<IteratorResult<never, void>> | null = null;
  readonly #group: Membership;

  constructor(outlet: Outlet, since: Position, last: Position | null, group: Membership) {
    this.outlet = outlet;
    this.since = since;
    this.last = last;
    this.#group = group;
  }

  /** Ends the subscription: nothing more will come. */
  end(): void {
    if (!this.isOpen) return;
    this.#leave('ended');
    this.outlet.end();
  }

  /** Ends the subscription with the reason why it cannot go on. */
  fail(error: unknown): void {
    if (!this.isOpen) return;
    this.#leave({ error });
    this.outlet.end(error);
  }

  async next(): Promise<IteratorResult<never, void>> {
    if (this.#end === 'ended') return DONE;
    if (this.#end) throw this.#end.error;
    this.#waiting ??= Promise.withResolvers();
    return this.#waiting.promise;
  }

  /** The subscriber has gone, and is told nothing any more. */
  async return(): Promise<IteratorResult<never, void>> {
    if (this.isOpen) this.#leave('ended');
    return DONE;
  }

  async throw(): Promise<IteratorResult<never, void>> {
    return this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  #leave(end: { readonly error: unknown } | 'ended'): void {
    this.isOpen = false;
    this.#end = end;
    this.backlog = [];
    if (end === 'ended') this.#waiting?.resolve(DONE);
    else this.#waiting?.reject(end.error);
    this.#group.remove(this);
  }
}
