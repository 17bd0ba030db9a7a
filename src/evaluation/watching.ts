import { setTimeout as sleep } from 'node:timers/promises';
import type { Feed } from '../feed/feed.ts';
import type { EventOf } from '../feed/topic.ts';

const RETRY_MS = 5_000;

/** What watching over changes works with. */
export interface Watch {
  readonly feed: Feed;
  /** What is done, for the log, such as "Judging". */
  readonly name: string;
  readonly log: (level: 'info' | 'warn', message: string, error?: unknown) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Runs something over and over, some seconds apart, whatever becomes of it, until it is told to stop. */
export async function keepRunning(
  { name, log, signal }: Omit<Watch, 'feed'>,
  run: () => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await run();
    } catch (error) {
      log('warn', `${name} was interrupted; trying again.`, error);
    }
    await sleep(RETRY_MS * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => {});
  }
}

/**
 * Hears of every section that changes, and takes turns, which say how long to pause before the next, milliseconds; null: no
 * more. Ends also where the feed can no longer vouch for its place: whoever starts anew looks at everyone first.
 */
export async function watchChanges(
  { feed, name, log, signal }: Watch,
  hear: (change: EventOf<'SECTION_CHANGED'>) => void,
  turn: () => Promise<number | null>,
): Promise<void> {
  let isOver = false;
  // Followed before the first turn, so that nothing falls between.
  const changes = feed.follow({ kind: 'SECTION_CHANGED', customers: 'all' });
  const following = (async () => {
    for await (const change of changes) hear(change);
  })()
    .catch((error: unknown) => log('warn', `${name} lost its place in the feed; starting anew.`, error))
    .finally(() => {
      isOver = true;
    });
  try {
    while (!signal.aborted && !isOver) {
      const pauseMs = await turn();
      if (pauseMs === null) break;
      await sleep(pauseMs, undefined, { signal }).catch(() => {});
    }
  } finally {
    await changes.return();
    await following;
  }
}
