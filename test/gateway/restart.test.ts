import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { account, WHOLE } from '../faults/support/account.ts';
import { FULL } from '../faults/support/figure.ts';
import type { Heard } from '../faults/support/follower.ts';
import { addWatched, startWriter, storedNumbers, type Writer } from '../faults/support/writer.ts';
import { until } from '../feed/support.ts';
import { createTestDatabase } from '../support/database.ts';
import { endProcesses, startProcess } from '../support/process.ts';
import { openAddress } from './address.ts';
import { subscribeBySse } from './ask.ts';
import { subscribingGateways, type Transport } from './gateways.ts';
import { openDoor, serveByApollo } from './serve.ts';
import { createCustomersSchema, subgraphs } from './subgraphs.ts';

// The others end the subscription, which is the simpler case.
const transports: readonly Transport[] = FULL
  ? ['WebSocket', 'server-sent events', 'HTTP callback']
  : ['WebSocket'];
const ways = Object.entries(subscribingGateways).flatMap(([name, startGateway]) =>
  transports.map((transport) => ({ name, transport, startGateway })),
);

const query = `subscription ($after: String) {
  integrationStatusChanged(after: $after) { cursor previousCursor reason }
}`;

/** A client of a gateway that does what README asks of one: it looks at errors first, then at `previousCursor`. */
function followThrough(url: string) {
  const heard: Heard[] = [];
  let [gaps, ends] = [0, 0];
  let stopped = false;
  let hangUp: () => Promise<void> = async () => {};
  const listen = async () => {
    const last = heard.at(-1)?.cursor ?? null;
    const subscription = subscribeBySse(url, query, { after: last });
    hangUp = subscription.stop;
    try {
      for (let after = last; ; ) {
        const { done, value } = await subscription.next();
        if (done || value.errors) {
          ends += 1;
          return;
        }
        const { cursor, previousCursor, reason } = value.data.integrationStatusChanged;
        if (after !== null && previousCursor !== after) {
          gaps += 1;
          return;
        }
        after = cursor;
        heard.push({ number: Number(reason), cursor, previousCursor, at: performance.now() });
      }
    } finally {
      await subscription.stop();
    }
  };
  const running = (async () => {
    while (!stopped) {
      await listen().catch(() => {
        ends += 1;
      });
      if (!stopped) await sleep(100);
    }
  })();
  return {
    heard,
    /** How often an event did not name the one before it, and how often the subscription ended. */
    breaks: () => ({ gaps, ends }),
    async stop() {
      stopped = true;
      await hangUp();
      await running;
    },
  };
}

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
  await endProcesses();
});

describe.each(ways)('through $name over $transport', ({ transport, startGateway }) => {
  test('a process gives way to another: the client is told or sees it, and loses nothing', {
    timeout: 60_000,
  }, async () => {
    const database = await createTestDatabase();
    cleanUp.push(database.drop, endProcesses);
    const integrations = await addWatched(database.db, 5);
    const door = await openDoor();
    const variables = { DATABASE_URL: database.url, NODE_ENV: 'test', CALLBACK_ORIGINS: door.origin };
    const [leaving, staying] = [startProcess(variables), startProcess(variables)];
    const [from, to] = await Promise.all([leaving.ready, staying.ready]);
    const address = await openAddress(from);
    cleanUp.push(address.stop);
    const customers = await serveByApollo({ schema: createCustomersSchema([]) });
    cleanUp.push(customers.stop);
    const gateway = await startGateway({
      subgraphs: subgraphs({ customers: customers.url, environment: `${address.url}/graphql` }),
      transport,
      door,
    });
    cleanUp.push(gateway.stop);
    const client = followThrough(gateway.url);
    const writer: Writer = startWriter(database.db, integrations, 20);
    cleanUp.push(client.stop, writer.stop);
    await until(() => client.heard.length > 5, 'it hears');

    address.leadTo(to);
    leaving.child.kill('SIGTERM');
    await leaving.ended;
    const afterwards = writer.newest() + 20;
    await until(() => client.heard.some(({ number }) => number > afterwards), 'it hears again');

    await writer.stop();
    const [first] = client.heard as [Heard];
    const all = await storedNumbers(database.db);
    const stored = all.slice(all.indexOf(first.number));
    await until(() => client.heard.length >= stored.length, 'it has heard all');
    await sleep(200);
    expect(account(stored, client.heard, first.previousCursor)).toEqual(WHOLE);
    // Over a WebSocket the gateway subscribes anew by itself, and tells nobody; else it ends the subscription.
    const isSilent = transport === 'WebSocket';
    const { gaps, ends } = client.breaks();
    expect({ gaps: gaps > 0, ends: ends > 0 }).toEqual({ gaps: isSilent, ends: !isSilent });
  });
});
