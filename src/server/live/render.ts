import { type ExecutionArgs, type ExecutionResult, execute } from 'graphql';
import type { Context } from '../../environment/context.ts';
import type { Position } from '../../feed/cursor.ts';
import type { FeedEvent } from '../../feed/event.ts';
import type { StreamEvent } from '../../feed/stream.ts';

/** Makes the JSON text of a result for each event: one execution and one serialisation, however many hear it. */
export type Render = (events: readonly StreamEvent[]) => Promise<string[]>;

/** What a renderer works with. */
export interface RenderOptions {
  readonly operation: Omit<ExecutionArgs, 'rootValue' | 'contextValue'>;
  /** A context whose loaders have asked for nothing before the event at this place was committed. */
  readonly contextNow: (upTo: Position) => Context;
  /** Errors as clients are told them. */
  readonly present: (errors: readonly unknown[], requestId: string) => readonly unknown[];
}

/**
 * Renders the events of one subscription. Events that become known together are executed together, so that what they all
 * need is read in one statement, which begins after the last of them.
 */
export function createRender({ operation, contextNow, present }: RenderOptions): Render {
  return async (events) => {
    const last = events.at(-1);
    if (!last) return [];
    const contextValue = contextNow(last.position);
    const toText = async (rootValue: FeedEvent) => {
      const { data, errors }: ExecutionResult = await execute({ ...operation, rootValue, contextValue });
      const shown = errors && present(errors, contextValue.requestId);
      return JSON.stringify(shown ? { errors: shown, data } : { data });
    };
    return Promise.all(events.map(toText));
  };
}
