import { comparePositions, type Position } from '../../feed/cursor.ts';
import type { FeedEvent } from '../../feed/event.ts';
import type { Feed } from '../../feed/feed.ts';
import { link } from '../../feed/stream.ts';
import type { Topic } from '../../feed/topic.ts';
import type { Rendered } from './member.ts';
import type { Pages, RenderedPage } from './pages.ts';
import type { Render } from './render.ts';

/** What results are made of. */
export interface ResultsOptions {
  /** What tells the results from those of another group. */
  readonly key: string;
  readonly feed: Feed;
  readonly topic: Topic;
  readonly render: Render;
  readonly pages: Pages;
}

/** The results of one group: of what comes live, and of the past as those who resume ask for it. */
export class Results {
  readonly #options: ResultsOptions;
  /** The history that the events are of; the feed may go on to another before the last of this one is rendered. */
  readonly #epoch: string;

  constructor(options: ResultsOptions) {
    this.#options = options;
    this.#epoch = options.feed.epoch;
  }

  /** Renders events in order, the first of them linked to the place before it. */
  async of(events: readonly FeedEvent[], before: Position): Promise<Rendered[]> {
    const placed = events.map((event, index) => ({
      event,
      previous: events[index - 1]?.position ?? before,
    }));
    const links = placed.map(({ event, previous }) => link(this.#epoch, event, previous));
    const texts = await this.#options.render(links);
    return placed.map((one, index) => ({ ...one, text: texts[index] as string }));
  }

  /** A page of the past from a place on, its first event linked to `previous`. */
  page(from: Position, previous: Position): Promise<RenderedPage> {
    const { key, feed, topic, pages } = this.#options;
    return pages.take(`${key} from ${nameOf(from)} ${nameOf(previous)}`, async (forget) => {
      const { events, end, isFull } = await feed.readPage(topic, from);
      // What leads no further has to be read anew: whoever waits for more would get it for ever.
      if (comparePositions(end, from) <= 0) forget();
      return { results: await this.of(events, previous), end, isFull };
    });
  }

  /** One event, linked to another place than the others': after a restart, the cursor with which thousands come back. */
  async relinked(event: FeedEvent, previous: Position): Promise<readonly Rendered[]> {
    const { key, pages } = this.#options;
    const { position } = event;
    const { results } = await pages.take(`${key} of ${nameOf(position)} ${nameOf(previous)}`, async () => {
      return { results: await this.of([event], previous), end: position, isFull: false };
    });
    return results;
  }
}

function nameOf({ xid, id }: Position): string {
  return `${xid}.${id}`;
}
