import { createSourceEventStream, type ExecutionArgs, type ExecutionResult } from 'graphql';
import type { Context } from '../../environment/context.ts';
import type { DomainError } from '../../errors.ts';
import { comparePositions, type Position } from '../../feed/cursor.ts';
import type { Feed } from '../../feed/feed.ts';
import { FeedStream } from '../../feed/stream.ts';
import type { Topic } from '../../feed/topic.ts';
import { type Identity, rightsOf } from '../../read/gate.ts';
import { getOrMake } from '../../read/get-or-make.ts';
import { toGraphqlError } from '../errors.ts';
import { Allowance, type Most } from './allowance.ts';
import { Group } from './group.ts';
import type { Member } from './member.ts';
import type { Outlet, Transport } from './outlet.ts';
import { Pages } from './pages.ts';
import { createRender, type Render, type RenderOptions } from './render.ts';
import { sharingKey } from './sharing.ts';

/** A subscription as a transport hands it over. */
export interface Subscribing extends ExecutionArgs {
  readonly contextValue: Context;
  /** Where its results go. */
  readonly outlet: Outlet;
  /** Whether anyone still wants it, by the time that it could begin; always where missing. */
  readonly isWanted?: () => boolean;
}

/** What live subscriptions work with. */
export interface LiveOptions {
  readonly feed: Feed;
  /** A context with new loaders, which it keeps. */
  readonly createContext: (identity: Identity) => Context;
  readonly present: (errors: readonly unknown[], requestId: string) => readonly unknown[];
  readonly most: Most;
}

/** The subscriptions of a process, grouped by what they are told. */
export class Live {
  readonly #options: LiveOptions;
  readonly #allowance: Allowance;
  readonly #groups = new Map<string, Group>();
  readonly #pages = new Pages();
  readonly #contexts = new Map<string, Context>();
  readonly #subscribers = noneOfEach();
  readonly #tooFarBehind = noneOfEach();
  #replays = 0;
  #deliveries = 0;
  #executions = 0;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#allowance = new Allowance(options.most);
  }

  /**
   * Subscribers by transport, different subscriptions, and what waits for those who catch up; since the start, who was too
   * far behind to go on, what was resumed, executed and sent.
   */
  get stats() {
    let queued = 0;
    for (const group of this.#groups.values()) queued += group.queued;
    return {
      queued,
      tooFarBehind: this.#tooFarBehind,
      subscribers: this.#subscribers,
      groups: this.#groups.size,
      replays: this.#replays,
      executions: this.#executions,
      deliveries: this.#deliveries,
    };
  }

  /** Takes a subscription in: the stream that ends with it, or what is wrong with it. */
  async subscribe(subscribing: Subscribing): Promise<Member | ExecutionResult> {
    const { outlet, contextValue } = subscribing;
    try {
      this.#allowance.take(outlet, contextValue.identity);
    } catch (error) {
      return { errors: [toGraphqlError(error as DomainError)] };
    }
    let member: Member | null = null;
    try {
      const source = await createSourceEventStream(subscribing);
      if (!(Symbol.asyncIterator in source)) return source;
      if (!(source instanceof FeedStream))
        throw new Error('A subscription has to give a stream of the feed.');
      // Else what it is told first would come under a name that may be another's by now.
      if (subscribing.isWanted?.() === false) return {};
      member = this.#join(subscribing, source);
      return member;
    } finally {
      if (!member) this.#allowance.giveBack(outlet);
    }
  }

  // Of the first subscriber's context the group keeps whose eyes it has, and no more: it may outlive the subscriber.
  #join(
    { outlet, isWanted: _, contextValue: { identity }, ...operation }: Subscribing,
    source: FeedStream,
  ): Member {
    if (source.isResumed) this.#replays += 1;
    const key = sharingKey(operation, identity);
    const group = getOrMake(this.#groups, key, () =>
      this.#createGroup(key, operation, identity, source.topic),
    );
    this.#subscribers[outlet.transport] += 1;
    return group.join(outlet, source.isResumed ? source.start : null);
  }

  #leave(outlet: Outlet): void {
    this.#subscribers[outlet.transport] -= 1;
    this.#allowance.giveBack(outlet);
  }

  #createGroup(key: string, operation: RenderOptions['operation'], identity: Identity, topic: Topic): Group {
    const { feed, present } = this.#options;
    const renderAll = createRender({
      operation,
      contextNow: (upTo) => this.#contextNow(identity, upTo),
      present,
    });
    const render: Render = (events) => {
      this.#executions += events.length;
      return renderAll(events);
    };
    return new Group({
      key,
      feed,
      topic,
      render,
      pages: this.#pages,
      onSent: (results) => {
        this.#deliveries += results;
      },
      onTooFarBehind: ({ transport }) => {
        this.#tooFarBehind[transport] += 1;
      },
      onLeave: (outlet) => this.#leave(outlet),
      onEmpty: () => this.#groups.delete(key),
    });
  }

  // What is rendered in one turn of the event loop for the same rights is read together, and never with anything older
  // than the events at hand.
  #contextNow(identity: Identity, upTo: Position): Context {
    const { feed, createContext } = this.#options;
    if (this.#contexts.size === 0) setImmediate(() => this.#contexts.clear());
    // Pages of the past may have been read ahead of the feed's position.
    const { xid, id } = comparePositions(feed.position, upTo) < 0 ? upTo : feed.position;
    return getOrMake(this.#contexts, `${xid}.${id} ${rightsOf(identity)}`, () => createContext(identity));
  }
}

function noneOfEach(): Record<Transport, number> {
  return { websocket: 0, sse: 0, callback: 0 };
}
