import { DomainError } from '../../errors.ts';
import { comparePositions, type Position } from '../../feed/cursor.ts';
import type { FeedStream } from '../../feed/stream.ts';
import { Member, type Membership, type Rendered } from './member.ts';
import type { Outlet } from './outlet.ts';
import { Results, type ResultsOptions } from './results.ts';
import { Rounds } from './rounds.ts';

/** What a group works with. */
export interface GroupOptions extends ResultsOptions {
  readonly onSent: (results: number) => void;
  readonly onTooFarBehind: (outlet: Outlet) => void;
  readonly onLeave: (outlet: Outlet) => void;
  readonly onEmpty: () => void;
}

/** How many events are rendered at once. */
const AT_ONCE = 200;
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
  readonly #results: Results;
  /** Those who have been given all that the stream has given, or are on the way to it. */
  readonly #level: Rounds;
  /** Those who are about to be: what comes live waits in their backlog. */
  readonly #behind = new Set<Member>();
  /** Those who are still reading the past. */
  readonly #far = new Set<Member>();
  #last: Position;

  constructor(options: GroupOptions) {
    this.#options = options;
    this.#stream = options.feed.follow(options.topic);
    this.#results = new Results(options);
    this.#level = new Rounds({ onSent: options.onSent, onError: (error) => this.#fail(error) });
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
      this.#level.add(member);
    } else {
      this.#behind.add(member);
    }
    return member;
  }

  /** Takes out one who has left, or whose subscription has ended. */
  remove(member: Member): void {
    this.#level.remove(member);
    this.#behind.delete(member);
    this.#far.delete(member);
    this.#options.onLeave(member.outlet);
    if (this.#level.members.size + this.#behind.size + this.#far.size > 0) return;
    this.#options.onEmpty();
    void this.#stream.return();
  }

  async #run(): Promise<void> {
    try {
      for await (const events of this.#stream.batches()) {
        for (let from = 0; from < events.length; from += AT_ONCE) {
          this.#deliver(await this.#results.of(events.slice(from, from + AT_ONCE), this.#last));
          if (this.#level.size >= AT_ONCE) await this.#level.sent;
        }
        // By then the stream is being waited for again, unless there is more.
        setImmediate(() => this.#promoteAll());
      }
      await this.#level.sent;
      for (const member of this.#everyone()) member.end();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    for (const member of this.#everyone()) member.fail(error);
  }

  #everyone(): Member[] {
    return [...this.#level.members, ...this.#behind, ...this.#far];
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
    this.#level.send(results.map(({ text }) => text));
  }

  async #catchUp(member: Member, after: Position): Promise<void> {
    member.isBusy = true;
    let from = after;
    const take = async () => {
      const page = await this.#results.page(from, member.last ?? after);
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
        results.splice(0, 1, ...(await this.#results.relinked(first.event, member.last)));
      }
      this.#send(member, results);
    }
    member.isBusy = false;
    this.#promote(member);
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
    if (this.#behind.delete(member)) this.#level.add(member);
  }
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
