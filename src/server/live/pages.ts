import { LRUCache } from 'lru-cache';
import type { Position } from '../../feed/cursor.ts';
import { getOrMake } from '../../read/get-or-make.ts';
import type { Rendered } from './member.ts';

/** A page of the past, rendered. */
export interface RenderedPage {
  readonly results: readonly Rendered[];
  /** Where to read on. */
  readonly end: Position;
  readonly isFull: boolean;
}

/** For how long those who come back after a restart are given the same pages. */
const PAGES_MS = 1_000;
const MOST_PAGES = 50;

/** Pages that were rendered a moment ago: thousands who come back after a restart resume from the same few places. */
export class Pages {
  readonly #pages = new LRUCache<string, Promise<RenderedPage>>({
    max: MOST_PAGES,
    ttl: PAGES_MS,
    // Pages are large, and nobody may ever ask for them again.
    ttlAutopurge: true,
  });

  /** The page of this name; where there is none it is made, and `make` is given what has it forgotten. */
  take(name: string, make: (forget: () => void) => Promise<RenderedPage>): Promise<RenderedPage> {
    const forget = () => void this.#pages.delete(name);
    return getOrMake<string, Promise<RenderedPage>>(this.#pages, name, () => {
      const page = make(forget);
      page.catch(forget);
      return page;
    });
  }
}
