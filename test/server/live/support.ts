import { buildSubgraphSchema } from '@apollo/subgraph';
import { type ExecutionResult, parse } from 'graphql';
import type { Context } from '../../../src/environment/context.ts';
import { LiveFeed } from '../../../src/feed/feed.ts';
import type { EventTable } from '../../../src/feed/table.ts';
import type { Identity } from '../../../src/read/gate.ts';
import { Live } from '../../../src/server/live/live.ts';
import type { Member } from '../../../src/server/live/member.ts';
import type { Outlet, Transport } from '../../../src/server/live/outlet.ts';

const document = parse('subscription ($after: String) { changed(after: $after) }');
const typeDefs = parse('type Query { a: Int } type Subscription { changed(after: String): String }');
const identity = { kind: 'local', subject: 'test', customers: 'all' } as const;

/** A context that holds nothing but whose it is. */
export const createContext = (whose: Identity = identity) => ({ identity: whose }) as unknown as Context;

const cursorOf = ({ cursor }: { cursor: string }, _: unknown, _context: Context) => cursor;

/** Live subscriptions to every change in a table, whose one field is the event's cursor unless another is resolved. */
export async function startLive(table: EventTable, resolve = cursorOf) {
  const feed = new LiveFeed({ table, log() {} });
  await feed.start();
  const changed = {
    subscribe: (_: unknown, { after }: { after?: string }) =>
      feed.follow({ kind: 'SECTION_CHANGED', customers: 'all' }, after),
    resolve,
  };
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: { Subscription: { changed } } as never }]);
  const live = new Live({
    feed,
    createContext,
    present: (errors) => errors,
    most: { perConnection: 1, perIdentity: null },
  });
  return {
    feed,
    live,
    async subscribe(outlet: Outlet, after: string | null = null, contextValue = createContext()) {
      const variableValues = { after };
      return asMember(await live.subscribe({ schema, document, variableValues, contextValue, outlet }));
    },
  };
}

function asMember(answer: Member | ExecutionResult): Member {
  if (!(Symbol.asyncIterator in answer)) throw new Error(JSON.stringify(answer));
  return answer;
}

/** An outlet that counts what it is sent. */
export function countingOutlet(transport: Transport, ready = async () => {}) {
  return {
    transport,
    isReady: true,
    ready,
    end() {},
    heard: 0,
    send(results: readonly string[]) {
      this.heard += results.length;
      return true;
    },
  };
}
