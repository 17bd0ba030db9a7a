import { getOrMake } from '../read/get-or-make.ts';
import type { FeedEvent } from './event.ts';
import { isOf, type Topic } from './topic.ts';

/** What becomes of the events of a topic. */
export type Hear = (events: readonly FeedEvent[]) => void;

interface Listener {
  readonly topic: Topic;
  readonly hear: Hear;
}

/** Everyone who listens, by customer, so that an event costs what its own listeners cost, however many others there are. */
export class Audience {
  readonly #toAll = new Set<Listener>();
  readonly #byCustomer = new Map<string, Set<Listener>>();

  /** Adds a listener; returns what removes it. */
  add(topic: Topic, hear: Hear): () => void {
    const listener = { topic, hear };
    if (topic.customers === 'all') {
      this.#toAll.add(listener);
      return () => this.#toAll.delete(listener);
    }
    for (const id of topic.customers) getOrMake(this.#byCustomer, id, () => new Set()).add(listener);
    return () => this.#remove(listener, topic.customers as ReadonlySet<string>);
  }

  /** Hands each listener those of the events that are of its topic, in order and together. */
  spread(events: readonly FeedEvent[]): void {
    const heard = new Map<Listener, FeedEvent[]>();
    const offer = (listener: Listener, event: FeedEvent) => {
      if (isOf(listener.topic, event)) getOrMake(heard, listener, () => []).push(event);
    };
    for (const event of events) {
      for (const listener of this.#toAll) offer(listener, event);
      for (const listener of this.#byCustomer.get(event.customerId ?? '') ?? []) offer(listener, event);
    }
    for (const [{ hear }, own] of heard) hear(own);
  }

  #remove(listener: Listener, customers: ReadonlySet<string>): void {
    for (const id of customers) {
      const listeners = this.#byCustomer.get(id);
      listeners?.delete(listener);
      if (listeners?.size === 0) this.#byCustomer.delete(id);
    }
  }
}
