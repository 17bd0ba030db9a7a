import { setImmediate as untilNextTurn } from 'node:timers/promises';
import { DomainError } from '../../errors.ts';
import { comparePositions, type Position } from '../../feed/cursor.ts';
import type { FeedEvent } from '../../feed/event.ts';
import type { Feed } from '../../feed/feed.ts';
import { type FeedStream, link } from '../../feed/stream.ts';
import type { Topic } from '../../feed/topic.ts';
import { Member, type Membership, type Rendered } from './member.ts';
import { Outbox } from './outbox.ts';
import type { Outlet } from './outlet.ts';
import type { Pages, RenderedPage } from './pages.ts';
import type { Render } from './render.ts';

/** What a group works with. */
export interface GroupOptions {
  readonly key: string;
  readonly feed: Feed;
  readonly topic: Topic;
  readonly render: Render;
  readonly pages: Pages;
  readonly onSent: (results: number) => void;
  readonly onTooFarBehind: (outlet: Outlet) => void;
  readonly onLeave: (outlet: Outlet) => void;
  readonly onEmpty: () => void;
}

/** How many events are rendered at once, and to how many subscribers one turn of the event loop sends. */
const AT_ONCE = 200;
const SENDS_A_TURN = 500;
/** How much may come live while a subscriber reads its last page. */
const MOST_BEHIND = 5_000;

/**
 * Subscribers who are told the same: same document, same variables, same rights. Each event is executed and serialised
 * once, and the same text goes to all. A subscriber who resumes catches up from the table, apart from the others, and
 * joins them where it is level with them.
 */
export class Group implements Membership {
  readonly #options: GroupOptions;
  readonly #stream: FeedStream;
  /** The history that the stream is of; the feed may go on to another before the last of this one is rendered. */
  readonly #epoch: string;
  /** Those who have heard all that the stream has given. */
  readonly #level = new Set<Member>();
  /** Those who are about to be: what comes live waits in their backlog. */
  readonly #behind = new Set<Member>();
  /** Those who are still reading the past. */
  readonly #far = new Set<Member>();
  /** What is on its way to those who are level. */
  readonly #outbox = new Outbox();
  /** Settled once the outbox is empty. */
  #sending = Promise.resolve();
  #last: Position;

  constructor(options: GroupOptions) {
    this.#options = options;
    this.#stream = options.feed.follow(options.topic);
    this.#epoch = options.feed.epoch;
    this.#last = this.#stream.start;
    void this.#run();
  }

  /** Results that wait for those who are about to be level. */
  get queued(): number {
    let queued = 0;
    for (const { backlog } of this.#behind) queued += backlog.length;
    return queued;
  }

  /** Adds a subscriber, from now on or from the place after which it resumes. */
  join(outlet: Outlet, after: Position | null): Member {
    const member = new Member(outlet, this.#options.feed.position, after, this);
    if (after) {
      this.#far.add(member);
      this.#catchUp(member, after).catch((error: unknown) => member.fail(error));
    } else if (this.#stream.isLevel) {
      this.#admit(member);
    } else {
      this.#behind.add(member);
    }
    return member;
  }

  /** Takes out one who has left, or whose subscription has ended. */
  remove(member: Member): void {
    for (const set of [this.#level, this.#behind, this.#far]) set.delete(member);
    this.#options.onLeave(member.outlet);
    if (this.#level.size + this.#behind.size + this.#far.size > 0) return;
    this.#options.onEmpty();
    void this.#stream.return();
  }

  async #run(): Promise<void> {
    try {
      for await (const events of this.#stream.batches()) {
        for (let from = 0; from < events.length; from += AT_ONCE) {
          this.#deliver(await this.#render(events.slice(from, from + AT_ONCE), this.#last));
          if (this.#outbox.size >= AT_ONCE) await this.#sending;
        }
        // By then the stream is being waited for again, unless there is more.
        setImmediate(() => this.#promoteAll());
      }
      await this.#sending;
      for (const member of this.#everyone()) member.end();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    for (const member of this.#everyone()) member.fail(error);
  }

  #everyone(): Member[] {
    return [...this.#level, ...this.#behind, ...this.#far];
  }

  async #render(events: readonly FeedEvent[], before: Position): Promise<Rendered[]> {
    const { render } = this.#options;
    const placed = events.map((event, index) => ({
      event,
      previous: events[index - 1]?.position ?? before,
    }));
    const texts = await render(placed.map(({ event, previous }) => link(this.#epoch, event, previous)));
    return placed.map((one, index) => ({ ...one, text: texts[index] as string }));
  }

  #deliver(results: readonly Rendered[]): void {
    this.#last = results.at(-1)?.event.position ?? this.#last;
    for (const member of this.#behind) {
      if (member.backlog.length > MOST_BEHIND) {
        this.#options.onTooFarBehind(member.outlet);
        member.fail(tooFarBehind());
        continue;
      }
      member.backlog.push(...results);
      this.#settle(member).catch((error: unknown) => member.fail(error));
    }
    const isSending = this.#outbox.size > 0;
    this.#outbox.push(results.map(({ text }) => text));
    if (!isSending) this.#sending = this.#sendAll().catch((error: unknown) => this.#fail(error));
  }

  // Round and round. What comes meanwhile goes along from where we are, so nobody waits for more than one round, and where
  // rounds take longer than events take to come, several go in one write.
  async #sendAll(): Promise<void> {
    let sent = 0;
    while (this.#outbox.size > 0) {
      const { end } = this.#outbox;
      let taken = 0;
      for (const member of this.#level) {
        const results = this.#outbox.from(member.sent);
        if (results.length === 0) continue;
        member.sent = this.#outbox.end;
        if (member.outlet.send(results)) taken += results.length;
        sent += 1;
        if (sent % SENDS_A_TURN === 0) await untilNextTurn();
      }
      this.#options.onSent(taken);
      this.#outbox.forget(end);
    }
  }

  #admit(member: Member): void {
    member.sent = this.#outbox.end;
    this.#level.add(member);
  }

  async #catchUp(member: Member, after: Position): Promise<void> {
    member.isBusy = true;
    let from = after;
    const take = async () => {
      const page = await this.#page(from, member.last ?? after);
      // Right before sending: many who share a connection would else all find it empty, and fill it at once.
      while (!member.outlet.isReady) await member.outlet.ready();
      if (!member.isOpen) return false;
      this.#send(member, page.results);
      from = page.end;
      await member.outlet.ready();
      return member.isOpen && page.isFull;
    };
    // The bulk of the past first; what comes live meanwhile will be read from the table as well.
    while (await take());
    if (!member.isOpen) return;
    this.#far.delete(member);
    this.#behind.add(member);
    // The stream may have read ahead of the feed's position, and what it gave then is not given again.
    const seam = later(this.#options.feed.position, this.#last);
    while (member.isOpen && comparePositions(from, seam) < 0) await take();
    member.isBusy = false;
    await this.#settle(member);
  }

  #page(from: Position, previous: Position): Promise<RenderedPage> {
    const { key, feed, topic, pages } = this.#options;
    return pages.take(`${key} from ${nameOf(from)} ${nameOf(previous)}`, async (forget) => {
      const { events, end, isFull } = await feed.readPage(topic, from);
      // What leads no further has to be read anew: whoever waits for more would get it for ever.
      if (comparePositions(end, from) <= 0) forget();
      return { results: await this.#render(events, previous), end, isFull };
    });
  }

  // Sends what has gathered for one who is behind, its first event linked to the one that it heard last.
  async #settle(member: Member): Promise<void> {
    if (member.isBusy) return;
    member.isBusy = true;
    while (member.isOpen) {
      while (!member.outlet.isReady) await member.outlet.ready();
      const results = member.backlog.filter(
        ({ event }) => comparePositions(event.position, member.since) > 0,
      );
      member.backlog = [];
      const [first] = results;
      if (!first) break;
      if (member.last !== null && comparePositions(first.previous, member.last) !== 0) {
        results.splice(0, 1, ...(await this.#relinked(first.event, member.last)).results);
      }
      this.#send(member, results);
    }
    member.isBusy = false;
    this.#promote(member);
  }

  // The first event after a restart, linked to the cursor with which thousands come back.
  #relinked(event: FeedEvent, previous: Position): Promise<RenderedPage> {
    const { key, pages } = this.#options;
    const { position } = event;
    return pages.take(`${key} of ${nameOf(position)} ${nameOf(previous)}`, async () => {
      return { results: await this.#render([event], previous), end: position, isFull: false };
    });
  }

  #send(member: Member, results: readonly Rendered[]): void {
    const last = results.at(-1);
    if (!last || !member.isOpen) return;
    if (member.outlet.send(results.map(({ text }) => text))) this.#options.onSent(results.length);
    member.last = last.event.position;
    member.since = later(member.since, last.event.position);
  }

  #promoteAll(): void {
    for (const member of this.#behind) this.#promote(member);
  }

  // One whose next event has to name another predecessor than theirs stays behind until that has come.
  #promote(member: Member): void {
    const isReady = member.isOpen && !member.isBusy && member.backlog.length === 0 && this.#stream.isLevel;
    if (!isReady || (member.last !== null && comparePositions(member.last, this.#last) !== 0)) return;
    if (this.#behind.delete(member)) this.#admit(member);
  }
}

function nameOf({ xid, id }: Position): string {
  return `${xid}.${id}`;
}

function later(a: Position, b: Position): Position {
  return comparePositions(a, b) < 0 ? b : a;
}

function tooFarBehind(): DomainError {
  return new DomainError(
    'SERVICE_UNAVAILABLE',
    'This subscription is too far behind. Subscribe again with `after` set to the last cursor.',
  );
}
